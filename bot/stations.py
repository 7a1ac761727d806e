"""Loads the station file into the database, as the bot starts."""

from pathlib import Path

import structlog

from bot.complaints import ConfigurationError
from bot.store import Store
from services import station_file
from services.clock import Clock, SystemClock

log = structlog.get_logger()


async def load(store: Store, path: Path, bot_id: int, clock: Clock | None = None) -> None:
    """Idempotent; each change is logged. Raises ConfigurationError with all that is wrong."""
    try:
        file = station_file.read(path)
    except station_file.StationFileError as error:
        raise ConfigurationError(*error.sentences) from None
    now = (clock or SystemClock()).now()
    async with store.writing() as session:
        for change in await station_file.load(session, file, bot_id, now):
            log.info("station_changed", what=change.what, name=change.name)
