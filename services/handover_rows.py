"""The rows of shifts that have ended: which are due, and holding them.

One lock order for everybody: handovers are held before any case is changed. The clock holds what is
due at the beginning of its transaction (`due`, passing over what is held), intake the lists whose
buttons are tapped at the beginning of the batch (`hold`, waiting), and nobody asks for another one
after that: a case that was changed is locked until the end, and whoever then waited for a handover
could wait for somebody who waits for that case.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.handover import Handover
from models.station import Station
from services import deadlines
from services.desk import Desk

BATCH = 50


async def any_due(session: AsyncSession, station: Station, now: datetime) -> bool:
    mine = select(Handover.id).where(*_due(station.id, now)).limit(1)
    return await session.scalar(mine) is not None


async def due(desk: Desk, limit: int = BATCH) -> Sequence[Handover]:
    """What is due by now and not done, held until the transaction ends."""
    found = await desk.session.scalars(
        select(Handover)
        .where(*_due(desk.station.id, desk.now()))
        .order_by(Handover.due_at, Handover.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return found.all()


async def hold(session: AsyncSession, station_id: int, ids: Collection[int]) -> dict[int, Handover]:
    """These, as they are once whoever holds them has ended. Before any case is changed."""
    if not ids:
        return {}
    found = await session.scalars(
        select(Handover)
        .where(Handover.station_id == station_id, Handover.id.in_(ids))
        .order_by(Handover.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in found}


def postpone(desk: Desk, row: Handover) -> None:
    row.retry_at = desk.now() + deadlines.POSTPONED


def _due(station_id: int, now: datetime) -> Sequence[ColumnElement[bool]]:
    return (
        Handover.station_id == station_id,
        Handover.done_at.is_(None),
        Handover.due_at <= now,
        or_(Handover.retry_at.is_(None), Handover.retry_at <= now),
    )
