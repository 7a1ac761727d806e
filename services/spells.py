"""Who really has a shift: the roster, and what was changed for once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from models.person import Person
from models.shift import Position, Shift, ShiftChange
from services.directory import Directory

ORDER = {position: index for index, position in enumerate(Position)}


@dataclass(frozen=True)
class Spell:
    """A time in which one person has one shift; both ends lie within the time asked about."""

    person: Person
    shift: Shift
    starts_at: datetime
    ends_at: datetime


def whose(directory: Directory, shift: Shift, at: datetime) -> Person | None:
    """Who has this shift at that minute: the last who stood in, if anyone did, unless away."""
    person_id: int | None = shift.person_id
    for change in _of_slot(directory, shift):
        if change.covers(at):
            person_id = change.by_id
    person = directory.staff.get(person_id or 0)
    return None if person is None or is_away(directory, person, at) else person


def has(directory: Directory, person: Person, shift: Shift, at: datetime) -> bool:
    """Whether it is this person who has this shift at that minute."""
    found = whose(directory, shift, at) if shift.covers(at) else None
    return found is not None and found.id == person.id


def is_covered(directory: Directory, grid_id: int, at: datetime) -> bool:
    """Whether anybody has a shift in this grid at that minute who takes cases."""
    on = (one for one in directory.shifts_at(grid_id, at) if takes_cases(one))
    return any(whose(directory, one, at) is not None for one in on)


def takes_cases(shift: Shift) -> bool:
    """A shift leader alone leaves the grid without anybody."""
    return shift.position is not Position.LEADER


def is_away(directory: Directory, person: Person, at: datetime) -> bool:
    return any(one.covers(at) for one in directory.absences.get(person.id, ()))


def spells(
    directory: Directory, shifts: Iterable[Shift], since: datetime, until: datetime
) -> list[Spell]:
    """What these shifts come to between two instants, in the order of time."""
    found = [spell for shift in shifts for spell in _spells_of(directory, shift, since, until)]
    return sorted(
        found, key=lambda one: (one.starts_at, ORDER[one.shift.position], one.person.name)
    )


def _spells_of(
    directory: Directory, shift: Shift, since: datetime, until: datetime
) -> Iterable[Spell]:
    """The shift is cut wherever somebody else may have it from then on."""
    begins = max(since, shift.starts_at or since)
    ends = min(until, shift.ends_at or until)
    edges = [begins, *sorted(_edges(directory, shift, begins, ends)), ends]
    current: Spell | None = None
    for starts, stops in pairwise(edges):
        person = whose(directory, shift, starts) if starts < stops else None
        if current is not None and current.person is person:
            current = Spell(current.person, shift, current.starts_at, stops)
            continue
        if current is not None:
            yield current
        current = Spell(person, shift, starts, stops) if person is not None else None
    if current is not None:
        yield current


def _edges(directory: Directory, shift: Shift, begins: datetime, ends: datetime) -> set[datetime]:
    changes = list(_of_slot(directory, shift))
    people = {shift.person_id, *(one.by_id for one in changes if one.by_id is not None)}
    changes += [one for person_id in people for one in directory.absences.get(person_id, ())]
    edges = {edge for one in changes for edge in (one.starts_at, one.ends_at) if edge is not None}
    return {edge for edge in edges if begins < edge < ends}


def _of_slot(directory: Directory, shift: Shift) -> Iterable[ShiftChange]:
    """Oldest first. A roster that has given the entry to somebody else has the last word."""
    if not directory.stand_ins:
        return ()
    found = directory.stand_ins.get(shift.slot, ())
    return [one for one in found if one.person_id == shift.person_id]
