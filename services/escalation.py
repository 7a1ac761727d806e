"""What the clock does with a deadline that has come."""

from models.address import Address
from models.case import Case
from models.deadline import Deadline, DeadlineKind
from models.exchange import Exchange, Purpose
from services import aloud, attending, calling, chain, in_danger, lookup, record, taking_back
from services.desk import Desk


async def fall_due(desk: Desk, deadline: Deadline) -> None:
    """Done once: the row is marked in the transaction that acts on it."""
    deadline.done_at = desk.now()
    case = await lookup.case_by_id(desk, deadline.case_id)
    if case is None:
        return
    if deadline.kind is DeadlineKind.GIVEN_UP:
        await _given_up(desk, case)
        return
    if deadline.kind in attending.OURS:
        if case.is_open and case.holder_id is not None:
            await attending.fall_due(desk, case, deadline)
        return
    if deadline.kind is not DeadlineKind.UNREACHABLE:
        if case.is_open and case.holder_id is None:
            await _not_taken(desk, case, deadline)
        return
    lost = await lookup.exchange_by_id(desk, deadline.exchange_id or 0)
    if lost is not None:
        await _came_back(desk, case, lost)


async def _not_taken(desk: Desk, case: Case, deadline: Deadline) -> None:
    match deadline.kind:
        case DeadlineKind.ANSWERED:
            await aloud.remind(desk, case)
        case DeadlineKind.SILENT:
            await in_danger.silent(desk, case, deadline.round or 0)
        case DeadlineKind.MORNING:
            await chain.ask_first(desk, case, again=True)
        case _:
            await chain.nobody_accepted(desk, case, deadline.round or 0)


async def _given_up(desk: Desk, case: Case) -> None:
    """Whoever was asked has left: somebody else of the step has it, or the next are asked."""
    if case.is_open and case.holder_id is None and not case.is_answered:
        await chain.cannot_be_reached(desk, case)


async def _came_back(desk: Desk, case: Case, lost: Exchange) -> None:
    """A message of the case couldn't be delivered: whom was it for?"""
    if lost.purpose is Purpose.SAID:
        await taking_back.refused(desk, case, lost)
        return
    to = await lookup.address_by_id(desk, lost.address_id)
    is_holders = to.person_id is not None and to.person_id == case.holder_id
    if lost.purpose in (Purpose.CARD, Purpose.DIGEST) and case.holder_id is None:
        if case.is_open and not case.is_answered:
            await chain.cannot_be_reached(desk, case)
    elif is_holders:
        if case.is_open:
            await chain.holder_lost(desk, case)
    elif lost.purpose not in (Purpose.CARD, Purpose.DIGEST) and _is_askers(case, to):
        record.note(desk, case, "undelivered", exchange=lost.id)
        await calling.must_call(desk, case)


def _is_askers(case: Case, to: Address) -> bool:
    """Whether what is sent there is for the asker."""
    if to.is_private:
        return to.person_id == case.asker_id
    return to.group_id is not None and to.group_id == case.group_id
