"""Who acts where, upon what: the Desk for one update of the batch."""

from bot.prefetch import find_address, find_placed
from bot.reading import Reading
from handlers.callbacks import Noted, case_of
from locales import match
from models.address import Address
from models.case import Case
from models.exchange import Direction, Exchange
from models.person import Person
from services import arrivals, files, lookup
from services.desk import Desk

# Buttons by which nobody becomes a person whom we know: a tap says nothing but that it was tapped.
LEAVE_NO_NAME = (f"{Noted.__prefix__}:",)


async def set_scene(
    desk: Desk, reading: Reading, held: Exchange | None, answers: Case | None = None
) -> Desk:
    """Meet whoever is new, record what was said, and find the case it may be about: what it
    replies to, or the one that it `answers` by naming the asker."""
    actor = await _actor(desk, reading)
    place = await _place(desk, reading)
    about = find_placed(desk.directory, desk.shelf, reading.reply_to) or held
    scene = desk.acting_as(
        actor,
        place=place,
        about=about,
        callback_id=reading.callback_id,
        account=reading.sender.id if reading.sender else None,
        suspended=_is_suspended(desk, reading),
        case=await _case(desk, reading, about) or answers,
    )
    if actor is None and reading.sender is not None:
        scene.language = match(reading.sender.language, desk.station.language)
    if reading.type in ("message", "edited_message") and not _is_service(reading):
        scene.heard = _hear(scene, reading, held)
    return scene


def _is_service(reading: Reading) -> bool:
    return bool(reading.is_service or reading.migrates_to or reading.migrates_from)


async def _actor(desk: Desk, reading: Reading) -> Person | None:
    sender = reading.sender
    if sender is None:
        return None
    address = find_address(desk.directory, desk.shelf, sender.id)
    if address is None or address.person_id is None:
        if (reading.callback_data or "").startswith(LEAVE_NO_NAME):
            return None
        language = match(sender.language, desk.station.language)
        return arrivals.meet(desk, sender.id, sender.name, language, sender.username)
    if address.username != sender.username and address in desk.session:
        address.username = sender.username
    person = await lookup.person_by_id(desk, address.person_id)
    if not person.is_staff and person.name != sender.name:
        person.name = sender.name
    return person


def _is_suspended(desk: Desk, reading: Reading) -> bool:
    """By the account, whoever it is taken for."""
    if not desk.directory.suspended or reading.sender is None:
        return False
    address = find_address(desk.directory, desk.shelf, reading.sender.id)
    return address is not None and address.id in desk.directory.suspended


async def _place(desk: Desk, reading: Reading) -> Address | None:
    if reading.chat_id is None:
        return None
    address = find_address(desk.directory, desk.shelf, reading.chat_id)
    if address is None:
        address = Address(
            station_id=desk.station.id, channel="telegram", external_id=reading.chat_id
        )
        desk.add(address)
    if reading.is_private and reading.type != "my_chat_member":
        await arrivals.reachable(desk, address)
    return address


async def _case(desk: Desk, reading: Reading, about: Exchange | None) -> Case | None:
    """By the message replied to, by the button tapped; or, if that message's number was lost
    to a crash, by the buttons under it."""
    named = [case_of(data) for data in (reading.callback_data or "", *reading.buttons)]
    by_buttons = named if reading.reply_to_bot == desk.station.bot_id else []
    for case_id in [about.case_id if about else None, *by_buttons]:
        if case_id is not None:
            return await lookup.case_by_id(desk, case_id)
    return None


def _hear(desk: Desk, reading: Reading, held: Exchange | None) -> Exchange:
    """Record what was said. An edit is a new version: the old one stays."""
    exchange = Exchange(
        station_id=desk.station.id,
        direction=Direction.IN,
        address_id=desk.here.id,
        thread_id=reading.thread_id,
        message_id=reading.message_id,
        person_id=desk.actor.id if desk.actor else None,
        at=desk.now(),
        text=reading.text or None,
        content=reading.content,
        media=reading.media,
        album=reading.album,
        replaces_id=held.id if held is not None and reading.is_edit else None,
    )
    desk.add(exchange)
    files.want(desk, exchange)
    return exchange
