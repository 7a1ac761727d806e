"""The file's areas, and the grids in them."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.station import Area, Station
from services.station_file.changes import Change, Changes
from services.station_file.entries import StationFile
from services.station_file.load_places import Grids


async def load_areas(
    session: AsyncSession, station: Station, file: StationFile, grids: Grids, changes: Changes
) -> None:
    found = await session.scalars(select(Area).where(Area.station_id == station.id))
    known = {area.code: area for area in found}
    for entry in file.areas:
        area = known.get(entry.code)
        if area is None:
            area = Area(station_id=station.id, code=entry.code, name=entry.name)
            known[entry.code] = area
            session.add(area)
            changes.new("area", entry.code, entry.name)
        else:
            changes.put(area, "area", entry.code, name=entry.name, active=True)
    named = {entry.code for entry in file.areas}
    for code, area in known.items():
        if code not in named:
            changes.put(area, "area", code, active=False)
    _tie(file, grids, known, changes)


def _tie(file: StationFile, grids: Grids, areas: dict[str, Area], changes: Changes) -> None:
    """Each grid is in one area, or in none."""
    wanted = {code: entry.code for entry in file.areas for code in entry.grids}
    codes = {area.id: code for code, area in areas.items()}
    for code, grid in grids.items():
        before = codes.get(grid.area_id) if grid.area_id is not None else None
        after = wanted.get(code)
        if before != after:
            grid.area_id = areas[after].id if after is not None else None
            changes.append(Change("grid area", code, before, after))
