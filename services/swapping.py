"""Two officers swap shifts: one asks, the other agrees or doesn't. Both halves are on record."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from models.ids import new_id
from models.shift import Shift, ShiftChange, ShiftChangeKind
from services import arrivals, duty, shift_changes
from services.desk import Desk
from services.errors import CannotBeReached, NoSwap, NotYours, OutdatedButton
from services.notices import rotas
from services.spells import Spell, spells

AHEAD = timedelta(days=14)  # in which shifts can be swapped


def choose(desk: Desk, shift_id: int, page: int = 0) -> None:
    """For which of the colleagues' next shifts? Those of one's own grids come first."""
    shift_changes.must_have_duty(desk)
    mine = _to_come(desk, shift_id)
    if mine.person.id != desk.me.id:
        raise NotYours
    others = [one for one in _coming(desk, desk.directory.shifts) if _may_swap(desk, one)]
    near, places = _own_grids(desk, mine), desk.directory.grids_of_shift
    others.sort(key=lambda one: near.isdisjoint(places.get(one.shift.id, ())))
    rotas.swap_with(desk, mine, others, page)


async def ask(desk: Desk, mine_id: int, theirs_id: int) -> None:
    """The colleague is asked; nothing changes before they agree."""
    shift_changes.must_have_duty(desk)
    mine, theirs = _to_come(desk, mine_id), _to_come(desk, theirs_id)
    if mine.person.id != desk.me.id:
        raise NotYours
    if not _may_swap(desk, theirs):
        raise NoSwap
    if not duty.reachable(desk.directory, theirs.person):
        raise CannotBeReached(name=theirs.person.name)
    swap_id = new_id()
    for given, taker in ((mine, theirs.person), (theirs, desk.me)):
        half = shift_changes.put(
            desk,
            ShiftChangeKind.SWAPPED,
            given.shift.person_id,
            given.starts_at,
            given.ends_at,
        )
        half.slot, half.by_id, half.swap_id = given.shift.slot, taker.id, swap_id
    await rotas.swap_asked(desk, swap_id, mine, theirs)


async def agree(desk: Desk, swap_id: int) -> None:
    """The colleague agrees, if both still have what they would give."""
    asked, given = await _pending(desk, swap_id)
    theirs, mine = _still(desk, asked), _still(desk, given)
    if theirs is None or mine is None or mine.person.id != desk.me.id:
        raise NoSwap
    if theirs.person.id != asked.made_by_id:
        raise NoSwap
    for half in (asked, given):
        half.agreed_at = desk.now()
    arrivals.changed(desk)
    await rotas.swap_agreed(desk, swap_id, theirs.person, mine, theirs)


async def refuse(desk: Desk, swap_id: int) -> None:
    halves = await _pending(desk, swap_id)
    for half in halves:
        half.undone_at, half.undone_by_id = desk.now(), desk.me.id
    asker = desk.directory.staff.get(halves[0].made_by_id)
    if asker is not None:
        await rotas.swap_refused(desk, asker)


def _to_come(desk: Desk, shift_id: int) -> Spell:
    """The spell of that shift that is on, or still to come; one without an end is nobody's to
    swap."""
    found = _coming(desk, [shift_changes.shift_by_id(desk, shift_id)])
    if not found:
        raise OutdatedButton
    return found[0]


def _coming(desk: Desk, shifts: Iterable[Shift]) -> list[Spell]:
    now = desk.now()
    ends = [one for one in shifts if one.starts_at is not None and one.ends_at is not None]
    return spells(desk.directory, ends, now, now + AHEAD)


def _own_grids(desk: Desk, mine: Spell) -> set[int]:
    """Those that the actor looks after, and those of the shift that they would give."""
    directory = desk.directory
    kept = directory.grids_of_person.get(desk.me.id, ())
    return {*kept, *directory.grids_of_shift.get(mine.shift.id, ())}


def _may_swap(desk: Desk, one: Spell) -> bool:
    return one.person.id != desk.me.id and shift_changes.may_change(one.person)


async def _pending(desk: Desk, swap_id: int) -> tuple[ShiftChange, ShiftChange]:
    """What the colleague is asked to take, and what they are asked to give."""
    found = [one for one in await shift_changes.changes(desk, swap_id) if one.swap_id == swap_id]
    asked = next((one for one in found if one.by_id != one.made_by_id), None)
    given = next((one for one in found if one.by_id == one.made_by_id), None)
    if asked is None or given is None:
        raise OutdatedButton
    if asked.by_id != desk.me.id:
        raise NotYours
    if asked.agreed_at or asked.undone_at:
        raise OutdatedButton
    return asked, given


def _still(desk: Desk, half: ShiftChange) -> Spell | None:
    """Whose it is now, if it is still to be had."""
    same = [one for one in desk.directory.shifts if one.slot == half.slot and one.ends_at]
    for one in spells(desk.directory, same, max(desk.now(), half.starts_at), _end(half)):
        if one.shift.person_id == half.person_id:
            return one
    return None


def _end(half: ShiftChange) -> datetime:
    return half.ends_at or half.starts_at
