"""Bringing the database in line with a station file. Loading the same file twice changes
nothing the second time."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.station import Station
from services import rosters
from services.station_file.changes import Change, Changes, shown
from services.station_file.entries import StationEntry, StationFile
from services.station_file.load_areas import load_areas
from services.station_file.load_people import load_people
from services.station_file.load_places import load_grids, load_groups
from services.station_file.load_public_places import load_public_places
from services.station_file.load_shifts import load_roster, load_shifts


async def load(
    session: AsyncSession, file: StationFile, bot_id: int, now: datetime
) -> list[Change]:
    """Make the station of this bot what the file says, and say what changed. Whatever is no
    longer in the file stays in the record: grids and groups become inactive, people residents.
    What recurs is expanded from `now` on."""
    changes = Changes()
    station = await _station(session, file.station, bot_id, changes)
    grids = await load_grids(session, station, file, changes)
    await load_areas(session, station, file, grids, changes)
    await load_public_places(session, station, file, grids, changes)
    await load_groups(session, station, file, grids, changes)
    people = await load_people(session, station, file, grids, changes)
    await load_shifts(session, station, file, people, grids, changes)
    await load_roster(session, station, file, people, grids, changes, now)
    if changes and changes[0].what != "station":
        station.revision += 1
        await rosters.are_due(session, station, now)
    await session.flush()
    return list(changes)


async def _station(
    session: AsyncSession, given: StationEntry, bot_id: int, changes: Changes
) -> Station:
    values = {
        "name": given.name,
        "timezone": given.timezone,
        "language": given.language,
        "hotline": given.hotline,
        "emergency": given.emergency,
        "promise_minutes": given.promises,
        "duty": given.duty,
        "escalation": given.escalation,
        "handover": given.handover,
        "alerts": given.alerts,
        "keep_files": given.keep_files,
        "full_names": given.full_names,
        "morning_check": given.morning_check,
    }
    # Two loads at once take turns here (PostgreSQL; on SQLite there is one writer anyway).
    found = await session.scalar(select(Station).where(Station.bot_id == bot_id).with_for_update())
    if found is not None:
        changes.put(found, "station", given.name, **values)
        return found
    made = Station(bot_id=bot_id, **values)
    session.add(made)
    changes.new("station", given.name, shown([given.timezone, given.language]))
    await session.flush()
    return made
