"""A Desk for one command, on a database that is checked first."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.desks import Desks
from bot.directories import Directories
from bot.revision import check_revision, reachable
from bot.settings import Settings
from bot.store import Store
from services.clock import SystemClock
from services.desk import Desk


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Store]:
    """The database, at the right revision. Raises ConfigurationError otherwise."""
    store = Store(settings.database)
    try:
        await check_revision(store)
        with reachable(store):
            yield store
    finally:
        await store.close()


@asynccontextmanager
async def at_desk(settings: Settings) -> AsyncIterator[Desk]:
    """The desk of this bot's station, in one transaction. Raises ConfigurationError if no
    station is loaded."""
    directories = Directories(settings.bot_id)
    async with (
        opened(settings) as store,
        Desks(store, directories, SystemClock()).open() as desk,
    ):
        yield desk
