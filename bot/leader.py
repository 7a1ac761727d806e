"""One leader a bot: one intake, one courier, one clock. Others stand by and take over.

On PostgreSQL the lock is an advisory one on a connection of its own, which falls with that
connection; on SQLite it is a lock on a file beside the database, which falls with the process.
Each leader counts the epoch up; claims carry it, so that one who was cut off changes nothing.
"""

import asyncio
import fcntl
import os
import time
from abc import ABC, abstractmethod
from contextlib import AsyncExitStack
from pathlib import Path
from typing import IO

import structlog
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import Store
from bot.witness import Witness
from models.journal import Leadership as LeadershipRow
from services import freezing
from services.clock import Clock

log = structlog.get_logger()

HEARTBEAT = 1.0  # seconds between looks at the lock
STALE = 5.0  # no send without a heartbeat younger than this
STANDBY_LOOK = 2.0


class LeadershipLost(Exception):
    """The lock fell: somebody else may lead by now, so everything here stops."""


class Lock(ABC):
    """Held by at most one process."""

    @abstractmethod
    async def acquire(self) -> bool:
        """Try once."""

    @abstractmethod
    async def held(self) -> bool:
        """Ask whether it is still ours."""

    @abstractmethod
    async def release(self) -> None: ...


class FileLock(Lock):
    """On SQLite: the kernel lets go of it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    async def acquire(self) -> bool:
        file = self._path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    async def held(self) -> bool:
        """Whether the locked file is still the one that others would lock."""
        if self._file is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False

    async def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class AdvisoryLock(Lock):
    """On PostgreSQL: the server lets go of it when the connection ends."""

    def __init__(self, store: Store, bot_id: int) -> None:
        self._store, self._bot_id = store, bot_id
        self._connection: AsyncConnection | None = None

    async def acquire(self) -> bool:
        async with AsyncExitStack() as stack:
            connection = await stack.enter_async_context(self._store.engine.connect())
            connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
            taken = await connection.scalar(
                text("SELECT pg_try_advisory_lock(:bot_id)"), {"bot_id": self._bot_id}
            )
            if taken:
                self._connection = connection
                stack.pop_all()
            return bool(taken)

    async def held(self) -> bool:
        if self._connection is None:
            return False
        await self._connection.execute(text("SELECT 1"))
        return True

    async def release(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            await connection.invalidate()
            await connection.close()


class Leadership:
    """Whether this process leads, and since which epoch."""

    def __init__(self, store: Store, bot_id: int, clock: Clock, witness: Witness) -> None:
        self._store, self._clock = store, clock
        self.bot_id, self.witness = bot_id, witness
        self.epoch = 0
        self._beat = 0.0
        self._lock = _lock_for(store, bot_id)

    async def take(self) -> None:
        """Stand by until the lock is free, then lead."""
        waiting = False
        while not await self._try():
            if not waiting:
                log.info("standing_by", bot_id=self.bot_id)
                waiting = True
            await asyncio.sleep(STANDBY_LOOK)
        self._beat = time.monotonic()
        self.epoch = await self._count_up()
        log.info("leading", bot_id=self.bot_id, epoch=self.epoch)

    def must_hold(self) -> None:
        """Before each send: the heartbeat has to be fresh."""
        if time.monotonic() - self._beat > STALE:
            raise LeadershipLost

    async def keep(self) -> None:
        """Look at the lock again and again; raises LeadershipLost when it has fallen."""
        while True:
            await asyncio.sleep(HEARTBEAT)
            try:
                async with asyncio.timeout(STALE):
                    held = await self._lock.held()
            except Exception as error:
                raise LeadershipLost from error
            if not held:
                raise LeadershipLost
            self._beat = time.monotonic()

    async def release(self) -> None:
        self._beat = 0.0
        await self._lock.release()

    async def _try(self) -> bool:
        try:
            return await self._lock.acquire()
        except Exception as error:
            log.warning("lock_unreachable", error=str(error)[:200])
            return False

    async def _count_up(self) -> int:
        async with self._store.writing() as session:
            row = await session.scalar(
                select(LeadershipRow).where(LeadershipRow.bot_id == self.bot_id).with_for_update()
            )
            if row is None:
                row = LeadershipRow(bot_id=self.bot_id, epoch=0, since=self._clock.now())
                session.add(row)
            elif self.witness.has_seen_later_than(max(row.since, row.polled_at or row.since)):
                log.error(
                    "database_restored",
                    meaning="The database is older than it was: what waited in its outbox is not "
                    "sent. Look at it with: doorstep frozen",
                )
                freezing.freeze(row)
            row.epoch += 1
            row.since = self._clock.now()
        self.witness.note(row.since)
        return row.epoch


def _lock_for(store: Store, bot_id: int) -> Lock:
    if store.is_sqlite:
        return FileLock(Path(f"{store.url.database}.{bot_id}.lock"))
    return AdvisoryLock(store, bot_id)
