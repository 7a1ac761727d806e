"""Each open case has one deadline ahead: for who is to take it, or for who has it."""

from sqlalchemy import Connection, select

from models.case import OPEN_STATES, Case, CaseState
from models.deadline import Deadline, DeadlineKind

HELD = {DeadlineKind.NO_WORD, DeadlineKind.QUIET}


def missing(connection: Connection) -> list[str]:
    """Cases that nobody would look after again, and those with a deadline that isn't theirs."""
    ahead: dict[int, list[DeadlineKind]] = {}
    rows = select(Deadline.case_id, Deadline.kind).where(
        Deadline.kind != DeadlineKind.UNREACHABLE, Deadline.done_at.is_(None)
    )
    for row in connection.execute(rows):
        ahead.setdefault(row.case_id, []).append(row.kind)
    faults = []
    for case in connection.execute(select(Case.id, Case.number, Case.state)):
        due = ahead.get(case.id, [])
        is_held = case.state == CaseState.ACCEPTED
        fitting = [kind for kind in due if (kind in HELD) is is_held]
        if len(due) != (case.state in OPEN_STATES) or fitting != due:
            faults.append(f"{case.number} is {case.state}, and due {due}")
    return faults
