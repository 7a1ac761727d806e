"""Whom an officer names in a group: an answer to the asker, in front of everyone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.raw import integer, part
from bot.reading import Reading
from models.address import Address
from models.case import Case
from services import lookup
from services.desk import Desk
from services.directory import Directory
from services.shelf import Shelf


@dataclass(frozen=True)
class Mentions:
    """Accounts by Telegram's ids, and by usernames in small letters."""

    ids: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()


def by_staff(directory: Directory, reading: Reading) -> Mentions:
    """Of a message in a grid's group; whom anyone else mentions is none of our business."""
    sender = reading.sender
    if reading.type != "message" or reading.is_private or sender is None:
        return Mentions()
    address = directory.by_external.get(sender.id)
    if address is None or address.person_id not in directory.staff:
        return Mentions()
    found = list(_entities(reading))
    users = (integer(part(entity, "user").get("id")) for entity, _ in found)
    names = (words.removeprefix("@") for entity, words in found if entity["type"] == "mention")
    return Mentions(frozenset(id_ for id_ in users if id_ is not None), frozenset(names))


async def answered_aloud(desk: Desk, reading: Reading) -> Case | None:
    """The open case in this group of somebody whom a member of staff mentions, the one last
    touched."""
    mentions = by_staff(desk.directory, reading)
    if not (mentions.ids or mentions.names) or reading.chat_id is None:
        return None
    place = desk.directory.by_external.get(reading.chat_id)
    if place is None or place.group_id is None:
        return None
    found = [
        case
        for address in addresses_of(desk.shelf, mentions)
        if address.person_id is not None
        for case in await lookup.open_cases(
            desk, await lookup.person_by_id(desk, address.person_id)
        )
        if case.group_id == place.group_id and not case.is_private
    ]
    return max(found, key=lambda case: case.touched_at, default=None)


def addresses_of(shelf: Shelf, mentions: Mentions) -> list[Address]:
    if not (mentions.ids or mentions.names):
        return []
    return [
        address
        for address in shelf.addresses.values()
        if address.external_id in mentions.ids
        or (address.username is not None and address.username in mentions.names)
    ]


def _entities(reading: Reading) -> Iterator[tuple[dict[str, Any], str]]:
    """Each mention, and its words in small letters. Offsets count UTF-16 units (Bot API)."""
    entities = reading.message.get("entities") or reading.message.get("caption_entities")
    units = reading.text.encode("utf-16-le")
    for entity in entities if isinstance(entities, list) else ():
        if isinstance(entity, dict) and entity.get("type") in ("mention", "text_mention"):
            start, length = integer(entity.get("offset")), integer(entity.get("length"))
            if start is not None and length is not None and start >= 0 and length >= 0:
                words = units[start * 2 : (start + length) * 2].decode("utf-16-le", "ignore")
                yield entity, words.casefold()
