"""What couldn't be handled is kept as it came, until an operator has looked at it."""

import json
from typing import Any

import structlog
from sqlalchemy import select

from bot.reading import Reading
from bot.store import Store
from models.journal import JournalEntry, UpdateState
from services.words import cleaned

log = structlog.get_logger()


def park(entry: JournalEntry, reading: Reading, reason: Exception | None) -> None:
    """The journal's entry gets the raw update and the cause."""
    log.error("update_parked", update_id=reading.update_id, exc_info=reason)
    entry.state = UpdateState.PARKED
    entry.update_type = reading.type
    entry.raw = _written(reading).encode("utf-8", "replace")
    entry.error = cleaned(f"{type(reason).__name__}: {reason}"[:1000])


def _written(reading: Reading) -> str:
    try:
        return json.dumps(reading.raw, ensure_ascii=False)
    except RecursionError:
        return json.dumps({"update_id": reading.update_id, reading.type: "nested too deep"})


def taken_up(entry: JournalEntry) -> None:
    """It was tried once more: nothing of it stays but the id."""
    entry.state, entry.raw, entry.error = UpdateState.DONE, None, None


async def to_retry(store: Store, bot_id: int) -> list[dict[str, Any]]:
    """The raw updates that an operator wants taken in once more."""
    async with store.reading() as session:
        found = await session.scalars(
            select(JournalEntry.raw).where(
                JournalEntry.bot_id == bot_id,
                JournalEntry.raw.is_not(None),
                JournalEntry.state == UpdateState.RETRY,
            )
        )
        return [json.loads(raw) for raw in found if raw is not None]
