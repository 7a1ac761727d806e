"""Whose an account is: an address that goes from one person to another.

What waits for the account goes with the person it was meant for, so that nobody reads another
person's matter because an account changed hands.
"""

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address
from models.alert import Subscription
from models.case import OPEN_STATES, Case
from models.deadline import Deadline, DeadlineKind
from models.exchange import Delivery, Exchange, Purpose
from models.handover import Handover
from models.person import Person
from services.outbox import SAYS

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)  # also when the clock has been put back
OF_MANY = (Purpose.HANDOVER, Purpose.DIGEST)  # messages about several cases


async def give(session: AsyncSession, address: Address, person: Person) -> None:
    """The account is this person's from now on. A resident who was known by it has become
    them: the cases that the resident asked are theirs, and the alerts that they chose. What waited
    for another member of staff is cancelled."""
    if address.person_id is not None and address.person_id != person.id:
        former = await session.get_one(Person, address.person_id)
        if former.badge is None:
            for case in await session.scalars(select(Case).where(Case.asker_id == former.id)):
                case.asker_id = person.id
            await session.execute(
                update(Subscription)
                .where(Subscription.person_id == former.id)
                .values(person_id=person.id)
            )
        else:
            await _cancel(session, address)
    address.person_id = person.id


async def take_away(
    session: AsyncSession, address: Address, person: Person, instead: Address | None = None
) -> Person:
    """The account isn't this person's any more. Who writes from it is a resident, of whom
    nothing is known; what waited for the person goes to their account `instead`, if any."""
    stranger = Person(station_id=person.station_id, name=person.name, language=person.language)
    session.add(stranger)
    address.person_id = stranger.id
    await session.flush()
    if instead is not None:
        await session.execute(
            update(Exchange)
            .where(_waiting(address), Exchange.operation.in_(SAYS))
            .values(address_id=instead.id, target_id=None, thread_id=None)
        )
    await _cancel(session, address)
    return stranger


async def no_longer_staff(session: AsyncSession, person: Person) -> int:
    """Others' cases are no longer for them: what waits to be sent to them is cancelled, what
    concerns the cases that they asked themselves is not. Returns how many cases they held."""
    await session.flush()
    addresses = select(Address.id).where(Address.person_id == person.id)
    others = select(Case.id).where(or_(Case.asker_id.is_(None), Case.asker_id != person.id))
    await session.execute(
        update(Exchange)
        .where(
            Exchange.address_id.in_(addresses),
            Exchange.delivery == Delivery.QUEUED,
            or_(Exchange.case_id.in_(others), Exchange.purpose.in_(OF_MANY)),
        )
        .values(delivery=Delivery.CANCELLED)
    )
    return await _give_up(session, person)


async def _give_up(session: AsyncSession, person: Person) -> int:
    """By the clock, at once: what they held is handed over, what waits for them alone moves on."""
    addresses = select(Address.id).where(Address.person_id == person.id)
    carded = select(Exchange.case_id).where(
        Exchange.address_id.in_(addresses), Exchange.purpose == Purpose.CARD
    )
    known = or_(Case.id.in_(carded), Case.id.in_(await _in_digests(session, person)))
    found = await session.scalars(
        select(Case).where(
            Case.station_id == person.station_id,
            Case.state.in_(OPEN_STATES),
            or_(Case.holder_id == person.id, and_(Case.holder_id.is_(None), known)),
        )
    )
    cases = list(found)
    session.add_all(
        Deadline(
            station_id=case.station_id,
            case_id=case.id,
            kind=DeadlineKind.GIVEN_UP,
            due_at=AT_ONCE,
        )
        for case in cases
        if case.holder_id is None
    )
    held = [case for case in cases if case.holder_id == person.id]
    if held:
        session.add(
            Handover(station_id=person.station_id, person_id=person.id, due_at=AT_ONCE, left=True)
        )
    return len(held)


async def _in_digests(session: AsyncSession, person: Person) -> set[int]:
    """The cases of which they read in a list, or were to: they have no cards of those."""
    digests = select(Exchange.values).where(
        Exchange.person_id == person.id, Exchange.purpose == Purpose.DIGEST
    )
    found = await session.scalars(digests)
    return {case_id for values in found for case_id in (values or {}).get("ids", ())}


async def _cancel(session: AsyncSession, address: Address) -> None:
    await session.execute(
        update(Exchange).where(_waiting(address)).values(delivery=Delivery.CANCELLED)
    )


def _waiting(address: Address) -> ColumnElement[bool]:
    return and_(Exchange.address_id == address.id, Exchange.delivery == Delivery.QUEUED)
