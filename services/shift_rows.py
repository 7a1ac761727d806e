"""The rows of shifts: those that are the same stay, the others come and go."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.shift import Position, Shift, ShiftGrid
from models.station import Station

AT_ONCE = 500  # ids in one statement


class Facts(NamedTuple):
    """What makes two shifts the same. `grids` none means all."""

    person_id: int
    position: Position
    grids: frozenset[int] | None
    starts_at: datetime | None
    ends_at: datetime | None
    uid: str | None = None


async def replace(
    session: AsyncSession,
    station: Station,
    wanted: Counter[Facts],
    *which: ColumnElement[bool],
    roster_id: int | None = None,
) -> tuple[list[Facts], list[Facts]]:
    """Make the station's shifts (those of `which`) what is wanted. Returns what went, what came."""
    missing = Counter(wanted)
    gone: dict[int, Facts] = {}
    for shift_id, facts in (await _before(session, station, *which)).items():
        if missing[facts] > 0:
            missing[facts] -= 1
        else:
            gone[shift_id] = facts
    ids = list(gone)
    for some in (ids[i : i + AT_ONCE] for i in range(0, len(ids), AT_ONCE)):
        await session.execute(delete(ShiftGrid).where(ShiftGrid.shift_id.in_(some)))
        await session.execute(delete(Shift).where(Shift.id.in_(some)))
    new = list(missing.elements())
    for facts in new:
        _add(session, station, facts, roster_id)
    return list(gone.values()), new


async def _before(
    session: AsyncSession, station: Station, *which: ColumnElement[bool]
) -> dict[int, Facts]:
    mine = (Shift.station_id == station.id, *which)
    shifts = await session.scalars(select(Shift).where(*mine).order_by(Shift.id))
    parts = await session.execute(
        select(ShiftGrid.shift_id, ShiftGrid.grid_id)
        .join(Shift, Shift.id == ShiftGrid.shift_id)
        .where(*mine)
    )
    grids: dict[int, set[int]] = {}
    for shift_id, grid_id in parts:
        grids.setdefault(shift_id, set()).add(grid_id)
    return {
        shift.id: Facts(
            shift.person_id,
            shift.position,
            None if shift.all_grids else frozenset(grids.get(shift.id, ())),
            shift.starts_at,
            shift.ends_at,
            shift.uid,
        )
        for shift in shifts
    }


def _add(session: AsyncSession, station: Station, facts: Facts, roster_id: int | None) -> None:
    shift = Shift(
        station_id=station.id,
        person_id=facts.person_id,
        position=facts.position,
        all_grids=facts.grids is None,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        roster_id=roster_id,
        uid=facts.uid,
    )
    session.add(shift)
    session.add_all(
        ShiftGrid(shift_id=shift.id, grid_id=grid) for grid in sorted(facts.grids or ())
    )
