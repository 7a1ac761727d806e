"""Somebody edited what they had said: a new version, beside the old one."""

from models.case import Case
from models.exchange import Exchange, Voice
from models.station import GroupKind
from services import entering, holding, late_words, lookup, record, relay
from services.desk import Desk
from services.errors import CaseClosed, NotYours
from services.notices import cards, receipts, relays
from services.words import bare


async def change(desk: Desk, case: Case) -> None:
    """Someone edited what they had said: the other side sees the new version."""
    before = await lookup.exchange_by_id(desk, desk.said.replaces_id or 0)
    if before is None:
        return
    if not case.is_open:
        _must_be_read(desk, case, before)
        return
    if not _says_more(before, desk.said):
        desk.said.case_id, desk.said.voice = before.case_id, before.voice
        return
    if before.voice is None:
        if before.case_id is not None:
            await late_words.write_anew(desk, case)
        return  # The question that waits sends what was written last.
    if before.voice in (Voice.OFFICER, Voice.NOTE) and not desk.me.is_staff:
        raise NotYours  # They have left the staff since.
    is_answer = before.voice is Voice.OFFICER and not _aloud(desk)
    if is_answer and await holding.went_to_another(desk, case):
        await late_words.hold(desk, case)
        return
    relay.belongs(desk, case, before.voice)
    if before.voice is Voice.ASKER:
        await _show_words(desk, case)
        await relay.from_asker(desk, case)
    elif before.voice is Voice.NEIGHBOUR:
        await relay.neighbours_words(desk, case)
    elif before.voice is Voice.NOTE:
        await relays.note(desk, case)
    elif is_answer and case.holder_id is None:
        await relay.say_to_asker(desk, case)  # Mending a word doesn't take back what was passed on.
    elif is_answer:
        await relay.answer(desk, case)


def _must_be_read(desk: Desk, case: Case, before: Exchange) -> None:
    """An officer who mends an answer of a closed case is told that nobody reads it any more."""
    is_answer = before.voice is Voice.OFFICER and desk.me.is_staff and not _aloud(desk)
    if is_answer and _says_more(before, desk.said):
        raise CaseClosed(number=case.number)


def _aloud(desk: Desk) -> bool:
    """Whether the asker sees an edit by themselves: it stands in their group."""
    return desk.group is not None and desk.group.kind is not GroupKind.DUTY_ROOM


def _says_more(before: Exchange, now: Exchange) -> bool:
    """A live location that moves, or a link whose picture has loaded, comes as an edit, too."""
    return before.text != now.text or relays.file_of(before) != relays.file_of(now)


async def _show_words(desk: Desk, case: Case) -> None:
    """If what opened the case was edited, the case says so from now on. The old version stays in
    the record."""
    request = await lookup.exchange_by_id(desk, case.request_id or 0)
    words = bare(desk.said.text or "")
    if request is None or request.message_id != desk.said.message_id or not words:
        return
    if request.address_id != desk.said.address_id:
        return
    record.note(desk, case, "words_changed")
    if case.entered_by_id == request.person_id != case.asker_id:
        entering.reread(desk, case, words)
    else:
        case.words = words
    await cards.refresh(desk, case)
    await receipts.status(desk, case)
