"""What is on record of several cases, fetched ahead: a query for each kind of row, however many
cases there are. Look-ups then find it on the shelf."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address
from models.case import Case
from models.deadline import Deadline
from models.exchange import Direction, Exchange, Operation
from models.person import Person
from services.desk import Desk
from services.shelf import PAPERS, Shelf


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
