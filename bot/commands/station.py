"""doorstep load, doorstep migrate"""

from pathlib import Path

from sqlalchemy import select

from bot.commands.drafting import warn
from bot.commands.opening import opened
from bot.complaints import ConfigurationError
from bot.revision import migrate, newest
from bot.settings import Settings
from bot.store import Store
from bot.terminal import tell, words
from models.station import Station
from services import station_file
from services.clock import SystemClock
from services.directory import read_directory
from services.station_file import Change


async def load(settings: Settings, path: Path) -> int:
    """Bring the database in line with the file, and print each change."""
    bot_id = settings.bot_id
    try:
        file = station_file.read(path)
    except station_file.StationFileError as error:
        raise ConfigurationError(*error.sentences) from None
    now = SystemClock().now()
    async with opened(settings) as store, store.writing() as session:
        changes = await station_file.load(session, file, bot_id, now)
        station = (await session.scalars(select(Station).where(Station.bot_id == bot_id))).one()
        directory = await read_directory(session, station)
    for change in changes:
        tell(words(_sentence(change)))
    tell(f"Changes: {len(changes)}." if changes else "Nothing has changed.")
    if changes:
        warn(directory, now)
    return 0


async def bring_up(settings: Settings) -> int:
    """Bring the database up to the newest revision."""
    store = Store(settings.database)
    try:
        done = await migrate(store)
    finally:
        await store.close()
    tell(
        f"The database is now at revision {newest()}."
        if done
        else f"The database is at revision {newest()} already."
    )
    return 0


def _sentence(change: Change) -> str:
    if change.before is None:
        return f"new {change.what} {change.name}: {change.after}"
    if change.after is None:
        return f"no longer {change.what} {change.name}: {change.before}"
    return f"{change.what} {change.name}: {change.before} -> {change.after}"
