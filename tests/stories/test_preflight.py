"""Each morning the bot looks whether the coming days are provided for, and tells what is wrong."""

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, text, update
from structlog.testing import capture_logs

from bot.desks import Desks
from bot.directories import Directories
from bot.inspection import Inspector
from bot.leader import LeadershipLost
from bot.revision import newest
from bot.running import App
from locales.languages import LANGUAGES
from locales.samples import Values
from locales.soundness import broken
from models.address import Address, AddressState
from models.exchange import Delivery, Exchange
from models.station import Station
from scheduler.preflight import Preflight
from simulator import Group, Person
from simulator.world.users import BotAccount
from tests.street import DUTY_ROOM, GRID, StandingClock, Street

TAKES_OVER_WITHIN = 15.0
FOUND = "This morning's check has found something to mend"


async def the_bot_joins(street: Street, *groups: Group) -> None:
    """It posts its card, and pins it."""
    await street.quiet()
    for group in groups:
        group.remove(street.bot)
        group.add(street.bot)
        group.promote(street.bot)
    await street.quiet()


async def checks(street: Street, **later: float) -> None:
    await street.quiet()
    street.clock.move(timedelta(**later))
    assert street.app is not None
    await street.app.check()
    await street.quiet()


async def morning_comes(street: Street) -> None:
    """07:30 of the next day; before that there is nothing to be done."""
    await checks(street)
    await checks(street, hours=21, minutes=29)
    assert await told(street) == []
    await checks(street, minutes=1)


async def told(street: Street) -> list[Exchange]:
    return await street.sent(Exchange.template == "preflight")


async def a_sound_station(street: Street, *_others: Person) -> tuple[Person, Group]:
    ben = street.officer("Ben")
    room = street.duty_room(ben)
    await the_bot_joins(street, street.maple_street)
    return ben, room


async def test_where_all_is_well_nobody_hears_of_it(street: Street) -> None:
    await a_sound_station(street)
    await morning_comes(street)
    await checks(street, days=1)
    assert await told(street) == []
    asked = street.telegram.calls.counts
    assert asked["getChat"] == 2 * 2  # of two groups, on two mornings
    assert "sendChatAction" not in asked  # Nobody is disturbed to learn whether they are there.


async def test_what_is_wrong_is_told_once_a_day_with_how_to_mend_it(street: Street) -> None:
    ben = street.officer("Ben")
    street.officer("Cora", started=False)
    street.officer("Dan", known=False)
    finn = street.officer("Finn")
    street.officer("Gus", on_duty=False, started=False)
    street.file["shifts"][-1]["from"] = "2026-11-29T08:00"  # in more than seven days
    oak = street.grid("Oak Lane", ben)
    elm = street.grid("Elm Row", ben)
    street.duty_room(ben)
    for shift in street.file["shifts"]:
        shift["grids"] = ["grid-1", "grid-2"]
    street.file["shifts"].append({"badge": "0001", "position": "main", "grids": ["grid-3"]})
    street.file["shifts"][-1] |= {"from": "2026-11-23T20:00"}
    await the_bot_joins(street, street.maple_street, oak, elm)
    oak.demote(street.bot)
    elm.chat.pinned.clear()
    await finn.blocks(street.bot)
    await morning_comes(street)
    said = await ben.sees(FOUND, in_group=DUTY_ROOM)
    lines = said.text.splitlines()
    for wrong, remedy in [
        ("haven't pressed Start (2): Cora (0002) and Dan (0003)", "doorstep invite BADGE"),
        ("out of reach: they have blocked the bot, or never pressed Start (1): Finn (0004)",
         "unblock it and press Start"),
        ("Nobody is on duty in the next 14 days (1): Elm Row 11-21 07:30\u201311-23 20:00",
         "Give these hours to somebody"),
        ("isn't an administrator of these groups (1): Oak Lane", "Make it an administrator"),
        ("The card isn't pinned in these groups (1): Elm Row", "Pin the bot's card"),
    ]:  # fmt: skip
        at = next(index for index, line in enumerate(lines) if wrong in line)
        assert remedy in lines[at + 1]
    assert "Ben" not in said.text
    assert "Gus" not in said.text
    assert sum(line.startswith("•") for line in lines) == 5
    for _ in range(3):
        await checks(street, hours=5)
    assert len(await told(street)) == 1
    await checks(street, hours=9)
    assert len(await told(street)) == 2


async def test_a_shift_leader_alone_is_a_gap(street: Street) -> None:
    ben, _ = await a_sound_station(street, street.officer("Lea", position="leader"))
    main = next(one for one in street.file["shifts"] if one["position"] == "main")
    main["to"] = "2026-11-23T20:00"
    await street.reload()
    await morning_comes(street)
    said = await ben.sees("Nobody is on duty in the next 14 days (1)", in_group=DUTY_ROOM)
    assert f"{GRID} 11-23 20:00" in said.text


