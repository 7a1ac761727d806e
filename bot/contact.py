"""When updates could last be fetched, so that a gap longer than Telegram's memory is noticed."""

import time
from datetime import timedelta
from typing import Protocol

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.leader import Leadership
from bot.store import Store
from models.journal import Leadership as LeadershipRow
from models.journal import Outage
from services.clock import Clock

log = structlog.get_logger()

KEPT = timedelta(hours=24)  # Bot API, getUpdates: updates are kept no longer
EVERY = 60.0  # seconds
SHOWN = 5


class InTouch(Protocol):
    in_touch: bool


class Contact:
    """One per leader: it notes the time, about once a minute, while updates can be fetched."""

    def __init__(self, store: Store, leadership: Leadership, clock: Clock, source: InTouch) -> None:
        self._store, self._leadership, self._clock = store, leadership, clock
        self._source, self._due = source, 0.0

    async def note(self) -> None:
        """To be called every second or so."""
        if not self._source.in_touch or time.monotonic() < self._due:
            return
        leader, now = self._leadership, self._clock.now()
        async with self._store.writing() as session:
            row = await session.scalar(
                select(LeadershipRow).where(
                    LeadershipRow.bot_id == leader.bot_id, LeadershipRow.epoch == leader.epoch
                )
            )
            if row is None:
                return
            if row.polled_at is not None and now - row.polled_at > KEPT:
                session.add(Outage(bot_id=leader.bot_id, since=row.polled_at, until=now))
                log.error(
                    "outage",
                    since=row.polled_at.isoformat(),
                    until=now.isoformat(),
                    meaning="Telegram keeps updates for 24 hours: what people wrote at the "
                    "beginning of this time may be lost.",
                )
            row.polled_at = now
        leader.witness.note(now)
        self._due = time.monotonic() + EVERY


async def outages(session: AsyncSession) -> list[Outage]:
    """The latest ones, oldest first."""
    found = await session.scalars(select(Outage).order_by(Outage.since.desc()).limit(SHOWN))
    return list(found)[::-1]
