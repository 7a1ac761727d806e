"""Desks for work that isn't a batch of updates: the courier's, the clock's, the command line's."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.directories import Directories
from bot.store import Store
from models.station import Station
from services.clock import Clock
from services.desk import Desk


class Desks:
    """Opens a Desk in a transaction of its own."""

    def __init__(self, store: Store, directories: Directories, clock: Clock) -> None:
        self._store, self._directories, self._clock = store, directories, clock

    def now(self) -> datetime:
        return self._clock.now()

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        """For what needs no Desk: the courier's routine, many times a second."""
        return self._store.writing()

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[tuple[AsyncSession, Station]]:
        """For what only reads."""
        async with self._store.reading() as session:
            yield session, await self._directories.look(session)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Desk]:
        """Committed at the end; its `outgoing` then goes to the courier."""
        async with self._store.writing() as session:
            station, directory = await self._directories.read(session)
            desk = Desk(session, self._clock, station, directory, language=station.language)
            yield desk
            await desk.write()
        self._directories.remember(desk.directory)
