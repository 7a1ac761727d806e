"""Who is on duty, and who is asked, with 300 grids, 500 officers and a year of shifts."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from time import perf_counter, thread_time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select

from bot.revision import migrate
from bot.store import Store
from models.address import Address, AddressState
from models.ids import new_id
from models.person import Person, Role
from models.shift import Position, Shift, ShiftGrid
from models.station import Grid, Station
from services.calendars import Known, expand
from services.directory import read_directory
from services.duty import chain, on_duty

GRIDS, OFFICERS, DAYS, LOOKS = 300, 500, 365, 20_000
START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = START + timedelta(days=180, hours=3)
AT_ONCE = 5_000


@dataclass(frozen=True)
class Looks:
    """Seconds: of each look, those of the processor, because the machine has other work, too.
    `shifts` are in the database, `known` of them in the directory."""

    shifts: int
    known: int
    reading: float
    on_duty: list[float]
    chain: list[float]


async def measure(url: Any, officers: int = OFFICERS, grids: int = GRIDS) -> Looks:
    store = Store(url)
    try:
        await migrate(store)
        shifts = await _fill(store, officers, grids)
        async with store.reading() as session:
            station = (await session.scalars(select(Station))).one()
            began = perf_counter()
            directory = await read_directory(session, station)
            reading = perf_counter() - began
    finally:
        await store.close()
    ids, dice = list(directory.grids), random.Random(5)
    moments = [NOW + timedelta(minutes=dice.randrange(14 * 24 * 60)) for _ in range(LOOKS)]
    looks: dict[Any, list[float]] = {on_duty: [], chain: []}
    for at in moments:
        for look, taken in looks.items():
            grid_id = dice.choice(ids)
            began = thread_time()
            look(directory, grid_id, at)
            taken.append(thread_time() - began)
    return Looks(shifts, len(directory.shifts), reading, looks[on_duty], looks[chain])


async def _fill(store: Store, officers: int, grids: int) -> int:
    """Each officer has a shift of twelve hours a day in three grids, or leads in all of them."""
    station = Station(
        bot_id=1, name="", timezone="Asia/Shanghai", language="en", hotline="", emergency={},
        promise_minutes={}, keep_files=None, duty={"holidays": "CN"},
        shifts_from=NOW - timedelta(days=1),
    )  # fmt: skip
    of_station = [Grid(station_id=station.id, code=f"g{n}", name=f"g{n}") for n in range(grids)]
    people = [_officer(station, number) for number in range(officers)]
    addresses = [
        Address(
            station_id=station.id,
            external_id=n,
            person_id=one.id,
            state=AddressState.ACTIVE,
        )
        for n, one in enumerate(people, 1)
    ]
    shifts, parts = _shifts(station, of_station, people)
    async with store.writing() as session:
        session.add_all([station, *of_station, *people, *addresses])
        await session.flush()
        for table, rows in ((Shift, shifts), (ShiftGrid, parts)):
            for some in (rows[i : i + AT_ONCE] for i in range(0, len(rows), AT_ONCE)):
                await session.execute(insert(table), some)
    return len(shifts)


def _officer(station: Station, number: int) -> Person:
    return Person(
        station_id=station.id, name=f"Officer {number}", language="en", badge=f"{number:04}",
        roles=[Role.CHIEF if number == 0 else Role.OFFICER],
    )  # fmt: skip


def _shifts(
    station: Station, grids: list[Grid], people: list[Person]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    shifts, parts, turns = [], [], count()
    for day in range(DAYS):
        for number, person in enumerate(people):
            begins = START + timedelta(days=day, hours=12 * (number % 2))
            leads = number % 250 == 1
            position = (Position.MAIN, Position.BACKUP)[number // 2 % 2]
            shift = {
                "id": new_id(), "station_id": station.id, "person_id": person.id,
                "position": Position.LEADER if leads else position, "all_grids": leads,
                "starts_at": begins, "ends_at": begins + timedelta(hours=12), "roster_id": 1,
                "uid": f"{number}",
            }  # fmt: skip
            shifts.append(shift)
            for _ in range(0 if leads else 3):
                grid = grids[next(turns) % len(grids)]
                parts.append({"id": new_id(), "shift_id": shift["id"], "grid_id": grid.id})
    return shifts, parts


def expansion(officers: int = OFFICERS) -> tuple[int, float]:
    """Sixty days of a daily rule for each officer: how many shifts, in how many seconds."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:20260101T080000\r\nDTEND:20260101T200000\r\n"
        f"RRULE:FREQ=DAILY\r\nSUMMARY:{n:04}\r\nEND:VEVENT\r\n"
        for n in range(officers)
    )
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"
    known = Known.of(ZoneInfo("Asia/Shanghai"), (f"{n:04}" for n in range(officers)), [], {})
    began = perf_counter()
    found = expand(text, known, NOW, NOW + timedelta(days=60))
    return len(found.shifts), perf_counter() - began
