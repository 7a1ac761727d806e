"""An ordinary answer in a delicate case that was asked in front of a group: the asker reads it in
private, the group only that there was one. Where there is no private chat, the officer decides."""

from datetime import timedelta

from sqlalchemy import select

from models.address import Address
from models.case import Case, CaseEvent
from models.exchange import Exchange
from services import attending, discretion, holding, lookup, record
from services.desk import Desk
from services.errors import NotYours, OutdatedButton
from services.notices import answers, receipts, relays

HELD = "held_from_group"  # words that wait for the officer's decision
DECIDED = ("sent_to_group", "will_call")
TOLD = "answered_in_private"
TOLD_ONCE_IN = timedelta(minutes=10)


def applies(case: Case) -> bool:
    return discretion.is_delicate(case) and not case.is_private


async def answered(desk: Desk, case: Case) -> None:
    """What the officer said goes to the private chat; nothing of it to the group, unasked."""
    own = await discretion.private_chat(desk, case)
    if own is None:
        await _ask(desk, case)
        return
    await relays.to_asker(desk, case, own, desk.me, (await lookup.asker(desk, case)).language)
    await attending.word_given(desk, case)
    if not await _told_lately(desk, case):
        record.note(desk, case, TOLD)
        await _tell_group(desk, case)


async def send_to_group(desk: Desk, case: Case, exchange_id: int) -> None:
    """The officer has read who will see it, and sends it there all the same."""
    said = await _held(desk, case, exchange_id)
    to = await lookup.asked_at(desk, case)
    if case.is_private or to is None:
        raise OutdatedButton
    record.note(desk, case, "sent_to_group", exchange=exchange_id)
    language = await lookup.language_of_asker(desk, case)
    for heard in said:
        scene = desk.acting_as(desk.actor, heard=heard)
        await relays.to_asker(scene, case, to, desk.me, language)
    await attending.word_given(desk, case)
    answers.decided(desk, case, "sent_to_group")


async def will_call(desk: Desk, case: Case, exchange_id: int) -> None:
    """The officer tells the asker by telephone, or at the door."""
    await _held(desk, case, exchange_id)
    record.note(desk, case, "will_call", exchange=exchange_id)
    case.to_call_at = case.to_call_at or desk.now()
    answers.decided(desk, case, "will_call")


async def _ask(desk: Desk, case: Case) -> None:
    """An album is asked about once."""
    first = await _first_of_album(desk, case)
    record.note(desk, case, HELD, exchange=desk.said.id, first=first or desk.said.id)
    if first is None:
        answers.to_whom(desk, case)


async def _first_of_album(desk: Desk, case: Case) -> int | None:
    album = desk.said.album
    if album is None or desk.said.replaces_id is not None:
        return None
    await desk.session.flush()
    for held in await _events(desk, case, HELD):
        heard = await lookup.exchange_by_id(desk, held.detail["first"])
        if heard is not None and heard.album == album:
            return heard.id
    return None


async def _held(desk: Desk, case: Case, exchange_id: int) -> list[Exchange]:
    """The words about which it was asked, unless it was decided already. Whoever wrote them
    decides, also when the case has gone to somebody else since."""
    if not await holding.went_to_another(desk, case):
        await holding.must_be_free_for(desk, case)
    for event in await _events(desk, case, *DECIDED):
        if event.detail["exchange"] == exchange_id:
            raise OutdatedButton
    held = [one for one in await _events(desk, case, HELD) if one.detail["first"] == exchange_id]
    said = [await lookup.exchange_by_id(desk, one.detail["exchange"]) for one in held]
    found = [heard for heard in said if heard is not None]
    if not found or any(heard.person_id != desk.me.id for heard in found):
        raise NotYours
    return found


async def _told_lately(desk: Desk, case: Case) -> bool:
    """A group needn't read every few seconds that there was an answer."""
    told = await _events(desk, case, TOLD)
    return bool(told) and desk.now() - told[-1].at < TOLD_ONCE_IN


async def _tell_group(desk: Desk, case: Case) -> None:
    group: Address | None = await lookup.asked_at(desk, case)
    if group is not None and group.reachable:
        await receipts.answered_in_private(desk, case, group)


async def _events(desk: Desk, case: Case, *what: str) -> list[CaseEvent]:
    found = await desk.session.scalars(
        select(CaseEvent)
        .where(CaseEvent.case_id == case.id, CaseEvent.what.in_(what))
        .order_by(CaseEvent.id)
    )
    return list(found)
