"""Who is on duty now, and when it is one's own turn."""

from models.person import Person
from models.shift import Shift
from models.station import Grid
from services import worklist
from services.desk import Desk
from services.notices import groups

SHOWN_SHIFTS = 3


def show_here(desk: Desk) -> None:
    """In a group: for its neighbourhood; in the duty room, for all."""
    grids = [desk.grid] if desk.grid is not None else desk.directory.open_grids()
    groups.duty_now(desk, grids, [])


def show_own(desk: Desk) -> None:
    """In private: an officer's own grids and next shifts; a resident's neighbourhood."""
    me = desk.me
    groups.duty_now(desk, _grids(desk, me), _next_shifts(desk, me) if me.is_staff else [])


def _grids(desk: Desk, person: Person) -> list[Grid]:
    """Theirs, or all where we don't know which."""
    known = worklist.grids_of(desk, person) if person.is_staff else {person.grid_id}
    grids = desk.directory.open_grids()
    return [grid for grid in grids if grid.id in known] or grids


def _next_shifts(desk: Desk, person: Person) -> list[Shift]:
    """What is on now and what is to come, the soonest first; without a beginning, for ever."""
    mine = [
        shift
        for shift in desk.directory.shifts
        if shift.person_id == person.id and (shift.ends_at is None or shift.ends_at > desk.now())
    ]
    now = desk.now()
    return sorted(mine, key=lambda shift: shift.starts_at or now)[:SHOWN_SHIFTS]
