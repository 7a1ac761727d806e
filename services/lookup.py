"""Finding things: on the shelf first, with a query only for what wasn't fetched ahead."""

from datetime import datetime

from sqlalchemy import select

from models.address import Address
from models.case import OPEN_STATES, Case, CaseEvent
from models.deadline import Deadline
from models.exchange import Direction, Exchange, Operation, Purpose
from models.person import Person
from services.desk import Desk
from services.roles import handles_cases
from services.shelf import JOURNEY, PAPERS


async def case_by_id(desk: Desk, case_id: int) -> Case | None:
    """A case of this station."""
    case = desk.shelf.cases.get(case_id)
    if case is None:
        case = await desk.session.get(Case, case_id)
        if case is None or case.station_id != desk.station.id:
            return None
        desk.shelf.cases[case_id] = case
    return case


async def case_by_number(desk: Desk, number: str) -> Case | None:
    """By the number that people read out; small letters will do."""
    return await desk.session.scalar(
        select(Case).where(Case.station_id == desk.station.id, Case.number == number.upper())
    )


async def open_cases(desk: Desk, person: Person) -> list[Case]:
    """The open cases that this person asked, oldest first."""
    known = desk.shelf.open_cases.get(person.id)
    if known is None:
        found = await desk.session.scalars(
            select(Case)
            .where(Case.asker_id == person.id, Case.state.in_(OPEN_STATES))
            .order_by(Case.id)
        )
        known = desk.shelf.open_cases[person.id] = list(found)
    return [case for case in known if case.is_open]


async def cases_asked_by(desk: Desk, person: Person, limit: int) -> list[Case]:
    """This person's cases, open or not, newest first."""
    found = await desk.session.scalars(
        select(Case).where(Case.asker_id == person.id).order_by(Case.id.desc()).limit(limit)
    )
    return list(found)


async def papers(desk: Desk, case: Case) -> list[Exchange]:
    """The case's cards and receipts as first sent, oldest first."""
    known = desk.shelf.papers.get(case.id)
    if known is None:
        found = await desk.session.scalars(
            select(Exchange)
            .where(
                Exchange.case_id == case.id,
                Exchange.purpose.in_(PAPERS),
                Exchange.operation == Operation.SEND,
            )
            .order_by(Exchange.id)
        )
        known = desk.shelf.papers[case.id] = list(found)
    return known


async def cards(desk: Desk, case: Case) -> list[Exchange]:
    """The newest card of the case in each chat that got one; not of whoever has left the staff or
    their role, or whose phone is lost: the chat may be another's by now, and sees nothing more of
    it."""
    newest = {
        paper.address_id: paper
        for paper in await papers(desk, case)
        if paper.purpose is Purpose.CARD and _is_at_work(desk, paper.address_id)
    }
    return list(newest.values())


def _is_at_work(desk: Desk, address_id: int) -> bool:
    address = desk.directory.address_by_id.get(address_id)
    if address is None or address_id in desk.directory.suspended:
        return False
    person = desk.directory.staff.get(address.person_id or 0)
    if person is not None:
        return handles_cases(desk.directory, person)
    return address.group_id in desk.directory.groups


async def card_in(desk: Desk, case: Case, address: Address) -> Exchange | None:
    return next((c for c in await cards(desk, case) if c.address_id == address.id), None)


async def receipt(desk: Desk, case: Case) -> Exchange | None:
    """The message that shows the asker how their case stands: the newest one. Of a private case
    that is never one in the group."""
    receipts = [p for p in await papers(desk, case) if p.purpose is Purpose.RECEIPT]
    if case.is_private:
        receipts = [one for one in receipts if not _in_group(desk, one)]
    return receipts[-1] if receipts else None


async def shown_in_group(desk: Desk, case: Case) -> list[Exchange]:
    """Where a group reads the number and the state of a private case."""
    shown = (Purpose.NUMBER, Purpose.RECEIPT)
    found = [paper for paper in await papers(desk, case) if paper.purpose in shown]
    return [one for one in found if _in_group(desk, one)]


def _in_group(desk: Desk, sent: Exchange) -> bool:
    """The directory knows all groups' addresses, also those that they left behind."""
    address = desk.directory.address_by_id.get(sent.address_id)
    return address is not None and address.group_id is not None


async def group_card(desk: Desk, group: Address) -> Exchange | None:
    """The newest card of the group itself."""
    return await desk.session.scalar(
        select(Exchange)
        .where(Exchange.address_id == group.id, Exchange.purpose == Purpose.GROUP_CARD)
        .order_by(Exchange.id.desc())
        .limit(1)
    )


async def deadlines(desk: Desk, case: Case) -> list[Deadline]:
    """What still falls due for the case."""
    known = desk.shelf.deadlines.get(case.id)
    if known is None:
        found = await desk.session.scalars(
            select(Deadline).where(Deadline.case_id == case.id, Deadline.done_at.is_(None))
        )
        known = desk.shelf.deadlines[case.id] = list(found)
    return known


