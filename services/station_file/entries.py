"""What a station file says, once it is known to be sound. Times are in UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from models.station import GroupKind
from services.station_file.shift_entries import ShiftEntry, shift_entry

PROMISES = {"help": 10, "consultation": 30}  # minutes


@dataclass(frozen=True)
class StationEntry:
    name: str
    timezone: str
    language: str
    hotline: str
    emergency: dict[str, str]
    promises: dict[str, int]
    duty_room: int | None
    duty: dict[str, Any] | None = None
    escalation: dict[str, Any] | None = None
    handover: dict[str, Any] | None = None
    alerts: dict[str, Any] | None = None
    keep_files: dict[str, Any] | None = None
    full_names: bool = False
    morning_check: str | None = None


@dataclass(frozen=True)
class GridEntry:
    code: str
    name: str
    groups: tuple[int, ...] = ()
    active: bool = True
    geocodes: dict[str, list[str]] | None = None
    shape: dict[str, Any] | None = None


@dataclass(frozen=True)
class GroupEntry:
    chat: int
    kind: GroupKind
    grids: tuple[str, ...]
    private: bool
    language: str | None = None


@dataclass(frozen=True)
class AreaEntry:
    code: str
    name: str
    grids: tuple[str, ...]


@dataclass(frozen=True)
class PlaceEntry:
    code: str
    name: str
    grid: str


@dataclass(frozen=True)
class PersonEntry:
    badge: str
    name: str
    roles: tuple[str, ...]
    telegram: int | None = None
    grids: tuple[str, ...] = ()
    language: str | None = None
    shown_as: str | None = None
    work_phone: str | None = None
    working_hours: dict[str, str] | None = None


@dataclass(frozen=True)
class StationFile:
    station: StationEntry
    grids: list[GridEntry] = field(default_factory=list)
    people: list[PersonEntry] = field(default_factory=list)
    shifts: list[ShiftEntry] = field(default_factory=list)
    groups: list[GroupEntry] = field(default_factory=list)
    areas: list[AreaEntry] = field(default_factory=list)
    places: list[PlaceEntry] = field(default_factory=list)


def entries(data: dict[str, Any], shapes: Mapping[int, dict[str, Any]]) -> StationFile:
    """From data that has the schema's shape and makes sense. `shapes`: the grids' own, by index."""
    zone = ZoneInfo(data["station"]["timezone"])
    return StationFile(
        _station(data),
        [_grid(given, shapes.get(index)) for index, given in enumerate(data["grids"])],
        [_person(given) for given in data["people"]],
        [shift_entry(given, zone) for given in data["shifts"]],
        [_group(given) for given in data.get("groups", ())],
        [_area(given) for given in data.get("areas", ())],
        [PlaceEntry(**given) for given in data.get("places", ())],
    )


def _station(data: dict[str, Any]) -> StationEntry:
    given = data["station"]
    return StationEntry(
        name=given["name"],
        timezone=given["timezone"],
        language=given["language"],
        hotline=given["hotline"],
        emergency=given["emergency"],
        promises=PROMISES | data.get("promises", {}),
        duty_room=given.get("duty_room"),
        duty=data.get("duty"),
        escalation=data.get("escalation"),
        handover=data.get("handover"),
        alerts=data.get("alerts"),
        keep_files=data.get("keep_files"),
        full_names=given.get("full_names", False),
        morning_check=given.get("morning_check"),
    )


def _grid(given: dict[str, Any], shape: dict[str, Any] | None) -> GridEntry:
    return GridEntry(
        code=given["code"],
        name=given["name"],
        groups=tuple(given.get("groups", ())),
        active=given.get("active", True),
        geocodes=given.get("geocodes"),
        shape=shape,
    )


def _group(given: dict[str, Any]) -> GroupEntry:
    kind = GroupKind(given.get("kind", GroupKind.RESIDENTS))
    return GroupEntry(
        chat=given["id"],
        kind=kind,
        grids=tuple(given["grids"]),
        private=given.get("private", kind is GroupKind.MERCHANTS),
        language=given.get("language"),
    )


def _area(given: dict[str, Any]) -> AreaEntry:
    return AreaEntry(code=given["code"], name=given["name"], grids=tuple(given["grids"]))


def _person(given: dict[str, Any]) -> PersonEntry:
    return PersonEntry(
        badge=given["badge"],
        name=given["name"],
        roles=tuple(given["roles"]),
        telegram=given.get("telegram"),
        grids=tuple(given.get("grids", ())),
        language=given.get("language"),
        shown_as=given.get("shown_as"),
        work_phone=given.get("work_phone"),
        working_hours=given.get("working_hours"),
    )
