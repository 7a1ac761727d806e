"""How many people an alert reaches: Telegram is asked, once a day for each group."""

from bot.counting import Counter
from models.alert import Category
from models.station import Group
from services.alerts.audience import Audience, Reach, reach
from tests.alerts.station import Station


async def counts(station: Station) -> None:
    app, parts = station.street.app, station.street.parts
    assert app is not None
    assert app._desks is not None
    assert parts is not None
    await Counter(parts.bot, app._desks).count()


async def reached(station: Station) -> Reach:
    async with station.desk() as desk:
        return await reach(desk, Audience(), Category.FIRE)


async def test_it_is_known_how_many_people_are_in_the_groups(station: Station) -> None:
    street = station.street
    (elm,) = station.groups(1)
    ben, anna, ella = street.officer("Ben"), street.resident("Anna"), street.resident("Ella")
    street.duty_room(ben)
    await station.subscribes(anna)
    assert await reached(station) == Reach(groups=2, subscribers=1, members=1, uncounted=2)
    await counts(station)
    # Anna, Ella and the bot in Maple Street, the bot alone in the other; and Anna in private.
    assert await reached(station) == Reach(groups=2, subscribers=1, members=5, uncounted=0)
    elm.add(ella)
    await counts(station)
    assert (await reached(station)).members == 5
    await street.later(hours=25)
    await counts(station)
    assert (await reached(station)).members == 6


async def test_a_group_that_refuses_keeps_its_number_and_holds_up_no_other(
    station: Station,
) -> None:
    street = station.street
    elm, oak = station.groups(2)
    street.officer("Ben")
    await street.quiet()
    await counts(station)
    await street.later(hours=25)
    elm.chat.members[street.bot.id].status = "kicked"  # And nobody has told us yet.
    await counts(station)
    async with street.record() as session:
        gone, other = [
            await session.get_one(Group, (await street.address(one)).group_id or 0)
            for one in (elm, oak)
        ]
    assert gone.members == 1
    assert gone.members_at is not None
    assert other.members_at is not None
    assert other.members_at > gone.members_at
