"""The next days by grid, with gaps; double bookings; hours by officer; who is drafted away."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from models.person import Person, Role
from models.shift import Position
from models.station import Grid
from services import workdays
from services.directory import Directory
from services.spells import Spell, spells, takes_cases

DAYS = 14
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Row:
    """One day in one grid: who is on duty in each position, and when nobody is at all."""

    grid: Grid
    day: datetime
    on_duty: dict[Position, list[Spell]]
    gaps: list[Span]


@dataclass(frozen=True)
class Clash:
    """Somebody in two positions at once."""

    one: Spell
    other: Spell

    @property
    def span(self) -> Span:
        return (
            max(self.one.starts_at, self.other.starts_at),
            min(self.one.ends_at, self.other.ends_at),
        )


def rows(directory: Directory, now: datetime) -> Iterator[Row]:
    for grid in directory.open_grids():
        shifts = directory.shifts_of_grid.get(grid.id, ())
        for begins, ends in _days(directory, now):
            found = spells(directory, shifts, begins, ends)
            by_position = {
                position: [one for one in found if one.shift.position is position]
                for position in Position
            }
            yield Row(grid, begins, by_position, gaps(_asked(found), begins, ends))


def gaps_ahead(directory: Directory, now: datetime) -> list[tuple[Grid, list[Span]]]:
    """The grids that have any, from now on."""
    until = now + timedelta(days=DAYS)
    found = []
    for grid in directory.open_grids():
        shifts = directory.shifts_of_grid.get(grid.id, ())
        if left := gaps(_asked(spells(directory, shifts, now, until)), now, until):
            found.append((grid, left))
    return found


def _asked(found: Iterable[Spell]) -> list[Spell]:
    return [one for one in found if takes_cases(one.shift)]


def gaps(found: Iterable[Spell], begins: datetime, ends: datetime) -> list[Span]:
    """What none of these covers."""
    left: list[Span] = []
    covered = begins
    for one in sorted(found, key=lambda spell: spell.starts_at):
        if one.starts_at > covered:
            left.append((covered, one.starts_at))
        covered = max(covered, one.ends_at)
    return [*left, (covered, ends)] if covered < ends else left


def clashes(directory: Directory, now: datetime) -> list[Clash]:
    """Each pair once."""
    found = []
    for theirs in _by_person(directory, now).values():
        for index, one in enumerate(theirs):
            for other in theirs[index + 1 :]:
                if other.starts_at >= one.ends_at:
                    break
                if other.shift.position is not one.shift.position:
                    found.append(Clash(one, other))
    return found


def hours(directory: Directory, now: datetime) -> list[tuple[Person, timedelta]]:
    """How long each officer is on duty; two shifts at once count once."""
    found = []
    for theirs in _by_person(directory, now).values():
        since, until = _span(directory, now)
        idle = sum((end - start for start, end in gaps(theirs, since, until)), timedelta())
        found.append((theirs[0].person, until - since - idle))
    return sorted(found, key=lambda one: one[0].name)


def drafted(directory: Directory, now: datetime) -> list[Spell]:
    """A grid's own officer who has other duty, and none for their grid, while they would work
    there."""
    found = []
    for person_id, theirs in _by_person(directory, now).items():
        own = set(directory.grids_of_person.get(person_id, ()))
        if not own or Role.OFFICER not in theirs[0].person.roles:
            continue
        for one in theirs:
            elsewhere = not own & set(directory.grids_of_shift.get(one.shift.id, ()))
            if elsewhere and _is_in_hours(directory, one):
                found.append(one)
    return found


def _is_in_hours(directory: Directory, spell: Spell) -> bool:
    """Whether they would work at some time of it, on any of the days there that it touches."""
    policy, own = directory.policy, spell.person.working_hours
    first, last = (at.astimezone(directory.timezone) for at in (spell.starts_at, spell.ends_at))
    for number in range((last.date() - first.date()).days + 1):
        begins, ends = policy.hours_on(own, first + timedelta(days=number))
        at_work = spell.starts_at < ends and begins < spell.ends_at
        if at_work and policy.is_at_work(own, begins):
            return True
    return False


def unannounced(directory: Directory, now: datetime) -> Sequence[int]:
    """The years ahead of which it isn't known which weekends are worked."""
    where = directory.policy.duty.get("holidays")
    years = {now.year, (now + timedelta(days=DAYS)).year}
    return sorted(year for year in years if where and not workdays.is_announced(where, year))


def _by_person(directory: Directory, now: datetime) -> dict[int, list[Spell]]:
    found: dict[int, list[Spell]] = defaultdict(list)
    for one in spells(directory, directory.shifts, *_span(directory, now)):
        found[one.person.id].append(one)
    return found


def _span(directory: Directory, now: datetime) -> Span:
    days = _days(directory, now)
    return days[0][0], days[-1][1]


def _days(directory: Directory, now: datetime) -> list[Span]:
    """From midnight to midnight there, today first."""
    today = now.astimezone(directory.timezone).replace(hour=0, minute=0, second=0, microsecond=0)
    edges = [today + timedelta(days=n) for n in range(DAYS + 1)]
    return list(pairwise(edges))
