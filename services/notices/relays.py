"""Somebody's words, on their way to somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.address import Address
from models.case import Case
from models.exchange import Exchange, Operation, Purpose, Voice
from models.person import Person
from services import albums, lookup, outbox
from services.courtesy import shown_name
from services.desk import Desk
from services.notices import cards
from services.notices.facts import overdue
from services.words import PART_UNITS, bare, harmless, parts, units

CAPTIONED = {"photo", "video", "voice", "document", "audio", "animation"}
CAPTION_ROOM = 800  # of 1,024 units: the template adds a heading


async def to_officers(desk: Desk, case: Case, template: str, speaker: str) -> None:
    """What was heard goes as a reply to the card of whoever has, or may take, the case.

    `template`: words_from_asker, words_from_neighbour or words_from_officer. A duty room is
    shown no private case's words.
    """
    for card in await cards.concerned(desk, case):
        if card.person_id is None and case.is_private:
            continue
        if card.person_id is not None and card.person_id == desk.said.person_id:
            continue  # They know what they said.
        _relay(desk, desk.said, await _to_card(desk, case, card), template, speaker)


async def note(desk: Desk, case: Case) -> None:
    """An internal note goes to whoever else has, or may take, the case."""
    for card in await cards.concerned(desk, case):
        to_room = card.person_id is None
        if card.person_id != desk.me.id and not (to_room and case.is_private):
            _relay(desk, desk.said, await _to_card(desk, case, card), "internal_note", desk.name)


async def so_far(desk: Desk, case: Case, card: Exchange, said: Sequence[Exchange]) -> None:
    """Whoever gets the card also gets what was said before it: what came with the request
    itself, what the asker and neighbours added, and the officers' internal notes."""
    if card.person_id is None and case.is_private:
        return
    way = await _to_card(desk, case, card)
    for heard in said:
        if heard.id == case.request_id:
            _with_request(desk, heard, way)
        elif heard.voice is Voice.ASKER:
            _relay(desk, heard, way, "words_from_asker", case.asker_name)
        elif heard.voice is Voice.NEIGHBOUR:
            speaker = await lookup.speaker(desk, heard)
            _relay(desk, heard, way, "words_from_neighbour", speaker)
        elif heard.voice is Voice.NOTE:
            speaker = await lookup.speaker(desk, heard)
            _relay(desk, heard, way, "internal_note", speaker)


async def to_asker(desk: Desk, case: Case, to: Address, officer: Person, language: str) -> None:
    """The officer's words go where the case was asked, as a reply to what opened it."""
    if desk.said.replaces_id is not None:
        await lookup.exchange_by_id(desk, desk.said.replaces_id)  # Was it the same file?
    way = _Way(case, to, language, case.request_id, case.thread_id)
    _relay(desk, desk.said, way, "words_from_officer", shown_name(desk, officer))


@dataclass(frozen=True)
class _Way:
    """Where somebody's words go, and as a reply to what."""

    case: Case
    to: Address
    language: str
    reply_to_id: int | None
    thread_id: int | None


async def _to_card(desk: Desk, case: Case, card: Exchange) -> _Way:
    to = await lookup.address_by_id(desk, card.address_id)
    return _Way(case, to, card.language or desk.language, card.id, thread_id=None)


def _with_request(desk: Desk, heard: Exchange, way: _Way) -> None:
    """The card has the words of the request; a photo or whatever came with them follows."""
    if heard.content != "text" and heard.person_id != way.to.person_id:
        values = _values(desk, heard, way, way.case.asker_name)
        _copy_bare(desk, heard, way, "words_from_asker", values)


def _values(desk: Desk, heard: Exchange, way: _Way, speaker: str) -> dict[str, Any]:
    return {
        "number": way.case.number,
        "state": way.case.state.value,
        "overdue": overdue(desk, way.case),
        "speaker": harmless(speaker),
        "edited": heard.replaces_id is not None,
        "content": heard.content,
    }


def _relay(desk: Desk, heard: Exchange, way: _Way, template: str, speaker: str) -> None:
    values = _values(desk, heard, way, speaker)
    words = harmless(bare(heard.text or ""))
    if albums.is_item(heard) and units(words) <= CAPTION_ROOM:
        _album(desk, heard, way, template, {**values, "words": words})
    elif heard.content == "text" or not _brings_file(desk, heard):
        _say(desk, way, template, values, words)
    elif heard.content in CAPTIONED and units(words) <= CAPTION_ROOM:
        _copy(desk, heard, way, template, {**values, "words": words})
    else:
        # What carries no caption, or too long a one, comes after its heading.
        _say(desk, way, template, values, words)
        _copy_bare(desk, heard, way, template, values)


def _say(desk: Desk, way: _Way, template: str, values: dict[str, Any], words: str) -> None:
    if _went_on(desk, way, template, values, words):
        return
    for part in parts(words):
        outbox.say(
            desk,
            way.to,
            template,
            {**values, "words": part},
            language=way.language,
            case=way.case,
            purpose=Purpose.WORDS,
            reply_to_id=way.reply_to_id,
            thread_id=way.thread_id,
        )


def _went_on(desk: Desk, way: _Way, template: str, values: dict[str, Any], words: str) -> bool:
    """Whoever writes line upon line is relayed in one message, as far as the lines came in
    together: a hundred at once are no hundred rings on the officer's phone."""
    last = desk.shelf.newest.get(way.to.id)
    if last is None or last.template != template or last.case_id != way.case.id:
        return False
    before = dict(last.values or {})
    lines = f"{before.pop('words', '')}\n{words}"
    if before != values or last.operation is not Operation.SEND or units(lines) > PART_UNITS:
        return False
    last.values = {**values, "words": lines}
    return True


def _brings_file(desk: Desk, heard: Exchange) -> bool:
    """Whether there is something to copy: of an edit only another file than before."""
    if heard.replaces_id is None:
        return True
    before = desk.shelf.exchanges.get(heard.replaces_id)
    return before is not None and file_of(before) != file_of(heard)


def file_of(heard: Exchange) -> str | None:
    """What tells one file from another, whoever sends it (Bot API, file_unique_id)."""
    return (heard.media or {}).get("file_unique_id")


def _album(desk: Desk, heard: Exchange, way: _Way, template: str, values: dict[str, Any]) -> None:
    """With what came, or is still to come, of the same album."""
    waiting = desk.shelf.albums.get((heard.album or "", way.to.id))
    if waiting is not None and waiting.case_id == way.case.id and waiting.template == template:
        albums.add(desk, waiting, heard, values["words"])
        return
    albums.album(
        desk,
        way.to,
        heard.album or "",
        [albums.item(heard, values["words"])],
        template,
        values,
        language=way.language,
        case=way.case,
        reply_to_id=way.reply_to_id,
        thread_id=way.thread_id,
    )


def _copy_bare(
    desk: Desk, heard: Exchange, way: _Way, template: str, values: dict[str, Any]
) -> None:
    """Without the words that came with it: who it is from takes their place where it can."""
    if albums.is_item(heard):
        _album(desk, heard, way, template, {**values, "words": ""})
    elif heard.content in CAPTIONED:
        _copy(desk, heard, way, template, {**values, "words": ""})
    else:
        _copy(desk, heard, way, None, {})


def _copy(
    desk: Desk, heard: Exchange, way: _Way, template: str | None, values: dict[str, Any]
) -> None:
    outbox.copy(
        desk,
        way.to,
        heard,
        template,
        values,
        language=way.language,
        case=way.case,
        reply_to_id=way.reply_to_id,
        thread_id=way.thread_id,
    )
