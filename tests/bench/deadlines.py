"""A sweep over 10,000 open cases with deadlines: its cost per deadline, and when nothing is due."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import insert, text

from bot.desks import Desks
from bot.directories import Directories
from bot.revision import migrate
from bot.store import Store
from models.address import Address, AddressState
from models.case import Case, CaseKind, CaseState, Privacy, Urgency
from models.deadline import Deadline, DeadlineKind
from models.ids import new_id
from models.person import Person, Role
from models.shift import Position, Shift
from models.station import Grid, Station
from scheduler import deadlines
from services import auditing
from services.clock import MovableClock

CASES, DUE, IDLE, AT_ONCE, BOT = 10_000, 1_000, 200, 2_000, 1
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Sweeps:
    """Seconds: each due deadline in a sweep of many, a sweep when nothing is due, an audit."""

    cases: int
    due: int
    each: float
    idle: float
    audit: float


async def measure(url: Any, cases: int = CASES, due: int = DUE) -> Sweeps:
    """`due` of the cases' deadlines come at the same moment, the others an hour later."""
    store, clock = Store(url), MovableClock(NOW)
    try:
        await migrate(store)
        await _fill(store, cases, due)
        desks = Desks(store, Directories(BOT), clock)
        idle = [await _sweep(desks) for _ in range(IDLE)]
        audits = [await _audit(desks, clock) for _ in range(5)]
        clock.move(timedelta(minutes=3))
        taken = await _sweep(desks)
    finally:
        await store.close()
    return Sweeps(cases, due, taken / due, median(idle), median(audits))


async def _sweep(desks: Desks) -> float:
    began = perf_counter()
    await deadlines.sweep(desks.open, lambda _: None)
    return perf_counter() - began


async def _audit(desks: Desks, clock: MovableClock) -> float:
    began = perf_counter()
    async with desks.looking() as (session, station):
        if await auditing.left_alone(session, station, clock.now()):
            raise AssertionError("Nothing was left alone.")
    return perf_counter() - began


async def _fill(store: Store, cases: int, due: int) -> None:
    """One grid; an officer is asked, and a backup is next."""
    station = Station(
        bot_id=BOT, name="", timezone="Asia/Shanghai", language="en", hotline="", emergency={},
        promise_minutes={"help": 10}, keep_files=None,
    )  # fmt: skip
    grid = Grid(station_id=station.id, code="g", name="g")
    rows: list[Any] = [station, grid]
    for number, position in enumerate((Position.MAIN, Position.BACKUP)):
        one = Person(
            station_id=station.id, name=f"Officer {number}", language="en", badge=f"{number}",
            roles=[Role.OFFICER],
        )  # fmt: skip
        address = Address(
            station_id=station.id, external_id=number + 1, person_id=one.id,
            state=AddressState.ACTIVE,
        )  # fmt: skip
        shift = Shift(station_id=station.id, person_id=one.id, position=position, all_grids=True)
        rows += [one, address, shift]
    opened = [_case(station, grid) for _ in range(cases)]
    ahead = [_deadline(station, one, n < due) for n, one in enumerate(opened)]
    async with store.writing() as session:
        session.add_all(rows)
        await session.flush()
        for table, made in ((Case, opened), (Deadline, ahead)):
            for some in (made[i : i + AT_ONCE] for i in range(0, len(made), AT_ONCE)):
                await session.execute(insert(table), some)
        await session.execute(text("ANALYZE"))  # As a server does by itself before long.


def _case(station: Station, grid: Grid) -> dict[str, Any]:
    id_ = new_id()
    return {
        "id": id_, "station_id": station.id, "number": f"{id_:x}", "kind": CaseKind.HELP,
        "state": CaseState.WAITING, "privacy": Privacy.PRIVATE, "grid_id": grid.id,
        "asker_name": "Anna", "rung": "main", "urgency": Urgency.ORDINARY,
        "words": "The lift is stuck", "opened_at": NOW, "touched_at": NOW,
        "promised_at": NOW + timedelta(minutes=10), "version": 1,
    }  # fmt: skip


def _deadline(station: Station, case: dict[str, Any], is_due: bool) -> dict[str, Any]:
    return {
        "id": new_id(), "station_id": station.id, "case_id": case["id"],
        "kind": DeadlineKind.ACCEPT,
        "due_at": NOW + timedelta(minutes=3 if is_due else 60),
    }  # fmt: skip
