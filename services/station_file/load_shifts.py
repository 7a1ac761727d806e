"""The file's shifts: plain ones as rows, recurring ones as a roster, expanded at once."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.person import Person
from models.shift import Roster, RosterSource, Shift
from models.station import Station
from services import rosters, shift_rows
from services.calendars import Known, expand
from services.shift_rows import Facts
from services.station_file.changes import Change, Changes
from services.station_file.entries import StationFile
from services.station_file.load_people import People
from services.station_file.load_places import Grids
from services.station_file.recurring import calendar_of
from services.station_file.shift_entries import ShiftEntry


async def load_shifts(
    session: AsyncSession,
    station: Station,
    file: StationFile,
    people: People,
    grids: Grids,
    changes: Changes,
) -> None:
    await session.flush()
    plain = [entry for entry in file.shifts if entry.repeats is None]
    wanted = Counter(_facts(entry, people, grids) for entry in plain)
    gone, new = await shift_rows.replace(session, station, wanted, Shift.roster_id.is_(None))
    names = await _names(session, station)
    for facts in gone:
        changes.gone("shift", names[facts.person_id], _shown(facts, station, grids))
    for facts in new:
        changes.new("shift", names[facts.person_id], _shown(facts, station, grids))


async def load_roster(
    session: AsyncSession,
    station: Station,
    file: StationFile,
    people: People,
    grids: Grids,
    changes: Changes,
    now: datetime,
) -> None:
    """The file's recurring shifts. They are expanded again each day, and after each load."""
    before = await session.scalar(
        select(Roster).where(Roster.station_id == station.id, Roster.source == RosterSource.FILE)
    )
    calendar = calendar_of(file.shifts)
    if calendar is None:
        if before is not None:
            changes.gone("roster", before.name, "the file's recurring shifts")
            await rosters.drop(session, before)
        return
    roster = before or Roster(
        station_id=station.id, source=RosterSource.FILE, name=rosters.FILE, calendar="", due_at=now
    )
    session.add(roster)
    is_new = calendar != roster.calendar
    if is_new:
        label = "the file's recurring shifts"
        changes.append(Change("roster", roster.name, label if roster.calendar else None, label))
    roster.calendar, roster.good_at, roster.expanded_at = calendar, now, now
    roster.due_at = now + rosters.RENEWED
    names = [(grid.code, grid.name) for grid in grids.values()]
    known = Known.of(ZoneInfo(station.timezone), people, names, station.duty or {})
    since, until = rosters.span(now)
    listed = expand(calendar, known, since, until).shifts
    moved = await rosters.replace(session, station, roster, listed, people, grids, since)
    if moved and not is_new:  # Days have passed since the last load: nothing that is reported.
        station.revision += 1


def _facts(entry: ShiftEntry, people: People, grids: Grids) -> Facts:
    return Facts(
        people[entry.badge].id,
        entry.position,
        None if entry.grids is None else frozenset(grids[code].id for code in entry.grids),
        entry.starts_at,
        entry.ends_at,
    )


async def _names(session: AsyncSession, station: Station) -> dict[int, str]:
    found = await session.execute(
        select(Person.id, Person.badge, Person.name).where(Person.station_id == station.id)
    )
    return {id_: f"{badge} {name}" if badge else name for id_, badge, name in found}


def _shown(facts: Facts, station: Station, grids: Grids) -> str:
    """As in "main, all grids, 2026-11-21 08:00 to always", in local time."""
    codes = {grid.id: code for code, grid in grids.items()}
    where = ["all grids"] if facts.grids is None else sorted(codes[one] for one in facts.grids)
    zone = ZoneInfo(station.timezone)
    moments = [
        at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else "always"
        for at in (facts.starts_at, facts.ends_at)
    ]
    when = "always" if moments == ["always", "always"] else " to ".join(moments)
    return ", ".join([facts.position.value, " ".join(where), when])
