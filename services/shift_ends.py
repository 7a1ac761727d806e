"""When a shift ends: for each who is on duty there is a row that falls due then (models/handover).

A row is a reminder to look, and what the roster says at that moment is the truth: so it doesn't
matter how often a shift was taken over, swapped or moved by a feed in between."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from models.handover import Handover
from models.person import Person
from services.desk import Desk
from services.directory import Directory
from services.spells import spells

LOOKED_AHEAD = timedelta(days=2)  # whoever is on duty for longer is looked at again then


def ends(directory: Directory, at: datetime) -> dict[int, datetime]:
    """Who is on duty at `at` (UTC), anywhere, and until when: shifts that follow at once, or that
    overlap, are one. At most `LOOKED_AHEAD`."""
    until = at + LOOKED_AHEAD
    near = [
        shift
        for shift in directory.shifts
        if (shift.starts_at is None or shift.starts_at < until)
        and (shift.ends_at is None or shift.ends_at > at)
    ]
    found: dict[int, datetime] = {}
    for spell in spells(directory, near, at, until):  # in the order in which they begin
        if spell.starts_at <= found.get(spell.person.id, at):
            found[spell.person.id] = max(spell.ends_at, found.get(spell.person.id, at))
    return found


def next_change(directory: Directory, at: datetime) -> datetime | None:
    """When, after `at`, somebody may come on duty, or begin to work in their own grid."""
    moments = [shift.starts_at for shift in directory.shifts]
    for change in directory.changes:
        moments += [change.starts_at, change.ends_at]
    moments += _working_days(directory, at)
    return min((one for one in moments if one is not None and one > at), default=None)


def _working_days(directory: Directory, at: datetime) -> list[datetime]:
    """When keepers of grids begin to work, today and tomorrow (UTC): if they work that day."""
    keepers = {id_ for found in directory.keepers_of_grid.values() for id_ in found}
    staff = [directory.staff[id_] for id_ in keepers if id_ in directory.staff]
    local = at.astimezone(directory.timezone)
    return [
        directory.policy.hours_on(one.working_hours, day)[0].astimezone(UTC)
        for one in staff
        for day in (local, local + timedelta(days=1))
    ]


async def keep(desk: Desk) -> datetime | None:
    """Bring the rows in line with the roster. Returns when to do so again, unless the roster
    changes before."""
    now = desk.now()
    rows = {row.person_id: row for row in await _ahead(desk)}
    for person_id, end in ends(desk.directory, now).items():
        row = rows.pop(person_id, None)
        if row is None:
            _put(desk, person_id, end)
        else:
            row.due_at = end
    for row in rows.values():  # On duty when last looked at, and not any more.
        row.due_at = min(row.due_at, now)
    return next_change(desk.directory, now)


async def away(desk: Desk, person: Person) -> None:
    """Whoever says that they are away is asked, also if they had no shift that ends."""
    mine = [row for row in await _ahead(desk) if row.person_id == person.id]
    if not mine:
        _put(desk, person.id, desk.now())


def _put(desk: Desk, person_id: int, at: datetime) -> None:
    desk.add(Handover(station_id=desk.station.id, person_id=person_id, due_at=at))


async def _ahead(desk: Desk) -> list[Handover]:
    """Of everyone who was on duty when it was last looked."""
    found = await desk.session.scalars(
        select(Handover).where(
            Handover.station_id == desk.station.id,
            Handover.done_at.is_(None),
            Handover.choices.is_(None),
            Handover.left.is_(False),
        )
    )
    return list(found)
