"""What a station file says of one shift. Instants are in UTC, the times of what recurs local."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from models.shift import Position
from services.local_time import begins, ends
from services.workdays import EVERY_DAY


@dataclass(frozen=True)
class Instead:
    """What a recurring shift is on one day. Times as clocks there show them."""

    on: date
    badge: str
    position: Position
    grids: tuple[str, ...] | None
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Repeats:
    """How a shift recurs: a rule of RFC 5545, and the first time as clocks there show it."""

    rule: str
    starts: datetime
    ends: datetime
    days: str = EVERY_DAY
    except_on: tuple[date, ...] = ()
    instead: tuple[Instead, ...] = ()


@dataclass(frozen=True)
class ShiftEntry:
    """`grids` none means all. One that `repeats` has no instants of its own."""

    badge: str
    position: Position
    grids: tuple[str, ...] | None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    repeats: Repeats | None = None


def shift_entry(given: dict[str, Any], zone: ZoneInfo) -> ShiftEntry:
    position, grids = Position(given["position"]), _grids(given["grids"])
    if "repeat" in given:
        return ShiftEntry(given["badge"], position, grids, repeats=_repeats(given))
    return ShiftEntry(
        badge=given["badge"],
        position=position,
        grids=grids,
        starts_at=begins(given["from"], zone) if "from" in given else None,
        ends_at=ends(given["to"], zone) if "to" in given else None,
    )


def _repeats(given: dict[str, Any]) -> Repeats:
    return Repeats(
        rule=given["repeat"],
        starts=datetime.fromisoformat(given["from"]),
        ends=datetime.fromisoformat(given["to"]),
        days=given.get("days", EVERY_DAY),
        except_on=tuple(map(date.fromisoformat, given.get("except", ()))),
        instead=tuple(_instead(given, one) for one in given.get("instead", ())),
    )


def _instead(shift: dict[str, Any], one: dict[str, Any]) -> Instead:
    """What it doesn't say is as always."""
    on, starts = date.fromisoformat(one["on"]), datetime.fromisoformat(shift["from"])
    length = datetime.fromisoformat(shift["to"]) - starts
    begun = datetime.combine(on, starts.time())
    return Instead(
        on=on,
        badge=one.get("badge", shift["badge"]),
        position=Position(one.get("position", shift["position"])),
        grids=_grids(one.get("grids", shift["grids"])),
        starts=datetime.fromisoformat(one["from"]) if "from" in one else begun,
        ends=datetime.fromisoformat(one["to"]) if "to" in one else begun + length,
    )


def _grids(given: str | list[str]) -> tuple[str, ...] | None:
    return None if isinstance(given, str) else tuple(given)
