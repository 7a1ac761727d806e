"""Who is on duty for a grid at a time, and who is asked next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.address import Address
from models.case import Case
from models.person import Person
from models.shift import Position
from services.desk import Desk
from services.directory import Directory

DUTY_ROOM = "duty_room"
COLLEAGUE = "colleague"  # somebody was asked by name


@dataclass(frozen=True)
class Rung:
    """One step of the chain: the people on duty in a position, or the duty room itself."""

    name: str
    people: tuple[Person, ...] = ()
    room: Address | None = None

    @property
    def label(self) -> str:
        """For the record, and for people: the step, or "colleague"."""
        return COLLEAGUE if "/" in self.name else self.name


def on_duty(directory: Directory, grid_id: int, at: datetime) -> dict[Position, tuple[Person, ...]]:
    """Everyone whose shift covers this grid at `at` (UTC), by position."""
    found: dict[Position, dict[int, Person]] = {position: {} for position in Position}
    for shift in directory.shifts_of_grid.get(grid_id, ()):
        person = directory.staff.get(shift.person_id)
        if person is not None and shift.covers(at):
            found[shift.position][person.id] = person
    return {position: tuple(people.values()) for position, people in found.items()}


def chain(directory: Directory, grid_id: int | None, at: datetime) -> list[Rung]:
    """The steps that have somebody who can be reached, in the order in which they are asked.

    A case whose grid isn't known goes to the duty room alone; to everyone on duty anywhere,
    where there is none.
    """
    room = directory.duty_room
    if grid_id is not None:
        rungs = _staffed(directory, [grid_id], at)
    else:
        rungs = [] if room else _staffed(directory, directory.grids, at)
    return [*rungs, Rung(DUTY_ROOM, room=room)] if room else rungs


def next_rung(desk: Desk, grid_id: int | None, after: str | None) -> Rung | None:
    """The first step of the chain after the one named; none when there is nobody further."""
    order = [*Position, DUTY_ROOM]
    passed = order.index(after) if after in order else -1
    for rung in chain(desk.directory, grid_id, desk.now()):
        if order.index(rung.name) > passed:
            return rung
    return None


def by_name(case: Case, person: Person) -> Rung:
    """One colleague. If they don't take the case, it goes on from the step where it stands."""
    return Rung(f"{case.step or ''}/{person.id}", (person,))


def asked_now(desk: Desk, case: Case) -> Rung | None:
    """Who was asked last, if they can still be reached."""
    if case.named_id is not None:
        person = desk.directory.staff.get(case.named_id)
        return by_name(case, person) if person and reachable(desk.directory, person) else None
    rungs = chain(desk.directory, case.grid_id, desk.now())
    return next((rung for rung in rungs if rung.name == case.rung), None)


def _staffed(directory: Directory, grid_ids: Iterable[int], at: datetime) -> list[Rung]:
    """The positions in which somebody on duty for any of these grids can be reached."""
    found: dict[Position, dict[int, Person]] = {position: {} for position in Position}
    for grid_id in grid_ids:
        for position, people in on_duty(directory, grid_id, at).items():
            found[position].update((p.id, p) for p in people if reachable(directory, p))
    return [
        Rung(position.value, tuple(people.values())) for position, people in found.items() if people
    ]


def reachable(directory: Directory, person: Person) -> bool:
    address = directory.address_of_person.get(person.id)
    return address is not None and address.reachable
