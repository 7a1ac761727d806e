"""doorstep check"""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text
from sqlalchemy import select

from bot.commands.inspecting import Found, look
from bot.commands.opening import opened
from bot.complaints import ConfigurationError
from bot.contact import outages
from bot.getme import get_me
from bot.revision import newest
from bot.settings import Settings
from bot.terminal import language, out, tell, words
from locales import defect, remedy, table_words
from models.journal import Outage
from models.station import Station
from services import station_file
from services.preflight import Defect

Examine = Callable[[Settings], Coroutine[Any, Any, list[str]]]


async def check() -> int:
    """Look at all that a start and the coming days need, and say what is found: 1 if anything is
    wrong."""
    try:
        settings = Settings.read()
    except ConfigurationError as error:
        _tell(error.sentences, good=False)
        return 1
    everything: tuple[Examine, ...] = (_settings, _station_file, _database, _token)
    status = max([await _examined(settings, examine) for examine in everything])
    found = await look(settings)
    _show(found)
    return 1 if found.defects else status


async def _examined(settings: Settings, examine: Examine) -> int:
    try:
        _tell(await examine(settings), good=True)
    except (ConfigurationError, station_file.StationFileError) as error:
        _tell(error.sentences, good=False)
        return 1
    return 0


async def _settings(settings: Settings) -> list[str]:
    way = f"webhook at {settings.webhook_url}" if settings.webhook_url else "polling"
    return [f"The settings can be read. Updates come by {way}."]


async def _station_file(settings: Settings) -> list[str]:
    file = station_file.read(settings.station)
    counts = f"grids: {len(file.grids)}, people: {len(file.people)}, shifts: {len(file.shifts)}"
    return [f"The station file {settings.station} is sound: {file.station.name} ({counts})."]


async def _database(settings: Settings) -> list[str]:
    async with opened(settings) as store, store.reading() as session:
        names = (await session.scalars(select(Station.name).order_by(Station.id))).all()
        gaps = [_gap(outage) for outage in await outages(session)]
    loaded = f"It holds {', '.join(names)}." if names else "No station is loaded yet."
    return [f"The database can be used and is at revision {newest()}. {loaded}", *gaps]


def _gap(outage: Outage) -> str:
    return (
        f"From {outage.since:%Y-%m-%d %H:%M} to {outage.until:%Y-%m-%d %H:%M} UTC no message could "
        "be fetched. Telegram keeps them for 24 hours: what came before that is lost."
    )


async def _token(settings: Settings) -> list[str]:
    me = await get_me(settings)
    if me.reads_all:
        hears = "Privacy mode is off: it receives all that is said in its groups."
    else:
        hears = "Privacy mode is on: in groups it receives what is addressed to it."
    if not me.joins_groups:
        raise ConfigurationError(
            f"@{me.username} can't be added to groups: allow it with @BotFather, /setjoingroups."
        )
    return [f"The token belongs to @{me.username}. {hears}"]


def _show(found: Found) -> None:
    """In the language of the terminal, or else the station's."""
    spoken = language(found.language)
    said = table_words(spoken)
    if found.defects:
        table = Table(said["what"], said["remedy"], show_lines=True)
        for one in found.defects:
            table.add_row(words(_sentence(spoken, one)), words(remedy(spoken, one.kind)))
        out().print(table)
    elif found.is_whole:
        _tell([said["nothing"]], good=True)


def _sentence(spoken: str, one: Defect) -> str:
    values = {"kind": one.kind, "count": len(one.names), "names": one.names, "more": 0}
    return defect(spoken, values)


def _tell(sentences: Sequence[str], good: bool) -> None:
    for sentence in sentences:
        tell(Text.assemble("ok     " if good else "WRONG  ", words(sentence)))
