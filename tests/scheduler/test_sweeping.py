"""A sweep fetches ahead what its cases may need: what it asks doesn't grow with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, event, select

from bot.desks import Desks
from bot.directories import Directories
from bot.store import Store
from models.case import CaseEvent
from models.deadline import Deadline
from models.exchange import Exchange, Purpose
from scheduler import deadlines
from services import deadlines as due
from tests.street import GRID, Street

NEIGHBOURS = 6


@contextmanager
def questions(engine: Engine) -> Iterator[list[str]]:
    asked: list[str] = []

    def executes(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", executes)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", executes)


async def moved_on(street: Street) -> int:
    async with street.record() as session:
        rows = select(CaseEvent.id).where(CaseEvent.what == "moved_on")
        return len(list(await session.scalars(rows)))


async def stopped(street: Street) -> tuple[Desks, Store]:
    """So that nobody else sweeps."""
    await street.quiet()
    street.ends()
    await street.gone.wait()
    store = Store(street.database)
    return Desks(store, Directories(street.bot.id), street.clock), store


async def test_many_deadlines_take_no_more_questions_than_one(street: Street) -> None:
    anna = street.resident("Anna")
    neighbours = [street.resident(f"Neighbour {number}") for number in range(NEIGHBOURS)]
    street.officer("Ben")
    street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await street.later(minutes=1)
    for one in neighbours:
        await one.writes("/help The lamp is out", in_group=GRID)
        await one.writes("/help It still is", in_group=GRID)
    desks, store = await stopped(street)
    asked = []
    for minutes in (2, 1):
        street.clock.move(timedelta(minutes=minutes))
        with questions(store.engine.sync_engine) as heard:
            await deadlines.sweep(desks.open, lambda _: None)
        asked.append(len(heard))
    await store.close()
    assert await moved_on(street) == 1 + NEIGHBOURS
    assert asked[1] <= asked[0]


async def test_what_another_deadline_has_met_is_not_done_once_more(street: Street) -> None:
    """A card comes back in the very sweep in which the wait for its officer is over."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.officer("Carol", position="backup")
    street.officer("Lea", position="leader", roles=("leader",))
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    await ben.blocks()
    case = await street.case()
    (card,) = await street.sent(Exchange.case_id == case.id, Exchange.purpose == Purpose.CARD)
    desks, store = await stopped(street)
    async with desks.open() as desk:
        due.undelivered(desk, case.id, card.id)
    street.clock.move(timedelta(minutes=3))
    await deadlines.sweep(desks.open, lambda _: None)
    await store.close()
    assert await moved_on(street) == 1
    async with street.record() as session:
        ahead = select(Deadline).where(Deadline.done_at.is_(None))
        assert len(list(await session.scalars(ahead))) == 1
