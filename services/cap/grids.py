"""Which of our grids an alert is about: by geocode, by name, or by what it covers on the map.

Positions are WGS 84. CAP writes latitude before longitude, GeoJSON longitude before latitude
(RFC 7946, 3.1.1). Polygons are compared on the plane of degrees; one that crosses the 180th
meridian has to be given as two. For a circle the corners of a grid are placed around its centre at
their distance and bearing on a sphere of 6371.0088 km (haversine), and the nearest point of the
grid on that plane must lie within the radius.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import Point as PlanePoint
from shapely.geometry import Polygon as PlanePolygon
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from services.cap.alert import Area, Circle, Named, Polygon

RADIUS = 6371.0088  # kilometres: the earth's mean radius
LOOKED_OVER, MENDED = 10_000, 100  # points
_LISTED = re.compile(r"[,;/\n，、；]")


class Matched(StrEnum):
    GEOCODE = "geocode"
    AREA_NAME = "area_name"
    POLYGON = "polygon"
    CIRCLE = "circle"


@dataclass(frozen=True)
class GridShape:
    """`polygon` is a GeoJSON Polygon or MultiPolygon, or a Feature of one."""

    code: str
    name: str
    area_name: str | None = None
    geocodes: tuple[Named, ...] = ()
    polygon: Mapping[str, Any] | None = None


def grids_of(areas: Iterable[Area], grids: Iterable[GridShape]) -> dict[str, Matched]:
    """By the grids' codes, in their order, how each was matched; the first way that does, counts.
    Raises ValueError for a grid's polygon of which `polygon_fault` has something to say."""
    listed = list(areas)
    covered = [_covered(polygon) for area in listed for polygon in area.polygons]
    found = {}
    for grid in grids:
        matched = _matched(listed, covered, grid)
        if matched is not None:
            found[grid.code] = matched
    return found


def polygon_fault(polygon: Mapping[str, Any]) -> str | None:
    """What is wrong with a grid's GeoJSON, for the end of a sentence."""
    try:
        plane = _plane(polygon)
        west, south, east, north = plane.bounds
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return "is no GeoJSON Polygon or MultiPolygon."
    if max(abs(south), abs(north)) > 90 or max(abs(west), abs(east)) > 180:
        return "has a point that isn't on earth: in GeoJSON longitude stands first."
    return None


def _matched(areas: list[Area], covered: list[BaseGeometry], grid: GridShape) -> Matched | None:
    if any(_has_geocode(area, grid) for area in areas):
        return Matched.GEOCODE
    if any(_is_named(area, grid) for area in areas):
        return Matched.AREA_NAME
    if grid.polygon is None:
        return None
    if fault := polygon_fault(grid.polygon):
        raise ValueError(f"The polygon of {grid.code} {fault}")
    plane = _plane(grid.polygon)
    if any(one.intersects(plane) and not one.touches(plane) for one in covered):
        return Matched.POLYGON
    if any(_reaches(circle, plane) for area in areas for circle in area.circles):
        return Matched.CIRCLE
    return None


def _has_geocode(area: Area, grid: GridShape) -> bool:
    ours = {(_normal(one.name), _normal(one.value)) for one in grid.geocodes}
    return any((_normal(one.name), _normal(one.value)) in ours for one in area.geocodes)


def _is_named(area: Area, grid: GridShape) -> bool:
    ours = {_normal(one) for one in (grid.code, grid.name, grid.area_name or "") if one}
    said = [area.area_desc, *_LISTED.split(area.area_desc)]
    return any(_normal(one) in ours for one in said)


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _plane(polygon: Mapping[str, Any]) -> BaseGeometry:
    """x is longitude, y is latitude."""
    geometry = polygon["geometry"] if polygon["type"] == "Feature" else polygon
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(geometry["type"])
    plane = _mended(shapely.force_2d(shape(dict(geometry))))
    if plane.is_empty or not plane.area:
        raise ValueError("It covers nothing.")
    return plane


def _covered(polygon: Polygon) -> BaseGeometry:
    """One that crosses itself is mended; where that or its look-over could take long, all that it
    encloses counts."""
    plane: BaseGeometry = PlanePolygon([(east, north) for north, east in polygon])
    if len(polygon) <= LOOKED_OVER and plane.is_valid:
        return plane
    return _mended(plane) if len(polygon) <= MENDED else plane.convex_hull


def _mended(plane: BaseGeometry) -> BaseGeometry:
    return shapely.make_valid(plane, method="structure", keep_collapsed=False)


def _reaches(circle: Circle, plane: BaseGeometry) -> bool:
    def around(*corners: Iterable[float]) -> list[list[float]]:
        placed = [_around(circle, east, north) for east, north in zip(*corners, strict=True)]
        return [list(one) for one in zip(*placed, strict=True)]

    near = shapely.transform(plane, around, interleaved=False)  # type: ignore[arg-type]  # The stubs know only of one array.
    return bool(near.distance(PlanePoint(0, 0)) <= circle.radius)


def _around(circle: Circle, longitude: float, latitude: float) -> tuple[float, float]:
    """Kilometres east and north of the circle's centre, at the true distance and bearing."""
    here, there = math.radians(circle.latitude), math.radians(latitude)
    turn = math.radians(longitude - circle.longitude)
    haversine = (
        math.sin((there - here) / 2) ** 2
        + math.cos(here) * math.cos(there) * math.sin(turn / 2) ** 2
    )
    distance = 2 * RADIUS * math.asin(math.sqrt(min(1, haversine)))
    bearing = math.atan2(
        math.sin(turn) * math.cos(there),
        math.cos(here) * math.sin(there) - math.sin(here) * math.cos(there) * math.cos(turn),
    )
    return distance * math.sin(bearing), distance * math.cos(bearing)
