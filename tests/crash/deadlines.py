"""Each case that waits has a time by which somebody has to take it."""

from sqlalchemy import Connection, select

from models.case import Case, CaseState
from models.deadline import Deadline, DeadlineKind


def missing(connection: Connection) -> list[str]:
    """Cases that nobody would look after again, and those that were promised another time."""
    ahead: dict[int, list[object]] = {}
    rows = select(Deadline.case_id, Deadline.due_at).where(
        Deadline.kind != DeadlineKind.UNREACHABLE, Deadline.done_at.is_(None)
    )
    for row in connection.execute(rows):
        ahead.setdefault(row.case_id, []).append(row.due_at)
    faults = []
    for case in connection.execute(select(Case.id, Case.number, Case.state, Case.promised_at)):
        due = ahead.get(case.id, [])
        waits = case.state == CaseState.WAITING
        promised = [case.promised_at] if case.promised_at else due[:1]
        if waits and (not due or due != promised):
            faults.append(f"{case.number} waits: promised {case.promised_at}, due {due}")
        elif not waits and due:
            faults.append(f"{case.number} is {case.state}, and yet due {due}")
    return faults
