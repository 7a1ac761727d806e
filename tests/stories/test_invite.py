"""An officer whom the station file knows by badge alone is invited by a link."""

from sqlalchemy import select

from models.person import Person as PersonRow
from services import invites
from simulator import Person
from tests.street import GRID, Street


async def link_for(street: Street, name: str) -> str:
    """What `doorstep invite` prints."""
    async with street.store.writing() as session:
        person = (await session.scalars(select(PersonRow).where(PersonRow.name == name))).one()
        secret = await invites.create(session, person, street.clock.now())
    return f"https://t.me/{street.bot.username}?start=invite-{secret}"


async def invited(street: Street) -> Person:
    ben = street.officer("Ben", known=False, started=False)
    await street.quiet()
    await ben.opens(await link_for(street, "Ben"))
    await ben.sees("Welcome, Officer Ben. This account now belongs to you")
    return ben


async def test_the_link_makes_the_account_the_officers(street: Street) -> None:
    anna = street.resident("Anna")
    ben = await invited(street)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)


async def test_the_link_works_once(street: Street) -> None:
    mallory = street.resident("Mallory", started=False)
    ben = street.officer("Ben", known=False, started=False)
    await street.quiet()
    link = await link_for(street, "Ben")
    await ben.opens(link)
    await ben.sees("Welcome, Officer Ben")
    await mallory.opens(link)
    await mallory.sees("This invitation was used already or has expired")
    await mallory.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    await street.quiet()
    assert not [one for one in mallory.chat() if "Accept" in one.buttons]


async def test_the_link_expires(street: Street) -> None:
    ben = street.officer("Ben", known=False, started=False)
    await street.quiet()
    link = await link_for(street, "Ben")
    await street.later(hours=49)
    await ben.opens(link)
    await ben.sees("This invitation was used already or has expired")


async def test_until_then_the_next_in_line_has_the_cases(street: Street) -> None:
    anna = street.resident("Anna")
    street.officer("Ben", known=False, started=False)
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await carol.sees("The lift is stuck")
