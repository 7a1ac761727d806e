"""All that a batch refers to, fetched ahead by a few IN queries onto the Desk's shelf."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.mentions import addresses_of, by_staff
from bot.reading import Reading
from handlers.callbacks import case_of, handover_of
from models.address import Address
from models.case import OPEN_STATES, Case
from models.exchange import Delivery, Direction, Exchange, Operation
from models.journal import JournalEntry
from models.person import Person
from services import dossiers, handover_rows
from services.directory import Directory
from services.shelf import Shelf

# These run with every batch, and are built once: building one costs as much as running it.
KNOWN = select(JournalEntry).where(
    JournalEntry.bot_id == bindparam("bot_id"),
    JournalEntry.update_id.in_(bindparam("update_ids", expanding=True)),
)
WITH_PERSON = (
    select(Address, Person)
    .outerjoin(Person, Person.id == Address.person_id)
    .where(Address.station_id == bindparam("station_id"), Address.channel == "telegram")
)
NUMBERED = WITH_PERSON.where(Address.external_id.in_(bindparam("numbers", expanding=True)))
NUMBERED_OR_NAMED = WITH_PERSON.where(
    or_(
        Address.external_id.in_(bindparam("numbers", expanding=True)),
        Address.username.in_(bindparam("names", expanding=True)),
    )
)


async def known_updates(
    session: AsyncSession, bot_id: int, readings: Sequence[Reading]
) -> dict[int, JournalEntry]:
    """Those of these that the journal has already, by update id."""
    update_ids = [reading.update_id for reading in readings]
    found = await session.scalars(KNOWN, {"bot_id": bot_id, "update_ids": update_ids})
    return {entry.update_id: entry for entry in found}


async def fill_shelf(
    session: AsyncSession, directory: Directory, readings: Sequence[Reading]
) -> Shelf:
    shelf = Shelf()
    lists = {handover_of(reading.callback_data or "") or 0 for reading in readings} - {0}
    shelf.handovers = await handover_rows.hold(session, directory.station.id, lists)
    await _fetch_people(session, directory, shelf, readings)
    await _fetch_exchanges(session, directory, shelf, readings)
    await _fetch_cases(session, directory, shelf, readings)
    return shelf


def find_address(directory: Directory, shelf: Shelf, external_id: int | None) -> Address | None:
    if external_id is None:
        return None
    return directory.by_external.get(external_id) or shelf.addresses.get(external_id)


def find_placed(
    directory: Directory, shelf: Shelf, place: tuple[int, int] | None
) -> Exchange | None:
    """Our record of the message with this number in this chat (Telegram's ids)."""
    if place is None:
        return None
    address = find_address(directory, shelf, place[0])
    return shelf.placed.get((address.id, place[1])) if address else None


def find_album(shelf: Shelf, reading: Reading) -> Exchange | None:
    if reading.album is None:
        return None
    items = (one for one in shelf.exchanges.values() if one.album == reading.album)
    return next((one for one in items if one.direction is Direction.IN), None)


async def _fetch_people(
    session: AsyncSession, directory: Directory, shelf: Shelf, readings: Iterable[Reading]
) -> None:
    wanted: set[int] = set()
    for reading in readings:
        wanted |= reading.person_ids
        wanted |= {place[0] for place in (reading.reply_to,) if place}
        wanted |= {reading.chat_id} if reading.chat_id is not None else set()
    mentions = [by_staff(directory, reading) for reading in readings]
    wanted = wanted.union(*(one.ids for one in mentions)) - directory.by_external.keys()
    names = frozenset[str]().union(*(one.names for one in mentions))
    if not wanted and not names:
        return
    values: dict[str, Any] = {"station_id": directory.station.id, "numbers": list(wanted)}
    if names:
        found = await session.execute(NUMBERED_OR_NAMED, {**values, "names": list(names)})
    else:
        found = await session.execute(NUMBERED, values)
    for address, person in found:
        shelf.put_address(address)
        if person is not None:
            shelf.people[person.id] = person


async def _fetch_exchanges(
    session: AsyncSession, directory: Directory, shelf: Shelf, readings: Iterable[Reading]
) -> None:
    places = []
    albums = {reading.album for reading in readings if reading.album}
    for reading in readings:
        own = (reading.chat_id, reading.message_id) if reading.is_edit else None
        for place in (reading.reply_to, own):
            address = find_address(directory, shelf, place[0]) if place else None
            if place and address:
                places.append((address.id, place[1]))
    ways: list[ColumnElement[bool]] = []
    if places:
        ways.append(tuple_(Exchange.address_id, Exchange.message_id).in_(places))
    if albums:
        ways.append(and_(Exchange.album.in_(albums), Exchange.direction == Direction.IN))
        await _hold_albums(session, directory, shelf, albums)
    if not ways:
        return
    for exchange in await session.scalars(
        select(Exchange)
        .where(Exchange.station_id == directory.station.id, or_(*ways))
        .order_by(Exchange.id)
    ):
        shelf.put_exchange(exchange)


async def _hold_albums(
    session: AsyncSession, directory: Directory, shelf: Shelf, albums: set[str]
) -> None:
    """What of these albums is still to be sent. The courier may be claiming it just now: one of
    us waits for the other."""
    for row in await session.scalars(
        select(Exchange)
        .where(Exchange.album.in_(albums), Exchange.operation == Operation.ALBUM)
        .where(Exchange.station_id == directory.station.id)
        .where(Exchange.delivery == Delivery.QUEUED)
        .with_for_update()
    ):
        shelf.albums[row.album or "", row.address_id] = row


async def _fetch_cases(
    session: AsyncSession, directory: Directory, shelf: Shelf, readings: Iterable[Reading]
) -> None:
    askers = _askers(directory, shelf, readings)
    wanted = {one.case_id for one in shelf.exchanges.values() if one.case_id is not None}
    for reading in readings:
        wanted |= {case for case in map(case_of, reading.buttons) if case is not None}
        wanted |= {case_of(reading.callback_data or "") or 0} - {0}
    if not wanted and not askers:
        return
    for person in askers:
        shelf.open_cases[person] = []
    for case in await session.scalars(
        select(Case)
        .where(
            Case.station_id == directory.station.id,
            or_(
                Case.id.in_(wanted),
                and_(Case.asker_id.in_(askers), Case.state.in_(OPEN_STATES)),
            ),
        )
        .order_by(Case.id)
    ):
        shelf.cases[case.id] = case
        if case.asker_id in askers and case.is_open:
            shelf.open_cases[case.asker_id].append(case)
    if shelf.cases:
        await dossiers.fetch_papers(session, shelf)


def _askers(directory: Directory, shelf: Shelf, readings: Iterable[Reading]) -> set[int]:
    addresses = (
        find_address(directory, shelf, number)
        for reading in readings
        for number in reading.person_ids
    )
    named = (addresses_of(shelf, by_staff(directory, reading)) for reading in readings)
    known = [*addresses, *(address for found in named for address in found)]
    return {one.person_id for one in known if one is not None and one.person_id is not None}
