"""Who is on duty now and next, when it is one's own turn, and what can be done about it."""

from datetime import timedelta

from models.person import Person
from models.shift import Shift
from models.station import Grid
from services import shift_changes, worklist
from services.desk import Desk
from services.notices import rotas
from services.spells import Spell, has, spells, whose

SHOWN_SHIFTS = 3
LOOKED_AHEAD = timedelta(days=14)


def show_here(desk: Desk) -> None:
    """In a group: for its neighbourhood; in the duty room, for all."""
    grids = [desk.grid] if desk.grid is not None else desk.directory.open_grids()
    rotas.duty_now(desk, grids)


def show_own(desk: Desk) -> None:
    """In private: an officer's own grids and next shifts; a resident's neighbourhood."""
    me, grids = desk.me, _grids(desk, desk.me)
    if not me.is_staff:
        rotas.duty_now(desk, grids)
        return
    mine = _next_shifts(desk, me)
    away = shift_changes.away_until(desk, me)
    actions = [
        *_to_take(desk, grids),
        *([f"swap:{one.shift.id}|{_moment(desk, one)}"] for one in mine if isinstance(one, Spell)),
        ["away"],
    ]
    rotas.duty_now(desk, grids, mine, away, actions if shift_changes.may_change(me) else [])


def _grids(desk: Desk, person: Person) -> list[Grid]:
    """Theirs, or all where we don't know which."""
    known = worklist.grids_of(desk, person) if person.is_staff else {person.grid_id}
    grids = desk.directory.open_grids()
    return [grid for grid in grids if grid.id in known] or grids


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


def _to_take(desk: Desk, grids: list[Grid]) -> list[list[str]]:
    """Shifts of these grids that are on now, and that somebody else has, or nobody; and grids in
    which no shift is on."""
    now, directory, found = desk.now(), desk.directory, {}
    for grid in grids[: rotas.MOST_GRIDS]:
        for shift in directory.shifts_at(grid.id, now):
            if not has(directory, desk.me, shift, now):
                rostered = directory.staff.get(shift.person_id)
                person = whose(directory, shift, now) or rostered
                name = person.name if person else "-"
                found[shift.id] = [f"take_shift:{shift.id}|{name} · {grid.name}"]
        if not directory.shifts_at(grid.id, now):
            found[grid.id] = [f"take_gap:{grid.id}|{grid.name}"]
    return list(found.values())[:SHOWN_SHIFTS]


def _moment(desk: Desk, one: Shift | Spell) -> str:
    return rotas.button_moment(desk, one.starts_at) if one.starts_at else ""
