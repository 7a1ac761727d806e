"""How CAP writes values that are more than text. What can't be read raises ValueError with the
rest of a sentence that begins with the element's name."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from services.cap.alert import Circle, Point, Polygon, Reference

MINUTE = timedelta(minutes=1)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[-+]\d\d:\d\d|Z)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
_LISTED = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True)
class Form:
    write: Callable[[Any], str]
    read: Callable[[str], Any]


def language_tag(language: str) -> str:
    """zh-Hans for our zh_Hans."""
    return language.replace("_", "-")


def one_of(values: type[StrEnum]) -> Form:
    def read(text: str) -> StrEnum:
        try:
            return values(text)
        except ValueError:
            allowed = ", ".join(one.value for one in values)
            raise ValueError(f'is "{text[:40]}", but must be one of {allowed}.') from None

    return Form(lambda value: str(values(value).value), read)


def written_time(at: datetime) -> str:
    """To the second, with an offset: that of UTC is -00:00, and never Z."""
    at = at.replace(microsecond=0)
    if at.utcoffset() is None or (at.utcoffset() or timedelta()) % MINUTE:
        at = at.astimezone(UTC)
    text = at.isoformat()
    return text.removesuffix("+00:00") + "-00:00" if text.endswith("+00:00") else text


def read_time(text: str) -> datetime:
    """Z is read as the offset of UTC, though the standard forbids it: many feeds have it. Without
    any offset a time isn't read: which zone is meant would be a guess, wrong by hours."""
    if not _TIME.fullmatch(text):
        shown = "2026-11-22T09:00:00+08:00"
        raise ValueError(f'is "{text[:40]}", but a time must look like {shown}, with its offset.')
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f'is "{text[:40]}", which is not in the calendar.') from None


def is_zulu(text: str) -> bool:
    """Whether a time, or one of the references, ends with Z."""
    return any(_TIME.fullmatch(one.rpartition(",")[2]) and one[-1] == "Z" for one in text.split())


def written_number(number: float) -> str:
    """Exact, and without an exponent."""
    return format(Decimal(repr(number)), "f")


def read_number(text: str) -> float:
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):
        raise ValueError(f'has "{text[:40]}", which is no number.')
    return number


def _read_size(text: str) -> int:
    if not re.fullmatch(r"\d{1,15}", text):
        raise ValueError(f'is "{text[:40]}", but must be a number of bytes.')
    return int(text)


def _written_point(point: Point) -> str:
    return ",".join(written_number(one) for one in point)


def _read_point(text: str) -> Point:
    parts = text.split(",")
    if len(parts) != 2:
        raise ValueError(f'has "{text[:40]}", but a point is "latitude,longitude".')
    return read_number(parts[0]), read_number(parts[1])


def _read_polygon(text: str) -> Polygon:
    return tuple(_read_point(point) for point in text.split())


def _written_circle(circle: Circle) -> str:
    point = _written_point((circle.latitude, circle.longitude))
    return f"{point} {written_number(circle.radius)}"


def _read_circle(text: str) -> Circle:
    parts = text.split()
    if len(parts) != 2:
        raise ValueError(f'is "{text[:40]}", but a circle is "latitude,longitude kilometres".')
    return Circle(*_read_point(parts[0]), read_number(parts[1]))


def _written_references(references: tuple[Reference, ...]) -> str:
    return " ".join(f"{one.sender},{one.identifier},{written_time(one.sent)}" for one in references)


def _read_references(text: str) -> tuple[Reference, ...]:
    found = []
    for one in text.split():
        parts = one.split(",")
        if len(parts) != 3:
            raise ValueError(f'has "{one[:40]}", but each is "sender,identifier,sent".')
        found.append(Reference(parts[0], parts[1], read_time(parts[2])))
    return tuple(found)


def _written_list(items: tuple[str, ...]) -> str:
    return " ".join(f'"{item}"' if re.search(r"\s", item) else item for item in items)


def _read_list(text: str) -> tuple[str, ...]:
    return tuple(quoted or plain for quoted, plain in _LISTED.findall(text) if quoted or plain)


TEXT = Form(str, str)
TIME = Form(written_time, read_time)
NUMBER = Form(written_number, read_number)
SIZE = Form(str, _read_size)
POLYGON = Form(lambda polygon: " ".join(map(_written_point, polygon)), _read_polygon)
CIRCLE = Form(_written_circle, _read_circle)
REFERENCES = Form(_written_references, _read_references)
LIST = Form(_written_list, _read_list)
