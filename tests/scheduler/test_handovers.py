"""Ends of shifts, many at once: what is asked doesn't grow with the cases, nothing is left for the
next tick, and whoever chooses meanwhile waits for nobody who waits for them."""

import asyncio
from datetime import timedelta

from sqlalchemy import func, select, update
from structlog.testing import capture_logs

from bot.desks import Desks
from bot.directories import Directories
from bot.prefetch import fill_shelf
from bot.reading import Reading
from models.case import Case
from models.handover import Choice, Handover
from scheduler.handovers import Handovers
from services import handover_choices, handover_rows
from services.desk import Desk
from tests.scheduler.test_sweeping import questions, stopped
from tests.stories.test_handover import holds, officer, two_shifts
from tests.street import GRID, MORNING, Street

CASES = 6


def sweeper(street: Street, desks: Desks) -> Handovers:
    return Handovers(street.clock, desks.looking, desks.open, lambda _: None)


async def test_many_cases_take_no_more_questions_than_one(street: Street) -> None:
    """Neither as they are listed, nor as they are handed over."""
    ben = officer(street, "Ben", "08:00", "11:00")
    dan = officer(street, "Dan", "08:00", "12:00", position="backup")
    officer(street, "Carol", "11:00", "20:00")
    await holds(street, ben, "Anna", "The lift is stuck")
    for number in range(CASES):
        ella = street.resident(f"Ella {number}")
        await ella.writes(f"/help lamp {number}.", in_group=GRID)
        await street.later(minutes=3)
        await dan.taps(await dan.sees(f"lamp {number}."), "Accept")
    desks, store = await stopped(street)
    sweep = sweeper(street, desks)
    await sweep.keep()
    asked = []
    for minute in (60, 70, 120, 130):
        street.clock.move(MORNING + timedelta(minutes=minute) - street.clock.now())
        with questions(store.engine.sync_engine) as heard:
            await sweep.keep()
        asked.append(len(heard))
    await store.close()
    assert await free(street) == 1 + CASES
    assert asked[2] <= asked[0]
    assert asked[3] <= asked[1]


async def test_nothing_that_is_due_is_left_for_the_next_tick(street: Street) -> None:
    ben, _ = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")
    desks, store = await stopped(street)
    sweep = sweeper(street, desks)
    await sweep.keep()
    async with store.writing() as session:
        mine = (await session.scalars(select(Handover).where(Handover.done_at.is_(None)))).first()
        assert mine is not None
        now = street.clock.now()
        session.add_all(
            Handover(station_id=mine.station_id, person_id=mine.person_id, due_at=now, choices={})
            for _ in range(2 * handover_rows.BATCH + 1)
        )
    await sweep.keep()
    async with store.reading() as session:
        undone = select(func.count()).where(Handover.done_at.is_(None), Handover.due_at <= now)
        assert await session.scalar(undone) == 0
    await store.close()


async def test_who_chooses_and_the_clock_take_their_locks_in_one_order(street: Street) -> None:
    """In one batch somebody speaks in Ben's case and he taps "Keep all", while the clock hands it
    over: his list is held before the case is changed."""
    ben, _ = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(hours=1)
    desks, store = await stopped(street)
    async with store.reading() as session:
        row = (await session.scalars(select(Handover).where(Handover.choices.is_not(None)))).one()
    street.clock.move(timedelta(minutes=10))
    tapped = Reading({}, 1, "callback_query", callback_data=f"keep_all:{row.id}")
    with capture_logs() as logs:
        async with store.writing() as session:
            station, directory = await Directories(street.bot.id).read(session)
            shelf = await fill_shelf(session, directory, [tapped])
            desk = Desk(session, street.clock, station, directory, shelf)
            await session.execute(update(Case).values(version=Case.version + 1))  # Somebody spoke.
            clock = asyncio.create_task(sweeper(street, desks).keep())
            await asyncio.wait(
                {clock}, timeout=0.5
            )  # It is through, or waits for this transaction.
            officer = directory.staff[row.person_id]
            await handover_choices.choose_all(desk.acting_as(officer), row.id, Choice.KEEP)
            await desk.write()
        await clock
    await store.close()
    assert logs == []
    assert await free(street) == 0


async def free(street: Street) -> int:
    """How many cases nobody holds."""
    async with street.record() as session:
        return await session.scalar(select(func.count()).where(Case.holder_id.is_(None))) or 0
