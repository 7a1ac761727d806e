"""The pre-flight, as far as it can be done: without a database the texts alone are looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bot.commands.opening import opened
from bot.complaints import ConfigurationError
from bot.inspection import of_database, of_telegram, of_texts
from bot.questions import UnansweredError, urls
from bot.settings import Settings
from bot.store import Store
from models.station import Station
from services import preflight
from services.clock import SystemClock
from services.directory import Directory, read_directory
from services.preflight import Cards, Defect, Machine, in_order


@dataclass(frozen=True)
class Found:
    """`language`: the station's. Not whole if something couldn't be looked at, which whoever opens
    the database and asks for the token has said already."""

    defects: Sequence[Defect]
    language: str = "en"
    is_whole: bool = False


async def look(settings: Settings) -> Found:
    machine = await of_texts()
    try:
        async with opened(settings) as store:
            read = await _read(store, settings.bot_id)
            machine = await of_database(store, machine)
    except ConfigurationError:
        return Found(preflight.of_machine(machine))
    if read is None:
        return Found(preflight.of_machine(machine))
    return await _of_station(settings, machine, *read)


async def _read(store: Store, bot_id: int) -> tuple[Directory, Cards, frozenset[int]] | None:
    async with store.reading() as session:
        station = await session.scalar(select(Station).where(Station.bot_id == bot_id))
        if station is None:
            return None
        directory = await read_directory(session, station)
        cards = await preflight.cards_in(session, directory)
        return directory, cards, await preflight.reached(session, directory)


async def _of_station(
    settings: Settings,
    machine: Machine,
    directory: Directory,
    cards: Cards,
    reached: frozenset[int],
) -> Found:
    defects = preflight.of_roster(directory, SystemClock().now(), reached)
    groups = preflight.to_ask(directory)
    is_whole = True
    try:
        told = await of_telegram(machine, urls(settings), settings.bot_id, groups)
        machine = told.machine
        defects += preflight.of_groups(directory, told.standings, cards)
    except UnansweredError:
        is_whole = False
    defects += preflight.of_machine(machine)
    return Found(in_order(defects), directory.station.language, is_whole)