async def test_own_officers_and_the_chief_have_to_be_there_without_a_shift(street: Street) -> None:
    """Also who mediates for the neighbourhood; of a volunteer who keeps it nobody asks anything."""
    for name, role, grids in (
        ("Kim", "officer", ["grid-1"]), ("Ming", "mediator", ["grid-1"]),
        ("Vera", "volunteer", ["grid-1"]), ("Chen", "chief", []), ("Gus", "officer", []),
    ):  # fmt: skip
        street.officer(name, on_duty=False, roles=(role,), started=False)
        street.file["shifts"].pop()
        street.file["people"][-1]["grids"] = grids
    ben, _ = await a_sound_station(street)
    await morning_comes(street)
    said = await ben.sees("haven't pressed Start (3)", in_group=DUTY_ROOM)
    for name in ("Kim", "Ming", "Chen"):
        assert name in said.text
    for name in ("Vera", "Gus"):
        assert name not in said.text


async def test_whom_something_reached_is_there(street: Street) -> None:
    """As where the database is a new one: who pressed Start long ago needn't do so again."""
    ben, _ = await a_sound_station(street)
    async with street.store.writing() as session:
        address = await street.address(ben)
        await session.execute(
            update(Address).where(Address.id == address.id).values(state=AddressState.UNSEEN)
        )
        await session.execute(update(Station).values(revision=Station.revision + 1))
    await morning_comes(street)
    assert await told(street) == []
    async with street.store.writing() as session:
        theirs = update(Exchange).where(Exchange.address_id == address.id)
        await session.execute(theirs.values(delivery=Delivery.UNKNOWN))
    await checks(street, days=1)
    assert "Ben (0001)" in str([one.values for one in await told(street)])


