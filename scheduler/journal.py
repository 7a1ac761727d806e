"""Forgets updates that Telegram can't send again."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

from sqlalchemy import delete

from models.journal import JournalEntry, UpdateState
from services.desk import Desk

KEPT = timedelta(hours=48)  # Telegram keeps an update for 24


async def forget(open_desk: Callable[[], AbstractAsyncContextManager[Desk]]) -> None:
    """What is parked stays until an operator has decided, and then until it was tried again."""
    async with open_desk() as desk:
        await desk.session.execute(
            delete(JournalEntry).where(
                JournalEntry.bot_id == desk.station.bot_id,
                JournalEntry.at < desk.now() - KEPT,
                JournalEntry.state.not_in((UpdateState.PARKED, UpdateState.RETRY)),
            )
        )
