"""Which cases an officer has when their shift ends, which of them stay, and to whom the others
go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models.case import OPEN_STATES, Case
from models.exchange import Direction, Exchange, Voice
from models.handover import Choice, Handover
from models.person import Person
from models.shift import Position
from services import chain, duty, lookup, policy, record
from services.desk import Desk
from services.duty import Rung
from services.handover_policy import HandoverPolicy

NEXT = (policy.OWN, Position.MAIN, Position.BACKUP)  # others are told, and not handed cases
SPOKEN = (Voice.ASKER, Voice.NEIGHBOUR, Voice.OFFICER)


@dataclass(frozen=True)
class Line:
    """One case of the list: how it was decided, and who has been asked since."""

    case: Case
    how: str
    rung: Rung | None = None


@dataclass(frozen=True)
class Handed:
    """A case that these people read of in a digest. `officer` is who had it; none: nobody has."""

    case: Case
    officer: str | None
    people: tuple[Person, ...]


def has(case: Case, officer: Person) -> bool:
    return case.is_open and case.holder_id == officer.id


async def held_by(desk: Desk, officer: Person) -> list[Case]:
    return await _held(desk, officer.id)


async def listed(desk: Desk, choices: Mapping[str, Any]) -> list[Case]:
    """Those in question, also what has become another's meanwhile."""
    found = [await lookup.case_by_id(desk, int(id_)) for id_ in choices]
    return [case for case in found if case is not None]


async def staying(desk: Desk, row: Handover, cases: Sequence[Case]) -> dict[int, str]:
    """Which stay by themselves, and why: their officer is on the way, somebody had just spoken when
    the shift ended or has since, or the officer looks after that grid and is at work."""
    terms = HandoverPolicy.of(desk.station)
    since = row.due_at - terms.after - terms.spoken_within
    spoken = await desk.session.scalars(
        select(Exchange.case_id)
        .distinct()
        .where(
            Exchange.case_id.in_([case.id for case in cases]),
            Exchange.direction == Direction.IN,
            Exchange.voice.in_(SPOKEN),
            Exchange.at > since,
        )
    )
    found = {id_: "talking" for id_ in spoken if id_ is not None}
    for case in cases:
        if await lookup.is_on_the_way(desk, case):
            found[case.id] = "on_the_way"
        elif case.holder_id in {one.id for one in _own(desk, case)}:
            found[case.id] = "own"
    return found


async def decide(
    desk: Desk, case: Case, officer: Person, choice: Choice, stays: str | None, again: bool
) -> Line:
    """It is checked here once more that they still have it. `again`: nobody was next before."""
    if not has(case, officer):
        return Line(case, "gone")
    if choice is not Choice.HAND_OVER:
        return Line(case, stays or "kept")
    rung = next_on_duty(desk, case, officer)
    if rung is None and again:
        return Line(case, "alone")
    if rung is None:
        record.note(desk, case, "nobody_next", officer=officer.name)
        return Line(case, "alone")
    await chain.hand_over(desk, case, rung, officer)
    return Line(case, "handed", rung)


def next_on_duty(desk: Desk, case: Case, officer: Person) -> Rung | None:
    """The first step of the duty's order with somebody else; the shift leader and those above have
    others to find."""
    order = [name for name in desk.directory.policy.order if name in NEXT]
    for rung in duty.chain(desk.directory, case.grid_id, desk.now(), order) if order else ():
        others = tuple(person for person in rung.people if person.id != officer.id)
        if others:
            return Rung(rung.name, others)
    return None


async def all_of(desk: Desk, person_id: int) -> list[Handed]:
    """All that somebody had who has left."""
    name = (await lookup.person_by_id(desk, person_id)).name
    handed = []
    for case in await _held(desk, person_id):
        rung = await chain.holder_lost(desk, case, by_digest=True)
        if rung is not None and rung.people:
            handed.append(Handed(case, name, rung.people))
    return handed


def _own(desk: Desk, case: Case) -> Iterable[Person]:
    if case.grid_id is None:
        return ()
    return duty.own_team(desk.directory, case.grid_id, desk.now())


async def _held(desk: Desk, person_id: int) -> list[Case]:
    found = await desk.session.scalars(
        select(Case)
        .where(Case.station_id == desk.station.id, Case.state.in_(OPEN_STATES))
        .where(Case.holder_id == person_id)
        .order_by(Case.opened_at, Case.id)
    )
    cases = list(found)
    for case in cases:
        desk.shelf.cases.setdefault(case.id, case)
    return cases