async def test_the_hour_is_the_stations(street: Street) -> None:
    ben = street.officer("Ben")
    street.duty_room(ben)
    street.file["station"]["morning_check"] = "11:15"
    await checks(street)
    await checks(street, hours=1, minutes=14)
    assert await told(street) == []
    await checks(street, minutes=1)
    assert len(await told(street)) == 1
    street.file["station"]["morning_check"] = "08:00"
    await street.reload()
    await checks(street)
    await checks(street, hours=20, minutes=45)
    assert len(await told(street)) == 2


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (datetime(2027, 3, 27, 11, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (datetime(2027, 10, 30, 10, tzinfo=UTC), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
)
async def test_it_is_once_a_day_also_when_the_clocks_are_changed(
    street: Street, day: datetime, first: datetime
) -> None:
    """In Madrid 02:30 is left out on 28 March 2027, and shown twice on 31 October."""
    street.clock = StandingClock(day)
    street.officer("Ben")
    street.file["station"] |= {"timezone": "Europe/Madrid", "morning_check": "02:30"}
    street.duty_room()
    await street.quiet()
    counted = []
    assert street.app is not None
    for _ in range(3):
        for _ in range(24 * 2):
            street.clock.move(timedelta(minutes=30))
            await street.app.check()
        counted.append(len(await told(street)))
    assert counted == [1, 2, 3]
    assert (await told(street))[0].at.replace(second=0, microsecond=0) == first


def somebody_else(street: Street) -> Preflight:
    """The same work, as another process would do it that nobody has told it mustn't."""
    desks = Desks(street.store, Directories(street.bot.id), street.clock)
    inspector = Inspector(
        street.store,
        lambda method: f"{street.telegram.url}/bot{street.bot.token}/{method}",
        street.bot.id,
    )
    return Preflight(street.clock, desks.looking, desks.open, lambda _: None, inspector.inspect)


async def test_two_who_look_at_once_tell_it_once(street: Street) -> None:
    ben = street.officer("Ben")
    street.duty_room(ben)
    await checks(street)
    street.clock.move(timedelta(days=1))
    assert street.app is not None
    others = [somebody_else(street) for _ in range(3)]
    await asyncio.gather(street.app.check(), *(one.check() for one in others))
    assert len(await told(street)) == 1


async def test_a_standby_tells_what_the_leader_has_not(street: Street) -> None:
    ben = street.officer("Ben")
    street.duty_room(ben)
    await checks(street)
    first = street.app
    assert first is not None
    async with street.standby() as second:
        street.clock.move(timedelta(days=1))
        held = street.telegram.faults.mute(method="getChat", times=1)
        async with asyncio.TaskGroup() as tasks:
            looking = tasks.create_task(lost_leadership(first))
            await street.until(partial(is_asked, street))
            street.ends()
            async with asyncio.timeout(TAKES_OVER_WITHIN):
                await second.leading.wait()
            held.lift()
        assert looking.result()
        await second.check()
        await second.check()
        async with street.record() as session:
            rows = select(Exchange).where(Exchange.template == "preflight")
            assert len((await session.scalars(rows)).all()) == 1


async def lost_leadership(app: App) -> bool:
    try:
        await app.check()
    except LeadershipLost:
        return True
    return False


async def is_asked(street: Street) -> bool:
    return bool(street.telegram.calls.named("getChatMember"))


async def test_without_a_duty_room_the_chief_hears_of_it(street: Street) -> None:
    street.officer("Ben")
    chief = street.officer("Chen", on_duty=False, roles=("chief",))
    leader = street.officer("Lea", position="leader", roles=("leader",))
    await the_bot_joins(street, street.maple_street)
    await morning_comes(street)
    said = await chief.sees(FOUND)
    assert "The station has no duty room" in said.text
    await leader.does_not_see(FOUND)
    await chief.blocks(street.bot)
    await street.quiet()
    await checks(street, days=1)
    await leader.sees(FOUND)
    await leader.blocks(street.bot)
    await street.quiet()
    with capture_logs() as logs:
        await checks(street, days=1)
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == ["preflight"]


@pytest.mark.parametrize(
    ("trouble", "wrong"),
    [
        (lambda room, bot: room.close(), "The bot may not write in the duty room."),
        (lambda room, bot: room.remove(bot), "The bot isn't in the duty room."),
    ],
)
async def test_a_duty_room_that_cannot_be_told(
    street: Street, trouble: Callable[[Group, BotAccount], None], wrong: str
) -> None:
    chief = street.officer("Chen", roles=("chief",))
    room = street.duty_room(chief)
    await the_bot_joins(street, street.maple_street)
    room.demote(street.bot)
    trouble(room, street.bot)
    await morning_comes(street)
    said = await chief.sees(FOUND)
    assert wrong in said.text


async def test_it_waits_until_telegram_answers(street: Street) -> None:
    ben = street.officer("Ben")
    street.duty_room(ben)
    await checks(street)
    down = street.telegram.faults.bad_gateway(method="getMe")
    await checks(street, days=1)
    street.telegram.faults.lift(down)
    await checks(street, minutes=4)
    assert await told(street) == []
    await checks(street, minutes=1)
    assert len(await told(street)) == 1


async def test_where_telegram_wants_to_be_left_alone_nobody_waits(street: Street) -> None:
    ben = street.officer("Ben")
    street.duty_room(ben)
    oak = street.grid("Oak Lane", ben)
    await the_bot_joins(street, street.maple_street, oak)
    street.telegram.faults.refuse(retry_after=1000, method="getChat", chat=oak)
    await morning_comes(street)
    said = await ben.sees(FOUND, in_group=DUTY_ROOM)
    assert "Telegram didn't answer about these groups" in said.text
    assert "Oak Lane" in said.text


async def test_groups_that_the_bot_is_not_in_or_has_no_card(street: Street) -> None:
    ben = street.officer("Ben")
    street.duty_room(ben)
    oak, elm = street.grid("Oak Lane", ben), street.grid("Elm Row", ben)
    ash = street.grid("Ash Hill", ben)
    await the_bot_joins(street, street.maple_street, elm)
    oak.remove(street.bot)
    elm.promote(street.bot, pin=False)
    await morning_comes(street)
    said = await ben.sees(FOUND, in_group=DUTY_ROOM)
    assert "The bot isn't in these groups (1): Oak Lane" in said.text
    assert "may not pin or not delete in these groups (1): Elm Row" in said.text
    assert "have no card of the bot (1): Ash Hill" in said.text
    await the_bot_joins(street, oak, elm, ash)
    pinned_above = await ben.writes("The lift is mended", in_group="Oak Lane")
    oak.chat.pinned.append(pinned_above.message.id)
    await checks(street, days=1)
    assert len(await told(street)) == 1


async def test_the_machine(street: Street) -> None:
    ben, _ = await a_sound_station(street)
    street.bot.privacy_mode = False
    street.telegram.put_clock(-3600)
    await checks(street)
    async with street.store.writing() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    await checks(street, days=1)
    said = await ben.sees(FOUND, in_group=DUTY_ROOM)
    assert "Privacy mode is off" in said.text
    assert re.search(r"clock differs from Telegram's by \+3(600|599|601) seconds", said.text)
    assert f"isn't at the revision that this version needs: 0001 \u2192 {newest()}" in said.text
    street.telegram.put_clock(9)
    street.bot.privacy_mode = True
    async with street.store.writing() as session:
        await session.execute(text(f"UPDATE alembic_version SET version_num = '{newest()}'"))
    await checks(street, days=1)
    assert len(await told(street)) == 1


def test_a_text_that_cannot_be_drawn_is_named() -> None:
    assert broken() == []
    spoilt: dict[str, list[Values]] = {"audit": [{}], "no_such_text": [{}]}
    named = [f"{language}: {one}" for language in LANGUAGES for one in spoilt]
    assert broken(spoilt) == named
