"""The files that people send: the record keeps their ids, and where the station file says so the
files themselves. They are downloaded after the commit; what became of that is a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.exchange import Exchange
from models.kept_file import FileState, KeptFile
from models.station import Station
from services.desk import Desk

LARGEST = 20_000_000  # bytes: what a bot may download (Bot API, getFile)
MOST_TRIES = 5
BATCH = 5


@dataclass(frozen=True)
class Kept:
    """A file on the disk."""

    path: str
    sha256: str
    size: int


def want(desk: Desk, heard: Exchange) -> None:
    """What was heard has a file, which is to be kept if it turns out to belong to a case."""
    media = heard.media or {}
    if desk.station.keep_files is None or "file_id" not in media:
        return
    size = media.get("file_size")
    row = KeptFile(
        station_id=desk.station.id,
        exchange_id=heard.id,
        file_id=media["file_id"],
        at=desk.now(),
    )
    if isinstance(size, int) and size > LARGEST:
        left(row, "larger than a bot may download")
    desk.add(row)


async def wanted(session: AsyncSession, station: Station) -> Sequence[KeptFile]:
    """The next few to be downloaded, oldest first: of messages that belong to a case."""
    found = await session.scalars(
        select(KeptFile)
        .join(Exchange, Exchange.id == KeptFile.exchange_id)
        .where(KeptFile.station_id == station.id, KeptFile.state == FileState.WANTED)
        .where(Exchange.case_id.is_not(None))
        .order_by(KeptFile.id)
        .limit(BATCH)
    )
    return found.all()


async def room(session: AsyncSession, station: Station) -> int:
    """How many bytes more may be kept."""
    cap = int((station.keep_files or {}).get("megabytes", 0)) * 1_000_000
    kept = await session.scalar(
        select(func.sum(KeptFile.size)).where(
            KeptFile.station_id == station.id, KeptFile.state == FileState.KEPT
        )
    )
    return cap - int(kept or 0)


async def of(session: AsyncSession, exchange_ids: Sequence[int]) -> list[KeptFile]:
    found = await session.scalars(select(KeptFile).where(KeptFile.exchange_id.in_(exchange_ids)))
    return list(found)


def done(row: KeptFile, kept: Kept) -> None:
    row.state, row.path, row.sha256, row.size = FileState.KEPT, kept.path, kept.sha256, kept.size


def left(row: KeptFile, reason: str) -> None:
    row.state, row.reason = FileState.LEFT, reason


def failed(row: KeptFile, reason: str) -> None:
    """It is tried again, up to a number of times."""
    row.tries += 1
    if row.tries >= MOST_TRIES:
        left(row, reason)
