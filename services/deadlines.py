"""What falls due when: rows that survive a restart and are swept by the clock."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from models.case import Case
from models.deadline import Deadline, DeadlineKind
from services import lookup
from services.desk import Desk

BATCH = 100  # deadlines in one sweep
POSTPONED = timedelta(minutes=1)


def put(
    desk: Desk, case: Case, kind: DeadlineKind, at: datetime, *, step: int = 0, round: int = 0
) -> None:
    """At that time the clock does what is due, unless the deadline was met before."""
    one = Deadline(station_id=desk.station.id, case_id=case.id, kind=kind, due_at=at)
    one.step, one.round = step, round
    desk.add(one)


def answered(desk: Desk, case: Case, minutes: int) -> None:
    """It was answered aloud: nobody is promised any more, and within so many minutes somebody
    has it, or whoever answered is reminded."""
    put(desk, case, DeadlineKind.ANSWERED, desk.now() + timedelta(minutes=minutes))


async def clear(desk: Desk, case: Case) -> None:
    """The case's deadlines are met: nothing falls due any more."""
    case.promised_at = None
    for deadline in await lookup.deadlines(desk, case):
        deadline.done_at = deadline.done_at or desk.now()


async def due(desk: Desk, limit: int) -> Sequence[Deadline]:
    """What is due by now and not done, oldest first, held until the transaction ends. One that
    somebody else is just meeting is left alone: the case has moved on by the next sweep."""
    found = await desk.session.scalars(
        select(Deadline)
        .where(
            Deadline.station_id == desk.station.id,
            Deadline.done_at.is_(None),
            Deadline.due_at <= desk.now(),
            or_(Deadline.retry_at.is_(None), Deadline.retry_at <= desk.now()),
        )
        .order_by(Deadline.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return found.all()


def undelivered(desk: Desk, case_id: int, exchange_id: int) -> None:
    """A message of the case came back: the clock looks after it at once."""
    desk.add(
        Deadline(
            station_id=desk.station.id,
            case_id=case_id,
            kind=DeadlineKind.UNREACHABLE,
            exchange_id=exchange_id,
            due_at=desk.now(),
        )
    )


def postpone(desk: Desk, deadline: Deadline) -> None:
    """One that couldn't be done is tried again a little later; it stays overdue."""
    deadline.retry_at = desk.now() + POSTPONED
