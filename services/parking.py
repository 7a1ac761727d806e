"""Updates that couldn't be handled: an operator has them tried again, or discards them.

`retry` only marks an entry; intake takes marked ones in as if they had just come, and parks them
anew with the new cause if they fail again.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.journal import JournalEntry, UpdateState

KEPT = (UpdateState.PARKED, UpdateState.RETRY)


async def parked(session: AsyncSession, bot_id: int) -> Sequence[JournalEntry]:
    """What waits for an operator, or for the try that one has asked for; oldest first."""
    found = await session.scalars(
        select(JournalEntry)
        .where(
            JournalEntry.bot_id == bot_id,
            JournalEntry.raw.is_not(None),
            JournalEntry.state.in_(KEPT),
        )
        .order_by(JournalEntry.id)
    )
    return found.all()


async def find(session: AsyncSession, bot_id: int, update_id: int) -> JournalEntry | None:
    """The entry of a parked update, by Telegram's number for it."""
    return await session.scalar(
        select(JournalEntry)
        .where(
            JournalEntry.bot_id == bot_id,
            JournalEntry.update_id == update_id,
            JournalEntry.state.in_(KEPT),
        )
        .with_for_update()
    )


def retry(entry: JournalEntry) -> None:
    entry.state = UpdateState.RETRY


def discard(entry: JournalEntry) -> None:
    """Its words go; that it came, and why it was parked, stays as long as the journal does."""
    entry.state, entry.raw = UpdateState.DISCARDED, None
