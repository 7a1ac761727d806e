"""The auditor finds what was left alone, tells the duty room, and starts the policy anew."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import web
from sqlalchemy import update
from structlog.testing import capture_logs

from models.case import Case
from models.deadline import Deadline, DeadlineKind
from models.exchange import Exchange
from models.handover import Handover
from models.station import Station
from tests.stories.test_handover import holds, officer, rows, two_shifts
from tests.street import DUTY_ROOM, GRID, Street

STUCK = "couldn't be asked again. Please see to them yourselves:"
UNSEEN = "what they had couldn't be handed over"
FOUND = "had been left without anyone to look after them"


@asynccontextmanager
async def watcher(street: Street) -> AsyncIterator[list[str]]:
    """Whoever watches the heartbeat: the calls that came in."""
    calls: list[str] = []

    async def called(request: web.Request) -> web.Response:
        calls.append(request.path)
        return web.Response()

    app = web.Application()
    app.router.add_get("/beat", called)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    street.settings["heartbeat_url"] = f"http://127.0.0.1:{runner.addresses[0][1]}/beat"
    try:
        yield calls
    finally:
        await runner.cleanup()


async def test_a_case_without_a_deadline_is_found_and_asked_again(street: Street) -> None:
    async with watcher(street) as calls:
        anna, ben = street.resident("Anna"), street.officer("Ben")
        carol = street.officer("Carol", position="backup")
        street.duty_room(carol)
        await anna.writes("/help The lift is stuck", in_group=GRID)
        card = await ben.sees("The lift is stuck")
        case = await street.case()
        assert street.app is not None
        await street.app.audit()
        assert calls == ["/beat"]
        async with street.store.writing() as session:
            await session.execute(update(Deadline).values(done_at=street.clock.now()))
        await street.app.audit()
        await carol.sees(FOUND, in_group=DUTY_ROOM)
        told = await carol.sees(case.number, in_group=DUTY_ROOM)
        assert FOUND in told.text
        assert (await ben.sees("you are asked once more")).reply_to == card
        assert calls == ["/beat"]
        await street.later(minutes=3)
        await carol.sees("The lift is stuck")
        await street.app.audit()
        assert calls == ["/beat", "/beat"]


async def test_what_cannot_be_repaired_is_told_once_and_holds_up_nothing(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    ella = street.resident("Ella")
    street.duty_room(ben)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ella.writes("/ask When do you open?", in_group=GRID)
    await ben.sees("The lift is stuck")
    stuck, other = (case.number for case in await street.cases())
    async with street.store.writing() as session:
        await session.execute(update(Deadline).values(done_at=street.clock.now()))
        spoilt = {"policies": [{"kinds": ["help"], "steps": [{"notify": "main", "wait": "soon"}]}]}
        revision = Station.revision + 1
        await session.execute(update(Station).values(escalation=spoilt, revision=revision))
    assert street.app is not None
    with capture_logs() as logs:
        await street.app.audit()
    assert [one["event"] for one in logs if "exc_info" in one] == ["case_not_repaired"]
    told = await ben.sees(STUCK, in_group=DUTY_ROOM)
    again, by_hand = told.text.split(STUCK)
    assert (other in again, stuck in by_hand) == (True, True)
    assert (stuck in again, other in by_hand) == (False, False)
    await street.app.audit()
    assert len(await street.sent(Exchange.template == "audit")) == 1
    async with street.store.writing() as session:
        await session.execute(update(Station).values(escalation=None, revision=revision))
    await street.app.audit()
    await ben.sees("you are asked once more")
    assert len(await street.sent(Exchange.template == "audit")) == 2


@pytest.mark.parametrize("by", ["chief", "leader"])
async def test_without_a_duty_room_who_answers_for_it_is_told(street: Street, by: str) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    chief = street.officer("Chen", on_duty=False, roles=("chief",))
    leader = street.officer("Lea", position="leader", roles=("leader",))
    await street.quiet()
    if by == "leader":
        await chief.blocks(street.bot)
    hears, does_not = (chief, leader) if by == "chief" else (leader, chief)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    case = await street.case()
    async with street.store.writing() as session:
        await session.execute(update(Deadline).values(done_at=street.clock.now()))
    assert street.app is not None
    await street.app.audit()
    told = await hears.sees(FOUND)
    assert case.number in told.text
    await does_not.does_not_see(FOUND)


async def test_a_deadline_that_cannot_be_done_is_found_overdue(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    ella = street.resident("Ella")
    carol = street.officer("Carol", position="backup")
    street.duty_room(carol)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    case = await street.case()
    async with street.store.writing() as session:
        spoilt = {"kind": DeadlineKind.GIVEN_UP, "due_at": street.clock.now()}
        await session.execute(update(Case).values(rung="main/nobody"))
        await session.execute(update(Deadline).values(**spoilt))
    await ella.writes("/help The lamp is out", in_group=GRID)
    await ben.sees("The lamp is out")
    await street.later(minutes=3)
    await carol.sees("The lamp is out")
    await carol.does_not_see("The lift is stuck")
    assert street.app is not None
    await street.app.audit()
    await carol.does_not_see(FOUND, in_group=DUTY_ROOM)
    street.clock.move(timedelta(seconds=61))
    await asyncio.gather(street.app.audit(), street.app.audit())
    told = await carol.sees(case.number, in_group=DUTY_ROOM)
    assert FOUND in told.text
    await ben.sees("you are asked once more")
    await street.later(minutes=3)
    await carol.sees("The lift is stuck")


async def test_a_shift_whose_end_nobody_saw_to_is_told_once_and_the_heartbeat_is_silent(
    street: Street,
) -> None:
    async with watcher(street) as calls:
        ben, carol = two_shifts(street)
        street.duty_room(carol)
        await holds(street, ben, "Anna", "The lift is stuck")
        await street.later(hours=1)
        await ben.sees("Your shift is over")
        (row,) = await rows(street, Handover, Handover.choices.is_not(None))
        async with street.store.writing() as session:
            await session.execute(update(Handover).values(choices={"no case": "keep"}))
        await street.later(minutes=10, seconds=10)
        assert street.app is not None
        await street.app.audit()
        await carol.does_not_see(UNSEEN, in_group=DUTY_ROOM)
        assert calls == ["/beat"]
        street.clock.move(timedelta(seconds=51))
        for _ in range(2):
            await street.app.audit()
        told = await carol.sees(UNSEEN, in_group=DUTY_ROOM)
        assert told.text.endswith("Officer Ben")
        assert len(await street.sent(Exchange.template == "audit")) == 1
        assert calls == ["/beat"]
        async with street.store.writing() as session:
            await session.execute(update(Handover).values(choices=row.choices, retry_at=None))
        await street.app.audit()
        await carol.sees("Handed over to you")
        assert calls == ["/beat", "/beat"]


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_a_shift_whose_end_nobody_saw_to(self, street: Street) -> None:
        wang, li = officer(street, "王向阳", "08:00", "20:00"), street.officer("李梅")
        street.duty_room(li)
        await street.quiet()
        await wang.writes("/duty")
        await wang.sees("您的班次")
        async with street.store.writing() as session:
            due = {"choices": {"无": "keep"}, "due_at": street.clock.now()}
            await session.execute(update(Handover).values(due))
        await street.later(seconds=61)
        assert street.app is not None
        await street.app.audit()
        told = await li.sees("这一班已结束", in_group=DUTY_ROOM)
        assert "王向阳警官" in told.text
