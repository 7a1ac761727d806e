"""Changes of the roster for once: a shift taken over, an absence (swaps: services/swapping). Each
is on record, and each can be undone."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import or_, select

from models.person import Person
from models.shift import Position, Shift, ShiftChange, ShiftChangeKind
from models.station import Grid
from services import arrivals, duty, shift_ends
from services.desk import Desk
from services.errors import NotYours, OutdatedButton
from services.notices import rotas
from services.roles import ON_DUTY_ROLES
from services.spells import is_covered, spells, takes_cases, whose
from services.suspending import LEADING

LONGEST_ABSENCE = timedelta(days=31)
MORNING = time(8)
LONGEST_GAP = timedelta(hours=12)  # that one officer fills


def may_change(person: Person) -> bool:
    return bool(ON_DUTY_ROLES & set(person.roles))


async def take(desk: Desk, shift_id: int) -> None:
    """The actor has this shift from now to its end."""
    must_have_duty(desk)
    shift, now = shift_by_id(desk, shift_id), desk.now()
    former = whose(desk.directory, shift, now)
    if not shift.covers(now) or (former is not None and former.id == desk.me.id):
        raise OutdatedButton
    change = put(desk, ShiftChangeKind.TAKEN, shift.person_id, now, shift.ends_at)
    change.slot, change.by_id, change.agreed_at = shift.slot, desk.me.id, now
    arrivals.changed(desk)
    await rotas.taken(desk, change, shift, former)


async def take_gap(desk: Desk, grid_id: int) -> None:
    """Nobody who takes cases has a shift in this grid now: the actor has one, until the next
    begins."""
    must_have_duty(desk)
    grid, now = desk.directory.grids.get(grid_id), desk.now()
    if grid is None or not grid.active or is_covered(desk.directory, grid_id, now):
        raise OutdatedButton
    shifts = desk.directory.shifts_of_grid.get(grid_id, ())
    asked = [one for one in shifts if takes_cases(one)]
    coming = spells(desk.directory, asked, now, now + LONGEST_GAP)
    ends = coming[0].starts_at if coming else now + LONGEST_GAP
    change = put(desk, ShiftChangeKind.GAP, desk.me.id, now, ends)
    change.grid_id, change.by_id, change.agreed_at = grid_id, desk.me.id, now
    arrivals.changed(desk)
    rotas.gap_taken(desk, change, grid, Position.MAIN)


def ask_when_back(desk: Desk) -> None:
    must_have_duty(desk)
    now = desk.now().astimezone(desk.directory.timezone)
    soon = now.replace(second=0, microsecond=0)
    mornings = [datetime.combine(now + timedelta(days=n), MORNING, now.tzinfo) for n in (1, 7)]
    rotas.when_back(desk, [soon + timedelta(hours=1), soon + timedelta(hours=3), *mornings])


async def away(desk: Desk, until: datetime) -> None:
    """The actor isn't asked for anything until then, by whatever shift."""
    must_have_duty(desk)
    now = desk.now()
    if not now < until <= now + LONGEST_ABSENCE:
        raise OutdatedButton
    before = _covered(desk)
    change = put(desk, ShiftChangeKind.AWAY, desk.me.id, now, until)
    change.agreed_at = now
    arrivals.changed(desk)
    await shift_ends.away(desk, desk.me)
    alone = [grid for grid, people in before.items() if people == {desk.me.id}]
    rotas.away(desk, change, [desk.directory.grids[id_] for id_ in alone])


def away_until(desk: Desk, person: Person) -> datetime | None:
    absences = desk.directory.absences.get(person.id, ())
    ends = [one.ends_at for one in absences if one.ends_at and one.covers(desk.now())]
    return max(ends, default=None)


async def undo(desk: Desk, change_id: int) -> None:
    """By either of those whom it concerns, or by a leader; `change_id` may be a swap's."""
    found = await changes(desk, change_id)
    concerned = {id_ for one in found for id_ in (one.person_id, one.by_id, one.made_by_id) if id_}
    if desk.me.id not in concerned and not LEADING & set(desk.me.roles):
        raise NotYours
    now = desk.now()
    if not found or any(one.undone_at or (one.ends_at and one.ends_at <= now) for one in found):
        raise OutdatedButton
    for one in found:
        one.undone_at, one.undone_by_id = now, desk.me.id
    arrivals.changed(desk)
    people = [desk.directory.staff.get(id_) for id_ in sorted(concerned - {desk.me.id})]
    await rotas.undone(desk, [one for one in people if one is not None])
    for person in _back(desk, found):
        rotas.back(desk, person)


def _back(desk: Desk, undone: Sequence[ShiftChange]) -> list[Person]:
    """Who was away by these changes, and isn't by another."""
    ids = {one.id for one in undone}
    absent = {one.person_id for one in undone if one.kind is ShiftChangeKind.AWAY}
    for id_ in list(absent):
        others = (one for one in desk.directory.absences.get(id_, ()) if one.id not in ids)
        if any(one.covers(desk.now()) for one in others):
            absent.remove(id_)
    return [one for one in desk.directory.staff.values() if one.id in absent]


def must_have_duty(desk: Desk) -> None:
    if not may_change(desk.me):
        raise NotYours


def shift_by_id(desk: Desk, shift_id: int) -> Shift:
    shift = next((one for one in desk.directory.shifts if one.id == shift_id), None)
    if shift is None:
        raise OutdatedButton
    return shift


async def changes(desk: Desk, id_: int) -> Sequence[ShiftChange]:
    mine = select(ShiftChange).where(
        ShiftChange.station_id == desk.station.id,
        or_(ShiftChange.id == id_, ShiftChange.swap_id == id_),
    )
    return (await desk.session.scalars(mine.with_for_update())).all()


def put(
    desk: Desk,
    kind: ShiftChangeKind,
    person_id: int,
    starts: datetime,
    ends: datetime | None,
) -> ShiftChange:
    change = ShiftChange(
        station_id=desk.station.id,
        kind=kind,
        person_id=person_id,
        starts_at=starts,
        ends_at=ends,
        made_at=desk.now(),
        made_by_id=desk.me.id,
    )
    desk.add(change)
    return change


def _covered(desk: Desk) -> dict[int, set[int]]:
    """Who is on duty now in each open grid."""
    grids: list[Grid] = desk.directory.open_grids()
    return {
        grid.id: {one.person.id for one in duty.on_now(desk.directory, grid.id, desk.now())}
        for grid in grids
    }
