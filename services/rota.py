"""Who is on duty now and next, when it is one's own turn, and what can be done about it."""

from datetime import timedelta

from models.person import Person
from models.shift import Shift
from models.station import Grid
from services import shift_changes, worklist
from services.desk import Desk
from services.notices import rotas
from services.spells import Spell, has, is_covered, spells, takes_cases, whose

SHOWN_SHIFTS = 3
LOOKED_AHEAD = timedelta(days=14)


def show_here(desk: Desk) -> None:
    """In a group: for its neighbourhood; in the duty room, for all."""
    grids = [desk.grid] if desk.grid is not None else desk.directory.open_grids()
    rotas.duty_now(desk, grids)


def show_own(desk: Desk, page: int = 0) -> None:
    """In private: an officer's own grids and next shifts; a resident's neighbourhood."""
    me, grids = desk.me, _grids(desk, desk.me)
    if not me.is_staff:
        rotas.duty_now(desk, grids)
        return
    mine = _next_shifts(desk, me)
    away = shift_changes.away_until(desk, me)
    actions = [
        *rotas.to_take(_to_take(desk, grids), page),
        *([f"swap:{one.shift.id}|{_moment(desk, one)}"] for one in mine if isinstance(one, Spell)),
        ["away"],
    ]
    rotas.duty_now(desk, grids, mine, away, actions if shift_changes.may_change(me) else [])


def show_more(desk: Desk, page: int) -> None:
    """What else can be taken over now."""
    shift_changes.must_have_duty(desk)
    show_own(desk, page)


def _grids(desk: Desk, person: Person) -> list[Grid]:
    """Theirs, or all where we don't know which; for staff those where nobody is on duty first."""
    known = worklist.grids_of(desk, person) if person.is_staff else {person.grid_id}
    grids = desk.directory.open_grids()
    theirs = [grid for grid in grids if grid.id in known] or grids
    return sorted(theirs, key=lambda one: person.is_staff and _is_covered(desk, one))


def _next_shifts(desk: Desk, person: Person) -> list[Shift | Spell]:
    """What is on now and what is to come, the soonest first; without a beginning, for ever."""
    now, directory = desk.now(), desk.directory
    endless = [one for one in directory.shifts if one.starts_at is None and one.ends_at is None]
    others = [one for one in directory.shifts if one.starts_at is not None or one.ends_at]
    mine: list[Shift | Spell] = [one for one in endless if has(directory, person, one, now)]
    for one in spells(directory, others, now - LOOKED_AHEAD, now + LOOKED_AHEAD):
        if one.person.id == person.id and one.ends_at > now:
            mine.append(one)
    return mine[:SHOWN_SHIFTS]


def _to_take(desk: Desk, grids: list[Grid]) -> list[str]:
    """What the actor could take now. Gaps come first, of these grids before others'; then the
    shifts of these grids that somebody else has."""
    found: dict[int, str] = {}
    elsewhere = [one for one in desk.directory.open_grids() if one not in grids]
    for grid in [*grids, *elsewhere]:
        if not _is_covered(desk, grid):
            id_, offer = _gap(desk, grid)
            found.setdefault(id_, offer)
    for grid in grids:
        for shift in desk.directory.shifts_at(grid.id, desk.now()):
            if not has(desk.directory, desk.me, shift, desk.now()):
                found.setdefault(shift.id, _offer(desk, shift, grid))
    return list(found.values())


def _gap(desk: Desk, grid: Grid) -> tuple[int, str]:
    """The shift whose officer is away, or else the grid: in it no shift is on that takes cases."""
    on = [one for one in desk.directory.shifts_at(grid.id, desk.now()) if takes_cases(one)]
    if on:
        return on[0].id, _offer(desk, on[0], grid)
    return grid.id, f"take_gap:{grid.id}|{grid.name}"


def _offer(desk: Desk, shift: Shift, grid: Grid) -> str:
    rostered = desk.directory.staff.get(shift.person_id)
    person = whose(desk.directory, shift, desk.now()) or rostered
    return f"take_shift:{shift.id}|{person.name if person else '-'} · {grid.name}"


def _is_covered(desk: Desk, grid: Grid) -> bool:
    return is_covered(desk.directory, grid.id, desk.now())


def _moment(desk: Desk, one: Shift | Spell) -> str:
    return rotas.button_moment(desk, one.starts_at) if one.starts_at else ""
