"""The file's shifts: those that are the same stay, the others come and go."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.person import Person
from models.shift import Position, Shift, ShiftGrid
from models.station import Station
from services.station_file.changes import Changes
from services.station_file.entries import ShiftEntry, StationFile
from services.station_file.load_people import People
from services.station_file.load_places import Grids


class _Facts(NamedTuple):
    """What makes two shifts the same. `grids` none means all."""

    person_id: int
    position: Position
    grids: frozenset[int] | None
    starts_at: datetime | None
    ends_at: datetime | None


async def load_shifts(
    session: AsyncSession,
    station: Station,
    file: StationFile,
    people: People,
    grids: Grids,
    changes: Changes,
) -> None:
    await session.flush()
    before = await _before(session, station)
    wanted = Counter(_facts(entry, people, grids) for entry in file.shifts)
    names = await _names(session, station)
    for shift_id, facts in before.items():
        if wanted[facts] > 0:
            wanted[facts] -= 1
            continue
        await session.execute(delete(ShiftGrid).where(ShiftGrid.shift_id == shift_id))
        await session.execute(delete(Shift).where(Shift.id == shift_id))
        changes.gone("shift", names[facts.person_id], _shown(facts, station, grids))
    for facts in wanted.elements():
        _add(session, station, facts)
        changes.new("shift", names[facts.person_id], _shown(facts, station, grids))


def _facts(entry: ShiftEntry, people: People, grids: Grids) -> _Facts:
    return _Facts(
        people[entry.badge].id,
        entry.position,
        None if entry.grids is None else frozenset(grids[code].id for code in entry.grids),
        entry.starts_at,
        entry.ends_at,
    )


async def _before(session: AsyncSession, station: Station) -> dict[int, _Facts]:
    shifts = await session.scalars(
        select(Shift).where(Shift.station_id == station.id).order_by(Shift.id)
    )
    parts = await session.execute(
        select(ShiftGrid.shift_id, ShiftGrid.grid_id)
        .join(Shift, Shift.id == ShiftGrid.shift_id)
        .where(Shift.station_id == station.id)
    )
    grids: dict[int, set[int]] = {}
    for shift_id, grid_id in parts:
        grids.setdefault(shift_id, set()).add(grid_id)
    return {
        shift.id: _Facts(
            shift.person_id,
            shift.position,
            None if shift.all_grids else frozenset(grids.get(shift.id, ())),
            shift.starts_at,
            shift.ends_at,
        )
        for shift in shifts
    }


def _add(session: AsyncSession, station: Station, facts: _Facts) -> None:
    shift = Shift(
        station_id=station.id,
        person_id=facts.person_id,
        position=facts.position,
        all_grids=facts.grids is None,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
    )
    session.add(shift)
    session.add_all(
        ShiftGrid(shift_id=shift.id, grid_id=grid) for grid in sorted(facts.grids or ())
    )


async def _names(session: AsyncSession, station: Station) -> dict[int, str]:
    found = await session.execute(
        select(Person.id, Person.badge, Person.name).where(Person.station_id == station.id)
    )
    return {id_: f"{badge} {name}" if badge else name for id_, badge, name in found}


def _shown(facts: _Facts, station: Station, grids: Grids) -> str:
    """As in "main, all grids, 2026-11-21 08:00 to always", in local time."""
    codes = {grid.id: code for code, grid in grids.items()}
    where = ["all grids"] if facts.grids is None else sorted(codes[one] for one in facts.grids)
    zone = ZoneInfo(station.timezone)
    moments = [
        at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else "always"
        for at in (facts.starts_at, facts.ends_at)
    ]
    when = "always" if moments == ["always", "always"] else " to ".join(moments)
    return ", ".join([facts.position.value, " ".join(where), when])
