"""How fast a case has to climb; and by night, whether anyone is in danger right now."""

from datetime import timedelta

from models.case import Case, CaseKind, Urgency
from services import danger, discretion, lookup
from services.desk import Desk
from services.notices import receipts

ANSWER_WITHIN = timedelta(minutes=2)


def settle(desk: Desk, case: Case) -> None:
    """When the policy starts. What is urgent stays so, and what was asked by day isn't slowed down
    when the night begins."""
    if case.urgency is Urgency.URGENT:
        return
    if case.kind is CaseKind.ALARM or danger.found_in(case.words, desk.station.emergency).numbers:
        case.urgency = Urgency.URGENT
    elif not desk.directory.escalation.is_night(desk.now()):
        case.urgency = Urgency.ORDINARY
    elif case.urgency is None:
        case.urgency = Urgency.UNKNOWN if _is_question_due(case) else Urgency.NIGHT


def _is_question_due(case: Case) -> bool:
    """Whom an officer has just spoken with needn't be asked by us."""
    by_officer = case.entered_by_id is not None and case.asker_id is None
    return case.kind is CaseKind.HELP and not by_officer


async def ask_if_unknown(desk: Desk, case: Case) -> None:
    """Is anyone in danger? Of a delicate case it is asked in private; who can't be asked hasn't
    answered."""
    if case.urgency is not Urgency.UNKNOWN or case.asker_id is None:
        return
    to = await discretion.heard_at(desk, case)
    if to is None or not to.reachable:
        return
    if discretion.is_delicate(case) and not to.is_private:
        return
    receipts.ask_danger(desk, case, to, await lookup.language_of_asker(desk, case))
