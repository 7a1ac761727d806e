"""Whoever comes on duty while cases wait at their step is asked at once, and not only when these
climb: a shift begins, somebody takes one over, or is back.

Whom a case has reached is seen by its cards and digests, so each is told of it once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from models.case import Case, CaseState
from models.exchange import Exchange, Operation, Purpose
from models.person import Person
from services import chain, digests, dossiers, duty
from services.desk import Desk
from services.handing_over import Handed
from services.notices.digests import cases_of
from services.policy import DUTY_ROOM

BATCH = 50
SENT = Exchange.operation == Operation.SEND
People = Sequence[Person]


@dataclass(frozen=True)
class Waiting:
    """A case, and who is asked to take it from now on; nobody yet, where nobody was there before:
    for such a case the policy starts."""

    case_id: int
    people: People = ()


async def find(desk: Desk, *which: ColumnElement[bool]) -> list[Waiting]:
    """The cases of which somebody at their step doesn't know, or that could be asked of nobody and
    now can be; the oldest first."""
    waiting = (
        Case.station_id == desk.station.id,
        Case.state == CaseState.WAITING,
        Case.promised_at.is_not(None),  # or else an officer has answered it
        *which,
    )
    asked = await _asked_now(desk, waiting)
    known = await _known(desk, asked, waiting)
    fresh = {
        id_: [person for person in people if (id_, person.id) not in known]
        for id_, people in asked.items()
    }
    return [Waiting(id_, fresh[id_]) for id_, people in asked.items() if fresh[id_] or not people]


async def _asked_now(desk: Desk, waiting: Sequence[ColumnElement[bool]]) -> dict[int, People]:
    rows = select(Case.id, Case.grid_id, Case.rung).where(*waiting).order_by(Case.id)
    steps: dict[tuple[int | None, str | None], People | None] = {}
    asked: dict[int, People] = {}
    for id_, grid_id, step in await desk.session.execute(rows):
        if (grid_id, step) not in steps:
            steps[grid_id, step] = _at(desk, grid_id, step)
        if (people := steps[grid_id, step]) is not None:
            asked[id_] = people
    return asked


def _at(desk: Desk, grid_id: int | None, step: str | None) -> People | None:
    """Who is at this step now. Nobody joins a colleague who was asked by name, or the duty room."""
    if step is None:
        someone = duty.chain(desk.directory, grid_id, desk.now())
        return () if someone or duty.last_resort(desk, grid_id) else None
    if "/" in step or step == DUTY_ROOM:
        return None
    return duty.of_step(desk.directory, step, grid_id, desk.now()) or None


async def _known(
    desk: Desk, asked: Mapping[int, People], waiting: Sequence[ColumnElement[bool]]
) -> set[tuple[int, int]]:
    """Which case has reached whom: by a card, or in a digest since the first of them was opened
    (ids grow with time)."""
    people = {person.id for found in asked.values() for person in found}
    if not people:
        return set()
    cards = (
        select(Exchange.case_id, Exchange.person_id)
        .join(Case, Case.id == Exchange.case_id)
        .where(*waiting, Exchange.purpose == Purpose.CARD, SENT, Exchange.person_id.in_(people))
    )
    known: set[tuple[Any, Any]] = {(id_, who) for id_, who in await desk.session.execute(cards)}
    chats = (desk.directory.address_of_person.get(id_) for id_ in people)
    lists = select(Exchange).where(
        Exchange.id > min(asked),
        Exchange.address_id.in_([chat.id for chat in chats if chat is not None]),
        Exchange.purpose == Purpose.DIGEST,
        SENT,
    )
    for one in await desk.session.scalars(lists):
        known |= {(id_, one.person_id) for id_ in cases_of(one)}
    return known


async def ask(desk: Desk, found: Collection[Waiting]) -> None:
    """Who comes on to one case gets its card; who comes on to several reads of them in a digest."""
    await dossiers.fetch(desk, [one.case_id for one in found])
    people: dict[int, Person] = {}
    waiting: dict[int, list[Case]] = defaultdict(list)
    for one in found:
        case = desk.shelf.cases[one.case_id]
        for person in await _asked(desk, case, one.people):
            people[person.id] = person
            waiting[person.id].append(case)
    several = []
    for person_id, cases in waiting.items():
        person = people[person_id]
        if len(cases) == 1:
            await chain.give_card(desk, cases[0], person)
        else:
            several += [Handed(case, None, (person,)) for case in cases]
    await digests.send(desk, several)


async def _asked(desk: Desk, case: Case, people: People) -> People:
    if people:
        await chain.joined_by(desk, case, people)
        return people
    rung = await chain.somebody_came(desk, case)
    return rung.people if rung is not None else ()
