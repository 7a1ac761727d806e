"""Whoever has a case keeps in touch with the asker: a word by the promised time, and not a day of
silence after the last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.address import Address
from models.case import Case, Urgency
from models.deadline import Deadline, DeadlineKind
from services import deadlines, duty, lookup, record
from services.desk import Desk
from services.escalation_policy import HOLDER, EscalationPolicy, SeesTo
from services.notices import cards, receipts

QUIET_AFTER = timedelta(hours=24)
TOLD_AGAIN = timedelta(hours=24)  # each time, once the policy is at its end
OURS = (DeadlineKind.NO_WORD, DeadlineKind.QUIET)
PURPOSES = {DeadlineKind.NO_WORD: SeesTo.NO_WORD, DeadlineKind.QUIET: SeesTo.QUIET}


async def accepted(desk: Desk, case: Case) -> None:
    """Nobody else is asked any more; what was promised to the asker stands. Whether anyone is in
    danger is the officer's to find out now: no answer by a button means nothing any more, so that
    by night it wakes nobody above the shift leader, whoever has the case later."""
    if case.urgency is Urgency.UNKNOWN:
        by_night = desk.directory.escalation.is_night(desk.now())
        case.urgency = Urgency.NIGHT if by_night else Urgency.ORDINARY
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


async def set_out(desk: Desk, case: Case) -> None:
    """On the way to the asker: if they hear nothing more for as long as that may take, it is as if
    no word had been given by a promised time. What was promised before, and is due, stands."""
    ahead = [one for one in await lookup.deadlines(desk, case) if one.done_at is None]
    if any(one.kind is DeadlineKind.NO_WORD for one in ahead):
        return
    for one in ahead:
        if one.kind is DeadlineKind.QUIET:
            one.done_at = desk.now()
    arrived = desk.now() + desk.directory.escalation.on_the_way
    deadlines.put(desk, case, DeadlineKind.NO_WORD, arrived)


async def fall_due(desk: Desk, case: Case, deadline: Deadline) -> None:
    """The policy's next step is told, and the one after it waits. At its end whoever has the case
    and those above are told each day: nobody's silence is for good."""
    purpose = PURPOSES[deadline.kind]
    policy = desk.directory.escalation.policy(purpose, case.kind, case.urgency)
    step, round = deadline.step or 0, deadline.round or 0
    is_over = _is_over(policy, step, round)
    if step >= len(policy.steps) and not is_over:
        step, round = 0, round + 1
    set_out = await _set_out_at(desk, case) if deadline.kind is DeadlineKind.NO_WORD else None
    if case.promised_at is None and set_out is not None:
        case.promised_at = deadline.due_at  # The receipt says that we are sorry.
    told = await (_all(desk, case, step) if is_over else _somebody(desk, case, policy, step))
    record.note(desk, case, deadline.kind.value, **told.facts)
    for place in told.places:
        await cards.attend(desk, case, place, deadline.kind.value, set_out)
    step = min(told.step + 1, len(policy.steps))
    wait = policy.steps[step - 1].wait
    if _is_over(policy, step, round):
        wait = max(wait, TOLD_AGAIN)
    deadlines.put(desk, case, deadline.kind, desk.now() + wait, step=step, round=round)
    await _show(desk, case)


def _is_over(policy: EscalationPolicy, step: int, round: int) -> bool:
    return step >= len(policy.steps) and round >= policy.repeat


@dataclass(frozen=True)
class _Told:
    """Who is told at once, for which step of the policy, and which had nobody."""

    step: int
    notify: str
    places: Sequence[Address]
    passed_over: Sequence[str]

    @property
    def facts(self) -> dict[str, Any]:
        to = {"to": duty.label_of(self.notify)} if self.places else {}
        return {**to, **({"passed_over": list(self.passed_over)} if self.passed_over else {})}


async def _somebody(desk: Desk, case: Case, policy: EscalationPolicy, step: int) -> _Told:
    """From this step on the first that has anybody: a step with nobody is no reason to wait. At
    the end the duty room, or else the chief, or whoever has it once more."""
    names = [one.notify for one in policy.steps]
    passed: list[str] = []
    for number, notify in enumerate([*names[step:], *duty.LAST_RESORT, HOLDER], start=step):
        if places := await _places(desk, case, notify):
            return _Told(min(number, len(names) - 1), notify, places, passed)
        if number < len(names):
            passed.append(duty.label_of(notify))
    return _Told(len(names) - 1, HOLDER, (), passed)


async def _all(desk: Desk, case: Case, step: int) -> _Told:
    """Whoever has it, and with them the duty room, or else the chief."""
    holder = await _places(desk, case, HOLDER)
    for notify in duty.LAST_RESORT:
        if places := await _places(desk, case, notify):
            return _Told(step, notify, [*holder, *places], ())
    return _Told(step, HOLDER, holder, ())


async def _set_out_at(desk: Desk, case: Case) -> datetime | None:
    """When its holder set out, if that was so long ago that they count as on the way no more."""
    on_the_way = await lookup.is_on_the_way(desk, case)
    return None if on_the_way else await lookup.set_out_at(desk, case)


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
