"""Who is on duty for a grid at a time, and who is asked next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.address import Address
from models.case import Case
from models.person import Person, Role
from models.shift import Position, Shift
from services import policy
from services.desk import Desk
from services.directory import Directory
from services.policy import DUTY_ROOM
from services.spells import Spell, is_away, spells, whose

COLLEAGUE = "colleague"  # somebody was asked by name
LAST_RESORT = (DUTY_ROOM, policy.CHIEF)
SHOWN = timedelta(days=7)


@dataclass(frozen=True)
class Rung:
    """One step of the chain: the people asked at once, or the duty room itself."""

    name: str
    people: tuple[Person, ...] = ()
    room: Address | None = None

    @property
    def label(self) -> str:
        """For the record, and for people: the step, or "colleague"."""
        return label_of(self.name)


def label_of(name: str) -> str:
    """Of a step, or of who was asked by name ("main/17", "person:0010", "role:mediator")."""
    return COLLEAGUE if "/" in name or ":" in name else name


def on_duty(directory: Directory, grid_id: int, at: datetime) -> dict[Position, tuple[Person, ...]]:
    """Everyone who has a shift that covers this grid at `at` (UTC), by position."""
    found: dict[Position, dict[int, Person]] = {position: {} for position in Position}
    for shift in directory.shifts_at(grid_id, at):
        if (person := whose(directory, shift, at)) is not None:
            found[shift.position][person.id] = person
    return {position: tuple(people.values()) for position, people in found.items()}


def on_now(directory: Directory, grid_id: int, at: datetime) -> list[Spell]:
    """Who is on duty for this grid at `at`, each with how long; at most a week either way."""
    around = spells(directory, directory.shifts_at(grid_id, at), at - SHOWN, at + SHOWN)
    return [one for one in around if one.starts_at <= at < one.ends_at]


def on_next(directory: Directory, grid_id: int, at: datetime) -> Spell | None:
    """Who has the main shift after those who have it now, within a week."""
    shifts = [one for one in directory.shifts_of_grid.get(grid_id, ()) if _is_main(one)]
    coming = [one for one in spells(directory, shifts, at, at + SHOWN) if one.starts_at > at]
    return coming[0] if coming else None


def _is_main(shift: Shift) -> bool:
    return shift.position is Position.MAIN


def chain(
    directory: Directory, grid_id: int | None, at: datetime, order: Sequence[str] = ()
) -> list[Rung]:
    """Who is asked, in which order (left out: the station's), for this grid at this minute: the
    policy applied to the roster. Only who can be reached, and each person once, at their first
    step.

    A case whose grid isn't known goes to the duty room alone; to everyone on duty anywhere,
    where there is none.
    """
    room = directory.duty_room
    rungs: list[Rung] = []
    asked: set[int] = set()
    for name in order or directory.policy.order:
        if name == DUTY_ROOM:
            rungs += [Rung(DUTY_ROOM, room=room)] if room else []
        elif grid_id is not None or room is None:
            people = _step(directory, name, grid_id, at)
            fresh = {one.id: one for one in people if one.id not in asked}
            asked |= fresh.keys()
            rungs += [Rung(name, tuple(fresh.values()))] if fresh else []
    return rungs


def next_rung(
    desk: Desk, grid_id: int | None, after: str | None, order: Sequence[str] = ()
) -> Rung | None:
    """The first step of the chain after the one named; none when there is nobody further."""
    order = order or desk.directory.policy.order
    passed = _passed(after, order, desk.directory.policy.order)
    for rung in chain(desk.directory, grid_id, desk.now(), order):
        if order.index(rung.name) >= passed:
            return rung
    return None


def passed_over(
    desk: Desk, after: str | None, rung: Rung | None, order: Sequence[str]
) -> list[str]:
    """The steps between whoever was asked last and this one (none: to the end of the order), which
    had nobody new."""
    passed = _passed(after, order, desk.directory.policy.order)
    until = order.index(rung.name) if rung is not None and rung.name in order else len(order)
    return [label_of(name) for name in order[passed:until]]


def last_resort(desk: Desk, grid_id: int | None) -> Rung | None:
    """In the place of steps that have nobody: the duty room, or else the chief."""
    found = chain(desk.directory, grid_id, desk.now(), LAST_RESORT)
    return found[0] if found else None


def _passed(after: str | None, order: Sequence[str], usual: Sequence[str]) -> int:
    """How many steps of the order lie behind whoever was asked last. One who isn't among them was
    asked by hand: then those that come before them usually."""
    if after in order:
        return order.index(after) + 1
    behind = usual[: usual.index(after)] if after in usual else ()
    return max((place + 1 for place, name in enumerate(order) if name in behind), default=0)


def by_name(case: Case, person: Person) -> Rung:
    """One colleague. If they don't take the case, it goes on from the step where it stands."""
    return Rung(f"{case.step or ''}/{person.id}", (person,))


def asked_now(desk: Desk, case: Case) -> Rung | None:
    """Who was asked last, if they can still be reached."""
    if case.named_id is not None:
        person = desk.directory.staff.get(case.named_id)
        return by_name(case, person) if person and reachable(desk.directory, person) else None
    if case.rung == DUTY_ROOM or case.rung is None:
        room = desk.directory.duty_room if case.rung else None
        return Rung(DUTY_ROOM, room=room) if room else None
    people = of_step(desk.directory, case.rung, case.grid_id, desk.now())
    return Rung(case.rung, people) if people else None


def of_step(
    directory: Directory, name: str, grid_id: int | None, at: datetime
) -> tuple[Person, ...]:
    """Whom this step means at `at` (UTC), of those who can be reached."""
    return tuple({one.id: one for one in _step(directory, name, grid_id, at)}.values())


def _step(directory: Directory, name: str, grid_id: int | None, at: datetime) -> Iterable[Person]:
    """Whom this step of the policy means, as far as they can be reached."""
    grid_ids = directory.grids if grid_id is None else [grid_id]
    match name:
        case policy.OWN:
            people = own_team(directory, grid_id, at) if grid_id is not None else []
        case policy.CHIEF:
            chiefs = (one for one in directory.staff.values() if Role.CHIEF in one.roles)
            people = [one for one in chiefs if not is_away(directory, one, at)]
        case str() if name.startswith(policy.PERSON):
            badge = name.removeprefix(policy.PERSON)
            named = (one for one in directory.staff.values() if one.badge == badge)
            people = [one for one in named if not is_away(directory, one, at)]
        case str() if name.startswith(policy.ROLE):
            role = name.removeprefix(policy.ROLE)
            have = (one for one in directory.staff.values() if role in one.roles)
            people = [one for one in have if not is_away(directory, one, at)]
        case position:
            people = [
                one for id_ in grid_ids for one in on_duty(directory, id_, at)[Position(position)]
            ]
    return (one for one in people if reachable(directory, one))


def own_team(directory: Directory, grid_id: int, at: datetime) -> list[Person]:
    """Who is asked first: the grid's own officers who work at that minute, and with them the
    assistants who look after it."""
    officers = own_officers(directory, grid_id, at)
    return [*officers, *_keepers_at_work(directory, grid_id, at, Role.ASSISTANT, known=officers)]


def own_officers(directory: Directory, grid_id: int, at: datetime) -> list[Person]:
    """The grid's own officers who work at that minute."""
    return _keepers_at_work(directory, grid_id, at, Role.OFFICER)


def _keepers_at_work(
    directory: Directory, grid_id: int, at: datetime, role: Role, known: Sequence[Person] = ()
) -> list[Person]:
    keepers = (directory.staff.get(id_) for id_ in directory.keepers_of_grid.get(grid_id, ()))
    local = at.astimezone(directory.timezone)
    return [
        one
        for one in keepers
        if one is not None
        and role in one.roles
        and one not in known
        and directory.policy.is_at_work(one.working_hours, local)
        and not is_away(directory, one, at)
    ]


def reachable(directory: Directory, person: Person) -> bool:
    address = directory.address_of_person.get(person.id)
    return address is not None and address.reachable