async def address_of(desk: Desk, person_id: int) -> Address | None:
    """The private chat with a person: staff from the directory, residents from the shelf."""
    known = desk.directory.address_of_person.get(person_id)
    known = known or desk.shelf.address_by_person.get(person_id)
    if known is None:
        known = await desk.session.scalar(
            select(Address).where(Address.person_id == person_id, Address.moved_to_id.is_(None))
        )
        if known is not None:
            desk.shelf.address_by_person[person_id] = known
    return known


async def address_by_id(desk: Desk, address_id: int) -> Address:
    known = desk.directory.address_by_id.get(address_id) or desk.shelf.address_by_id.get(address_id)
    if known is None:
        known = await desk.session.get_one(Address, address_id)
    return known


async def address_by_external(desk: Desk, external_id: int) -> Address | None:
    """By Telegram's chat id."""
    return await desk.session.scalar(
        select(Address).where(
            Address.station_id == desk.station.id,
            Address.channel == "telegram",
            Address.external_id == external_id,
        )
    )


async def person_by_id(desk: Desk, person_id: int) -> Person:
    known = desk.directory.staff.get(person_id) or desk.shelf.people.get(person_id)
    if known is None:
        known = await desk.session.get_one(Person, person_id)
    return known


async def asker(desk: Desk, case: Case) -> Person:
    """Whoever asked it, of a case that isn't anonymous."""
    if case.asker_id is None:
        raise LookupError("Nobody asked this case.")
    return await person_by_id(desk, case.asker_id)


async def language_of_asker(desk: Desk, case: Case) -> str:
    return desk.station.language if case.asker_id is None else (await asker(desk, case)).language


async def asked_at(desk: Desk, case: Case) -> Address | None:
    """Where answers go: the group as it is now, or the asker's private chat."""
    if case.is_private:
        return await address_of(desk, case.asker_id) if case.asker_id else None
    # A group that the station file no longer names is in the record, and not in the directory.
    if case.group_id not in desk.directory.groups:
        return None
    return desk.directory.address_of_group.get(case.group_id)


async def said_in(desk: Desk, case: Case) -> list[Exchange]:
    """All that was said to us in the case, oldest first."""
    if (known := desk.shelf.said.get(case.id)) is not None:
        return known
    await desk.session.flush()
    found = await desk.session.scalars(
        select(Exchange)
        .where(Exchange.case_id == case.id, Exchange.direction == Direction.IN)
        .order_by(Exchange.id)
    )
    return list(found)


async def passed_on_by(desk: Desk, case: Case) -> int | None:
    """The person, other than the actor, who passed the case on last."""
    return await desk.session.scalar(
        select(CaseEvent.actor_id)
        .where(CaseEvent.case_id == case.id, CaseEvent.what == "passed_on")
        .where(CaseEvent.actor_id != desk.me.id)
        .order_by(CaseEvent.id.desc())
        .limit(1)
    )


async def once_held(desk: Desk, case: Case, person: Person) -> bool:
    """Whether this person has accepted the case at some time."""
    found = await desk.session.scalar(
        select(CaseEvent.id)
        .where(CaseEvent.case_id == case.id, CaseEvent.what == "accepted")
        .where(CaseEvent.actor_id == person.id)
        .limit(1)
    )
    return found is not None


async def set_out_at(desk: Desk, case: Case) -> datetime | None:
    """When whoever holds the case now said that they are coming, if that was the last of it."""
    if case.id in desk.shelf.journeys:
        last = desk.shelf.journeys[case.id]
    else:
        last = await desk.session.scalar(
            select(CaseEvent)
            .where(CaseEvent.case_id == case.id, CaseEvent.what.in_(JOURNEY))
            .order_by(CaseEvent.id.desc())
            .limit(1)
        )
    return last.at if last is not None and last.what == "on_my_way" else None


async def is_on_the_way(desk: Desk, case: Case) -> bool:
    """Whether whoever holds the case now has told the asker that they are coming, and not too long
    ago: nobody is on the way for days."""
    at = await set_out_at(desk, case)
    return at is not None and desk.now() < at + desk.directory.escalation.on_the_way


async def speaker(desk: Desk, heard: Exchange) -> str:
    """Who said it: a person, or the group in whose name it was said."""
    if heard.person_id is not None:
        return (await person_by_id(desk, heard.person_id)).name
    address = await address_by_id(desk, heard.address_id)
    group = desk.directory.groups.get(address.group_id or 0)
    return group.title if group else "?"


async def exchange_by_id(desk: Desk, exchange_id: int) -> Exchange | None:
    known = desk.shelf.exchanges.get(exchange_id)
    if known is None:
        known = await desk.session.get(Exchange, exchange_id)
        if known is not None:
            desk.shelf.exchanges[exchange_id] = known
    return known
