"""Which cases an officer has when their shift ends, which of them stay, and to whom the others
go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from models.case import Case
from models.exchange import SPOKEN
from models.handover import Choice, Handover
from models.person import Person
from models.shift import Position
from services import chain, duty, lookup, policy, record
from services.desk import Desk
from services.duty import Rung
from services.escalation_policy import HOLDER, SeesTo
from services.handover_policy import HandoverPolicy

NEXT = (policy.OWN, Position.MAIN, Position.BACKUP)  # others are told, and not handed cases


@dataclass(frozen=True)
class Line:
    """One case of the list: how it was decided, and who has been asked since. `broken` is by when
    an answer had been promised, if none was given, and `told` is who is told of that."""

    case: Case
    how: str
    rung: Rung | None = None
    broken: datetime | None = None
    told: Rung | None = None


@dataclass(frozen=True)
class Handed:
    """A case that these people read of in a digest. `officer` is who had it; none: nobody has."""

    case: Case
    officer: str | None
    people: tuple[Person, ...]


def has(case: Case, officer: Person) -> bool:
    return case.is_open and case.holder_id == officer.id


def held_by(desk: Desk, person_id: int) -> list[Case]:
    """The open cases of whose shift has ended, or who has left, oldest first; they were fetched
    ahead (services/dossiers)."""
    found = desk.shelf.held.get(person_id, ())
    return [case for case in found if case.is_open and case.holder_id == person_id]


async def listed(desk: Desk, choices: Mapping[str, Any]) -> list[Case]:
    """Those in question, also what has become another's meanwhile."""
    found = [await lookup.case_by_id(desk, int(id_)) for id_ in choices]
    return [case for case in found if case is not None]


async def staying(desk: Desk, row: Handover, cases: Sequence[Case]) -> dict[int, str]:
    """Which stay by themselves, and why: their officer is on the way, somebody had just spoken when
    the shift ended or has since, or the officer looks after that grid and is at work."""
    terms = HandoverPolicy.of(desk.station)
    since = row.due_at - terms.after - terms.spoken_within
    found = {}
    for case in cases:
        said = await lookup.said_in(desk, case)
        if await lookup.is_on_the_way(desk, case):
            found[case.id] = "on_the_way"
        elif case.holder_id in {one.id for one in _own(desk, case)}:
            found[case.id] = "own"
        elif any(one.voice in SPOKEN and one.at > since for one in said):
            found[case.id] = "talking"
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
    line = _going(desk, case, officer)
    await chain.hand_over(desk, case, rung, officer)
    return replace(line, rung=rung)


def next_on_duty(desk: Desk, case: Case, officer: Person) -> Rung | None:
    """The shift leader and those above have others to find."""
    order = [name for name in desk.directory.policy.order if name in NEXT]
    return _somebody_else(desk, case, officer, order)


def above(desk: Desk, case: Case, officer: Person, *first: str) -> Rung | None:
    """Who sees to it that somebody takes it: these steps first, then those of the duty's order that
    aren't handed cases."""
    order = [name for name in desk.directory.policy.order if name not in NEXT]
    return _somebody_else(desk, case, officer, list(dict.fromkeys((*first, *order))))


def _somebody_else(desk: Desk, case: Case, officer: Person, order: Sequence[str]) -> Rung | None:
    """The first step of this order that has anybody but the officer."""
    for rung in duty.chain(desk.directory, case.grid_id, desk.now(), order) if order else ():
        others = tuple(person for person in rung.people if person.id != officer.id)
        if others or rung.room is not None:
            return replace(rung, people=others)
    return None


def _going(desk: Desk, case: Case, officer: Person) -> Line:
    """It goes to somebody else, who promises anew: if an answer is overdue by then, that isn't
    passed over."""
    promised = case.promised_at
    if promised is None or promised > desk.now():
        return Line(case, "handed")
    policy = desk.directory.escalation.policy(SeesTo.NO_WORD, case.kind, case.urgency)
    told = above(desk, case, officer, *(name for name in policy.order if name != HOLDER))
    record.note(desk, case, "no_word", to=told.label if told is not None else None)
    return Line(case, "handed", broken=promised, told=told)


async def all_of(desk: Desk, person: Person) -> list[Line]:
    """All that somebody had who has left."""
    lines = []
    for case in held_by(desk, person.id):
        line = _going(desk, case, person)
        rung = await chain.holder_lost(desk, case, by_digest=True)
        lines.append(replace(line, rung=rung))
    return lines


def _own(desk: Desk, case: Case) -> Iterable[Person]:
    if case.grid_id is None:
        return ()
    return duty.own_team(desk.directory, case.grid_id, desk.now())
