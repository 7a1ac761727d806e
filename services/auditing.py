"""The auditor looks at the rows: no open case may be left alone, and no deadline or end of a shift
undone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.case import OPEN_STATES, Case
from models.deadline import Deadline
from models.handover import Handover
from models.person import Person
from models.station import Station
from services import aloud, attending, chain, deadlines, lookup, record
from services.desk import Desk
from services.notices import station as notices

OVERDUE = timedelta(minutes=1)


async def left_alone(
    session: AsyncSession, station: Station, now: datetime, *which: ColumnElement[bool]
) -> dict[int, str]:
    """Open cases that nobody holds and no deadline moves on, and those with a deadline that should
    have been done over a minute ago: their numbers, by id."""
    ahead = select(Deadline.case_id).where(
        Deadline.station_id == station.id, Deadline.done_at.is_(None)
    )
    nobodys = select(Case.id, Case.number).where(
        Case.station_id == station.id,
        Case.state.in_(OPEN_STATES),
        Case.holder_id.is_(None),
        Case.id.not_in(ahead),  # One set, whatever the database thinks it knows of the tables.
        *which,
    )
    overdue = (
        select(Case.id, Case.number)
        .join(Deadline, Deadline.case_id == Case.id)
        .where(
            Deadline.station_id == station.id,
            Deadline.done_at.is_(None),
            Deadline.due_at < now - OVERDUE,
            *which,
        )
    )
    found = await session.execute(nobodys.union(overdue))
    return {id_: number for id_, number in found}


async def handovers_overdue(
    session: AsyncSession, station: Station, now: datetime
) -> dict[int, str]:
    """Ends of shifts that should have been seen to over a minute ago: whose they are, by id."""
    undone = (
        select(Handover.id, Person.name)
        .join(Person, Person.id == Handover.person_id)
        .where(
            Handover.station_id == station.id,
            Handover.done_at.is_(None),
            Handover.due_at < now - OVERDUE,
        )
        .order_by(Handover.id)
    )
    found = await session.execute(undone)
    return {id_: name for id_, name in found}


async def repair(desk: Desk, case_id: int) -> bool:
    """The case's policy starts anew, unless somebody has seen to it meanwhile."""
    still = await left_alone(desk.session, desk.station, desk.now(), Case.id == case_id)
    case = await lookup.case_by_id(desk, case_id)
    if case is None or case_id not in still:
        return False
    was_answered = case.is_answered
    await deadlines.clear(desk, case)
    if case.is_open:
        record.note(desk, case, "repaired")
        if case.holder_id is not None:
            await attending.accepted(desk, case)
        elif was_answered:
            await aloud.remind(desk, case)
        else:
            await chain.ask_first(desk, case, again=True)
    return True


def tell(
    desk: Desk, asked_again: Sequence[str], stuck: Sequence[str], officers: Sequence[str] = ()
) -> None:
    """The duty room, or who answers for the station, in one message; the log has said it anyway.
    Stuck are those that couldn't be repaired; the shifts of these officers have ended, and what
    they had couldn't be handed over."""
    notices.left_alone(desk, asked_again, stuck, list(dict.fromkeys(officers)))
