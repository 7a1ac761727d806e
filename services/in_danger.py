"""The asker says whether anyone is in danger, or says nothing: that is as good as yes."""

from models.case import Case, Urgency
from services import cases, chain, deadlines, record
from services.desk import Desk
from services.errors import CaseClosed
from services.notices import cards, receipts


async def yes(desk: Desk, case: Case) -> None:
    _must_be_theirs(desk, case)
    if case.urgency is not Urgency.URGENT:
        await _urgent(desk, case)
    receipts.danger_told(desk, case, danger=True)


async def no(desk: Desk, case: Case) -> None:
    """It goes no further than the shift leader, and is looked after by the morning."""
    _must_be_theirs(desk, case)
    by_night = desk.directory.escalation.is_night(desk.now())
    urgency = Urgency.NIGHT if by_night else Urgency.ORDINARY
    if case.urgency is not urgency:
        record.note(desk, case, "no_danger")
        case.urgency = urgency
        if _waits(case):
            await deadlines.clear(desk, case)
            await chain.go_on_from_here(desk, case)
        await cards.refresh(desk, case)
        await receipts.status(desk, case)
    receipts.danger_told(desk, case, danger=False)


async def silent(desk: Desk, case: Case, round: int) -> None:
    """Nobody has answered, and nobody has taken it."""
    record.note(desk, case, "danger_unanswered")
    case.urgency = Urgency.URGENT
    await chain.nobody_accepted(desk, case, round)


async def _urgent(desk: Desk, case: Case) -> None:
    """Whoever has the case, or is asked, reads it at once, and has little time to accept."""
    record.note(desk, case, "danger")
    was_promised_for_morning = case.urgency is Urgency.NIGHT
    case.urgency = Urgency.URGENT
    await cards.to_officers(desk, case, "danger_now")
    if _waits(case):
        if was_promised_for_morning:
            await deadlines.clear(desk, case)
        await chain.go_on_from_here(desk, case)
    await cards.refresh(desk, case)
    await receipts.status(desk, case)


def _waits(case: Case) -> bool:
    return case.holder_id is None and not case.is_answered


def _must_be_theirs(desk: Desk, case: Case) -> None:
    cases.must_be_asker(desk, case)
    if not case.is_open:
        raise CaseClosed(number=case.number)
