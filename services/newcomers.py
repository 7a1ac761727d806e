"""Whoever comes on duty while cases wait at their step is asked at once, and not only when these
climb: a shift begins, somebody takes one over, or is back.

Whom a case has reached is seen by its cards, reminders and digests, so each is told of it once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from models.case import Case, CaseEvent, CaseState
from models.exchange import ARRIVING, Exchange, Operation, Purpose
from models.person import Person
from services import chain, digests, dossiers, duty
from services.desk import Desk
from services.handing_over import Handed
from services.notices.digests import cases_of
from services.policy import DUTY_ROOM

BATCH = 50
PUT_RIGHT = timedelta(days=1)  # by so much a clock may have been
# Answered aloud, nothing is promised: nobody is asked.
WAITING = (Case.state == CaseState.WAITING, Case.promised_at.is_not(None))
ANEW = ("passed_on", "handed_over", "holder_lost", "asked_again")
ARRIVES = (Exchange.operation == Operation.SEND, Exchange.delivery.in_(ARRIVING))
ASKS = or_(
    Exchange.purpose == Purpose.CARD, Exchange.template.in_(("asked_again", "still_waiting"))
)
People = Sequence[Person]


@dataclass(frozen=True)
class Waiting:
    """A case at this step, and who is asked to take it from now on; nobody yet, where nobody was
    there before: for such a case the policy starts."""

    case_id: int
    rung: str | None
    people: People = ()


async def find(desk: Desk) -> list[Waiting]:
    """The cases of which somebody at their step doesn't know, or that could be asked of nobody and
    now can be. Those of the same people follow each other, so that few digests hold them."""
    asked = await _asked_now(desk)
    known = await _known(desk, asked)
    found = []
    for one in asked:
        fresh = [person for person in one.people if (one.case_id, person.id) not in known]
        if fresh or not one.people:
            found.append(replace(one, people=fresh))
    return sorted(found, key=lambda one: [person.id for person in one.people])


async def _asked_now(desk: Desk) -> list[Waiting]:
    """The oldest first."""
    rows = (
        select(Case.id, Case.grid_id, Case.rung)
        .where(Case.station_id == desk.station.id, *WAITING)
        .order_by(Case.opened_at, Case.id)
    )
    steps: dict[tuple[int | None, str | None], People | None] = {}
    asked = []
    for id_, grid_id, rung in await desk.session.execute(rows):
        if (grid_id, rung) not in steps:
            steps[grid_id, rung] = _at(desk, grid_id, rung)
        if (people := steps[grid_id, rung]) is not None:
            asked.append(Waiting(id_, rung, people))
    return asked


def _at(desk: Desk, grid_id: int | None, step: str | None) -> People | None:
    """Who is at this step now. Nobody joins a colleague who was asked by name, or the duty room."""
    if step is None:
        someone = duty.chain(desk.directory, grid_id, desk.now())
        return () if someone or duty.last_resort(desk, grid_id) else None
    if "/" in step or step == DUTY_ROOM:
        return None
    return duty.of_step(desk.directory, step, grid_id, desk.now()) or None


async def _known(desk: Desk, asked: Iterable[Waiting]) -> set[tuple[int, int]]:
    """Which case has reached whom since it was last set free, or asked all over again; and who
    passed it on."""
    people = {person.id for one in asked for person in one.people}
    chats = {id_: desk.directory.address_of_person.get(id_) for id_ in people}
    places = {chat.id: id_ for id_, chat in chats.items() if chat is not None}
    if not places:
        return set()
    began = {event.case_id: event for event in await _beginnings(desk)}
    passed_on = (event for event in began.values() if event.what == "passed_on")
    known = {(event.case_id, event.actor_id or 0) for event in passed_on}
    now = desk.now()
    for case_id, address_id, at in await _told(desk, places):
        event = began.get(case_id)
        # One that is still to come: the clock was put back since, and all counts.
        if event is None or event.at <= at or event.at > now:
            known.add((case_id, places[address_id]))
    return known


async def _beginnings(desk: Desk) -> Iterable[CaseEvent]:
    """With which cases came to wait once more, the newest last."""
    return await desk.session.scalars(
        select(CaseEvent)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(Case.station_id == desk.station.id, *WAITING, CaseEvent.what.in_(ANEW))
        .order_by(CaseEvent.at)
    )


async def _told(desk: Desk, places: Collection[int]) -> list[tuple[int, int, datetime]]:
    """Which cases were told in which of these chats, and when."""
    waiting = (Case.station_id == desk.station.id, *WAITING)
    oldest = await desk.session.scalar(select(func.min(Case.opened_at)).where(*waiting))
    papers = (
        select(Exchange.case_id, Exchange.address_id, Exchange.at)
        .join(Case, Case.id == Exchange.case_id)
        .where(*waiting, Exchange.address_id.in_(places), ASKS, *ARRIVES)
    )
    told = [(id_ or 0, place, at) for id_, place, at in await desk.session.execute(papers)]
    lists = select(Exchange).where(
        Exchange.address_id.in_(places),
        Exchange.purpose == Purpose.DIGEST,
        Exchange.at >= (oldest or desk.now()) - PUT_RIGHT,
        *ARRIVES,
    )
    for one in await desk.session.scalars(lists):
        told += [(id_, one.address_id, one.at) for id_ in cases_of(one)]
    return told


async def ask(desk: Desk, found: Collection[Waiting]) -> None:
    """Who comes on to one case gets its card; who comes on to several reads of them in a digest."""
    await dossiers.fetch(desk, [one.case_id for one in found])
    asked: dict[int, list[Handed]] = defaultdict(list)
    joined: list[tuple[Case, People]] = []
    for one in found:
        case = desk.shelf.cases.get(one.case_id)
        if case is None or not _still_waits(case, one):
            continue
        people = await _asked(desk, case, one.people)
        if one.people and people:
            joined.append((case, people))
        for person in people:
            asked[person.id].append(Handed(case, None, (person,)))
    for theirs in asked.values():
        if len(theirs) == 1:
            await chain.give_card(desk, theirs[0].case, theirs[0].people[0])
        else:
            await digests.send(desk, theirs)
    # After that: where an old card never arrived, its edit would be a second new one.
    for case, people in joined:
        await chain.joined_by(desk, case, people)


def _still_waits(case: Case, one: Waiting) -> bool:
    """Somebody may have taken it since it was found, or it has climbed."""
    is_promised = case.promised_at is not None
    return case.state is CaseState.WAITING and is_promised and case.rung == one.rung


async def _asked(desk: Desk, case: Case, people: People) -> People:
    """Those who still are at its step."""
    if not people:
        rung = await chain.somebody_came(desk, case)
        return rung.people if rung is not None else ()
    there = {person.id for person in _at(desk, case.grid_id, case.rung) or ()}
    return [person for person in people if person.id in there]
