"""The database: how it is opened, read and written, on SQLite and on PostgreSQL."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from bot.collisions import is_collision
from bot.database_url import SQLITE, async_url

__all__ = ["Store", "is_collision"]

# A writer in another process (the command line) holds the file for milliseconds.
BUSY_SECONDS = 2
# The log is folded back every 4 MB or so, and never stays larger than 64 MB on the disk.
CHECKPOINT_PAGES = 1_000
LOG_BYTES = 64 * 1024 * 1024
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "wal_autocheckpoint": CHECKPOINT_PAGES,
    "journal_size_limit": LOG_BYTES,
}
# Both ends notice within about 15 s that the other has gone, so that locks fall in time.
KEEPALIVES = {
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "connect_timeout": 5,
    "application_name": "doorstep",
}
SERVER_KEEPALIVES = (
    "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"
    " -c tcp_user_timeout=10000"
)
POOL_SIZE = 10
POOL_OVERFLOW = 5


class Store:
    """The engines of one database, for one event loop.

    On SQLite one connection writes and others read; writers of this process take turns by the
    pen, so that none waits in the driver. On PostgreSQL one pool serves both.
    """

    def __init__(self, url: str | URL) -> None:
        self.url = async_url(url if isinstance(url, str) else _text(url))
        self.is_sqlite = self.url.drivername == SQLITE
        self._pen = asyncio.Lock()
        if self.is_sqlite:
            Path(self.url.database or "").absolute().parent.mkdir(parents=True, exist_ok=True)
            self.engine = _sqlite_engine(self.url, begin="BEGIN IMMEDIATE", connections=1)
            self._reader = _sqlite_engine(self.url, begin="BEGIN", connections=POOL_SIZE)
        else:
            self.engine = _postgres_engine(self.url)
            self._reader = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """One transaction: committed at the end, rolled back if anything is raised."""
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._pen)
            session = await stack.enter_async_context(
                AsyncSession(self.engine, expire_on_commit=False)
            )
            await stack.enter_async_context(session.begin())
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """One picture of the database, that nobody's writing changes. Nothing can be written."""
        async with AsyncSession(self._reader, expire_on_commit=False) as session:
            yield session

    async def revision(self) -> str | None:
        """The schema's revision; none before the first migration."""
        async with self._reader.connect() as connection:
            return await connection.run_sync(_revision)

    async def close(self) -> None:
        await self._reader.dispose()
        await self.engine.dispose()


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


# Chinese stays readable in the database, and takes half the space.
_as_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


# Errors show their statement but not its values, which may be a resident's words
# (`hide_parameters`).
def _postgres_engine(url: URL) -> AsyncEngine:
    given = url.query.get("options", "")
    options = f"{given} {SERVER_KEEPALIVES}" if isinstance(given, str) else SERVER_KEEPALIVES
    return create_async_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        json_serializer=_as_json,
        hide_parameters=True,
        connect_args={**KEEPALIVES, "options": options.strip()},
    )


def _sqlite_engine(url: URL, begin: str, connections: int) -> AsyncEngine:
    """The driver's own transactions are off (isolation_level=None): it would begin them late,
    and a transaction that reads before it writes could then lose an update."""
    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        json_serializer=_as_json,
        hide_parameters=True,
        connect_args={"isolation_level": None, "timeout": BUSY_SECONDS},
    )
    writes = begin != "BEGIN"

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for name, value in PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}={value}")
        if not writes:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
