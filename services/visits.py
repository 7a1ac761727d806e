"""Somebody who is in no group asks by a poster: its link says about which grid, group or place.

The link carries no secret and grants nothing. It names what the station file calls by a code that
stays for good, so that a printed poster outlives the database.
"""

from dataclasses import dataclass
from datetime import timedelta

from models.ids import parse_id
from models.person import Person
from models.station import Grid, GroupKind, PublicPlace
from services.desk import Desk
from services.directory import Directory

GRID, GROUP, PLACE = "grid", "group", "place"
LASTS = timedelta(hours=3)  # whoever writes later has left the poster behind


@dataclass(frozen=True)
class Visit:
    """`link` is the payload of the poster's deep link (at most 64 of A-Z a-z 0-9 _ -), `name` what
    the visitor asks about."""

    link: str
    name: str
    grid: Grid
    place: PublicPlace | None = None


def find(directory: Directory, link: str) -> Visit | None:
    """None where the station has no such grid, group or place (any more)."""
    kind, _, code = link.partition("-")
    match kind:
        case "grid":
            return _grid(directory, code)
        case "place":
            return _place(directory, code)
        case "group":
            return _group(directory, parse_id(code))
    return None


def called(directory: Directory, word: str) -> Visit | None:
    """By the code of a grid or a place, or a group's id, as the station file has them."""
    return (
        _grid(directory, word)
        or _place(directory, word)
        or _group(directory, parse_id(word.removeprefix("-")))
    )


def begin(person: Person, desk: Desk, visit: Visit | None) -> None:
    person.visit = visit.link if visit else None
    person.visited_at = desk.now() if visit else None


def under_way(desk: Desk, person: Person) -> Visit | None:
    """What the person is asking about: until they have asked, or some hours have passed."""
    if person.visit is None or person.visited_at is None:
        return None
    if desk.now() - person.visited_at > LASTS:
        return None
    return find(desk.directory, person.visit)


def _grid(directory: Directory, code: str) -> Visit | None:
    grid = next((one for one in directory.open_grids() if one.code == code), None)
    return Visit(f"{GRID}-{code}", grid.name, grid) if grid else None


def _place(directory: Directory, code: str) -> Visit | None:
    place = next((one for one in directory.places.values() if one.code == code), None)
    grid = directory.grids.get(place.grid_id) if place else None
    if place is None or grid is None or not grid.active:
        return None
    return Visit(f"{PLACE}-{code}", place.name, grid, place)


def _group(directory: Directory, number: int | None) -> Visit | None:
    """A group's id is below zero; the link has no room for the sign beside its hyphen."""
    address = directory.by_external.get(-(number or 0))
    group = directory.groups.get(address.group_id or 0) if address else None
    if group is None or group.kind is GroupKind.DUTY_ROOM:
        return None
    grid = directory.grid_of_group(group.id)
    return Visit(f"{GROUP}-{number}", group.title, grid) if grid else None
