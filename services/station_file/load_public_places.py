"""The file's public places: where posters hang."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.station import PublicPlace, Station
from services.station_file.changes import Changes
from services.station_file.entries import StationFile
from services.station_file.load_places import Grids


async def load_public_places(
    session: AsyncSession, station: Station, file: StationFile, grids: Grids, changes: Changes
) -> None:
    found = await session.scalars(select(PublicPlace).where(PublicPlace.station_id == station.id))
    known = {place.code: place for place in found}
    codes = {grid.id: grid.code for grid in grids.values()}
    for entry in file.places:
        place, grid = known.get(entry.code), grids[entry.grid]
        if place is None:
            session.add(
                PublicPlace(
                    station_id=station.id, code=entry.code, name=entry.name, grid_id=grid.id
                )
            )
            changes.new("place", entry.code, f"{entry.name}, {entry.grid}")
            continue
        changes.put(place, "place", entry.code, name=entry.name, active=True)
        if place.grid_id != grid.id:
            changes.moved("place grid", entry.code, codes[place.grid_id], entry.grid)
            place.grid_id = grid.id
    named = {entry.code for entry in file.places}
    for code, place in known.items():
        if code not in named:
            changes.put(place, "place", code, active=False)
