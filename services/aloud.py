"""Aloud: an officer answers in the group itself. What is settled so must not escalate, and is
given to nobody unasked."""

from models.case import Case
from models.exchange import Voice
from models.person import Person
from services import attending, chain, deadlines, lookup, record, relay
from services.desk import Desk
from services.notices import cards, receipts, relays

FIRST_REMINDER = 60  # minutes after the answer
NEXT_REMINDER = 24 * 60


async def said(desk: Desk, case: Case) -> None:
    """The asker has read it there. The holder is told; if there is none, the promise is kept by
    it, and the officer is offered the case in private."""
    relay.belongs(desk, case, Voice.OFFICER)
    await attending.word_given(desk, case)
    if not case.is_open or case.holder_id == desk.me.id:
        return
    await relays.to_officers(desk, case, "words_from_officer", desk.name)
    if case.holder_id is None and not case.is_answered:
        await _answered(desk, case)


async def asked_again(desk: Desk, case: Case) -> None:
    """The asker has more to say after it was answered aloud: somebody is promised anew."""
    await chain.go_on_from_here(desk, case)
    await _show(desk, case)


async def remind(desk: Desk, case: Case) -> None:
    """Nobody has taken it: whoever answered is asked again, or, where they can't be, the next in
    line."""
    officer = await _who_answered(desk, case)
    if officer is None or not await cards.offer(desk, case, officer, again=True):
        await chain.nobody_accepted(desk, case)
        return
    record.note(desk, case, "offered_again", officer=officer.name)
    deadlines.answered(desk, case, NEXT_REMINDER)


async def _answered(desk: Desk, case: Case) -> None:
    await deadlines.clear(desk, case)
    deadlines.answered(desk, case, FIRST_REMINDER)
    record.note(desk, case, "answered_aloud")
    await _show(desk, case)
    await cards.offer(desk, case, desk.me)


async def _show(desk: Desk, case: Case) -> None:
    await cards.refresh(desk, case)
    await receipts.status(desk, case)


async def _who_answered(desk: Desk, case: Case) -> Person | None:
    """The last of the staff who answered, if they still are of it."""
    answers = [one for one in await lookup.said_in(desk, case) if one.voice is Voice.OFFICER]
    last = answers[-1].person_id if answers else None
    return desk.directory.staff.get(last) if last is not None else None
