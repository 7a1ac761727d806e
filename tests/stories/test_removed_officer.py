"""An officer who isn't in the station's file any more (fault 44): out at once, and what they held
is asked anew."""

from models.case import CaseState
from simulator import Person
from tests.street import GRID, Street


async def leaves_the_staff(street: Street, officer: Person) -> None:
    badges = {one["badge"] for one in street.file["people"] if one["name"] == officer.name}
    for part in ("people", "shifts"):
        street.file[part] = [one for one in street.file[part] if one["badge"] not in badges]
    await street.reload()


async def test_they_read_nothing_more_of_the_case_that_they_held(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await street.quiet()
    await anna.writes("My brother drinks")
    card = await ben.sees("My brother drinks")
    await ben.taps(card, "Accept")
    await street.quiet()
    shown = card.text
    await leaves_the_staff(street, ben)
    await anna.writes("He hit me today")
    await street.later(seconds=1)
    theirs = await carol.sees("My brother drinks")
    await carol.sees("He hit me today")
    await carol.taps(theirs, "Accept")
    await street.quiet()
    await ben.does_not_see("He hit me today")
    assert card.text == shown  # Nor does the card on their screen follow the case.
    case = await street.case()
    assert case.state is CaseState.ACCEPTED


async def test_they_read_nothing_more_of_a_case_that_waits(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    receipt = await anna.sees("We have your request", in_group=GRID)
    await street.quiet()
    await leaves_the_staff(street, ben)
    await anna.replies(receipt, "In house 4")
    await carol.sees("In house 4")
    await street.quiet()
    await ben.does_not_see("In house 4")


async def test_who_came_back_before_the_clock_looked_keeps_the_case(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    held = (await street.case()).holder_id
    was = {part: list(street.file[part]) for part in ("people", "shifts")}
    await leaves_the_staff(street, ben)
    street.file.update(was)
    await street.reload()
    await street.later(seconds=1)
    assert (await street.case()).holder_id == held
