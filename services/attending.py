"""Whoever has a case keeps in touch with the asker: a word by the promised time, and not a day of
silence after the last."""

from datetime import timedelta

from models.address import Address
from models.case import Case, Urgency
from models.deadline import Deadline, DeadlineKind
from services import deadlines, duty, lookup, record
from services.desk import Desk
from services.escalation_policy import HOLDER, SeesTo
from services.notices import cards, receipts

QUIET_AFTER = timedelta(hours=24)
OURS = (DeadlineKind.NO_WORD, DeadlineKind.QUIET)
PURPOSES = {DeadlineKind.NO_WORD: SeesTo.NO_WORD, DeadlineKind.QUIET: SeesTo.QUIET}


async def accepted(desk: Desk, case: Case) -> None:
    """Nobody else is asked any more; what was promised to the asker stands. Whether anyone is in
    danger is the officer's to find out now: no answer by a button means nothing any more."""
    if case.urgency is Urgency.UNKNOWN:
        case.urgency = Urgency.ORDINARY
    promised = case.promised_at
    await deadlines.clear(desk, case)
    if promised is None or promised <= desk.now():
        promised = desk.now() + timedelta(minutes=desk.station.minutes_for(case.kind))
    case.promised_at = promised
    deadlines.put(desk, case, DeadlineKind.NO_WORD, promised)


async def word_given(desk: Desk, case: Case) -> None:
    """An officer's word reached the asker: the promise is kept, and a day's silence is next."""
    if not case.is_open or case.holder_id is None:
        return
    was_late = case.promised_at is not None and case.promised_at <= desk.now()
    case.promised_at = None
    quiet_at = desk.now() + QUIET_AFTER
    ahead = [one for one in await lookup.deadlines(desk, case) if one.done_at is None]
    for one in ahead:
        if one.kind is DeadlineKind.NO_WORD:
            one.done_at = desk.now()
    known = next((one for one in ahead if one.kind is DeadlineKind.QUIET), None)
    if known is None:
        deadlines.put(desk, case, DeadlineKind.QUIET, quiet_at)
    else:
        known.due_at, known.step, known.round = quiet_at, 0, 0
    if was_late:
        await _show(desk, case)


async def fall_due(desk: Desk, case: Case, deadline: Deadline) -> None:
    """The policy's next step is told, and the one after it waits."""
    purpose = PURPOSES[deadline.kind]
    policy = desk.directory.escalation.policy(purpose, case.kind, case.urgency)
    step, round = deadline.step or 0, deadline.round or 0
    if step >= len(policy.steps):
        if round >= policy.repeat:
            return
        step, round = 0, round + 1
    now = policy.steps[step]
    record.note(desk, case, deadline.kind.value, to=duty.label_of(now.notify))
    for place in await _places(desk, case, now.notify):
        await cards.attend(desk, case, place, deadline.kind.value)
    deadlines.put(desk, case, deadline.kind, desk.now() + now.wait, step=step + 1, round=round)
    await _show(desk, case)


async def _places(desk: Desk, case: Case, notify: str) -> list[Address]:
    """The chats of this step; of the holder's colleagues not the holder again."""
    holder = await lookup.address_of(desk, case.holder_id or 0)
    if notify == HOLDER:
        return [holder] if holder is not None and holder.reachable else []
    chain = duty.chain(desk.directory, case.grid_id, desk.now(), (notify,))
    people = [person for rung in chain for person in rung.people if person.id != case.holder_id]
    rooms = [rung.room for rung in chain]
    return [one for one in (*rooms, *[await lookup.address_of(desk, p.id) for p in people]) if one]


async def _show(desk: Desk, case: Case) -> None:
    await cards.refresh(desk, case)
    await receipts.status(desk, case)
