"""What is on record of several cases, fetched ahead: a query for each kind of row, however many
cases there are. Look-ups then find it on the shelf."""

from collections.abc import Collection

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address
from models.case import OPEN_STATES, Case, CaseEvent
from models.deadline import Deadline
from models.exchange import Direction, Exchange, Operation
from models.handover import Handover
from models.person import Person
from services.desk import Desk
from services.shelf import JOURNEY, PAPERS, Shelf


async def fetch_due(desk: Desk, due: Collection[Deadline]) -> None:
    """All that the cases of these deadlines may need: they, their papers and deadlines, what was
    said in them, by whom, and what came back."""
    if not due:
        return
    await fetch(desk, {one.case_id for one in due})
    if lost := {one.exchange_id for one in due if one.exchange_id is not None}:
        for row in await desk.session.scalars(select(Exchange).where(Exchange.id.in_(lost))):
            desk.shelf.exchanges[row.id] = row


async def fetch(desk: Desk, case_ids: Collection[int]) -> None:
    """Of these cases: they, their papers and deadlines, what was said in them, and by whom."""
    for case in await desk.session.scalars(
        select(Case).where(Case.station_id == desk.station.id, Case.id.in_(case_ids))
    ):
        desk.shelf.cases[case.id] = case
    await fetch_papers(desk.session, desk.shelf)
    await _fetch_words(desk)
    await _fetch_people(desk)


async def fetch_handovers(desk: Desk, rows: Collection[Handover]) -> None:
    """The same of the cases that stand in these lists or that these officers hold; the lists that
    they have been asked to choose from; and whether they are on their way."""
    if not rows:
        return
    people = {row.person_id for row in rows}
    listed = {int(id_) for row in rows for id_ in row.choices or ()}
    held = and_(Case.holder_id.in_(people), Case.state.in_(OPEN_STATES))
    desk.shelf.held = {person_id: [] for person_id in people}
    for case in await desk.session.scalars(
        select(Case)
        .where(Case.station_id == desk.station.id, or_(Case.id.in_(listed), held))
        .order_by(Case.opened_at, Case.id)
    ):
        desk.shelf.cases[case.id] = case
        if case.is_open and case.holder_id in people:
            desk.shelf.held[case.holder_id].append(case)
    await fetch_papers(desk.session, desk.shelf)
    await _fetch_words(desk)
    await _fetch_people(desk)
    await _fetch_journeys(desk)
    await _fetch_lists(desk, rows, people)


async def fetch_papers(session: AsyncSession, shelf: Shelf) -> None:
    """The cards, receipts and deadlines of the cases on the shelf."""
    for case_id in shelf.cases:
        shelf.papers[case_id], shelf.deadlines[case_id] = [], []
    for paper in await session.scalars(
        select(Exchange)
        .where(
            Exchange.case_id.in_(shelf.cases),
            Exchange.purpose.in_(PAPERS),
            Exchange.operation == Operation.SEND,
        )
        .order_by(Exchange.id)
    ):
        shelf.put_exchange(paper)
    for deadline in await session.scalars(
        select(Deadline).where(Deadline.case_id.in_(shelf.cases), Deadline.done_at.is_(None))
    ):
        shelf.deadlines[deadline.case_id].append(deadline)


async def _fetch_words(desk: Desk) -> None:
    said = desk.shelf.said
    said.update({case_id: [] for case_id in desk.shelf.cases})
    for heard in await desk.session.scalars(
        select(Exchange)
        .where(Exchange.case_id.in_(said), Exchange.direction == Direction.IN)
        .order_by(Exchange.id)
    ):
        said[heard.case_id or 0].append(heard)


async def _fetch_journeys(desk: Desk) -> None:
    journeys = desk.shelf.journeys = dict.fromkeys(desk.shelf.cases)
    newest = (
        select(func.max(CaseEvent.id))
        .where(CaseEvent.case_id.in_(journeys), CaseEvent.what.in_(JOURNEY))
        .group_by(CaseEvent.case_id)
    )
    for event in await desk.session.scalars(select(CaseEvent).where(CaseEvent.id.in_(newest))):
        journeys[event.case_id] = event


async def _fetch_lists(desk: Desk, rows: Collection[Handover], people: Collection[int]) -> None:
    for row in await desk.session.scalars(
        select(Handover).where(
            Handover.person_id.in_(people),
            Handover.done_at.is_(None),
            Handover.choices.is_not(None),
        )
    ):
        desk.shelf.handovers[row.id] = row
    desk.shelf.handovers.update({row.id: row for row in rows})
    if shown := {row.list_id for row in rows if row.list_id is not None}:
        for sent in await desk.session.scalars(select(Exchange).where(Exchange.id.in_(shown))):
            desk.shelf.exchanges[sent.id] = sent


async def _fetch_people(desk: Desk) -> None:
    """Who asked, entered or spoke, and isn't of the staff, and where they are written to."""
    heard = (one.person_id for said in desk.shelf.said.values() for one in said)
    cases = desk.shelf.cases.values()
    askers = (id_ for one in cases for id_ in (one.asker_id, one.entered_by_id))
    wanted = {*heard, *askers} - {None, *desk.directory.staff}
    if not wanted:
        return
    for person, address in await desk.session.execute(
        select(Person, Address)
        .outerjoin(Address, (Address.person_id == Person.id) & Address.moved_to_id.is_(None))
        .where(Person.station_id == desk.station.id, Person.id.in_(wanted))
    ):
        desk.shelf.people[person.id] = person
        if address is not None:
            desk.shelf.put_address(address)
