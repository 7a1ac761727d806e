"""Reading an alert's file: all that is wrong with its form is said at once, each with its line."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from locales import render_plain
from models.alert import Alert, AlertUrgency, Category, Certainty, Severity
from services import calendar_rule
from services.alert_file import whole
from services.alert_file.wording import Wrong, worded
from services.alerts import addressing
from services.alerts.audience import Audience
from services.desk import Desk
from services.errors import CalendarRuleWrong
from services.station_file import StationFileError, shape
from services.station_file.document import Document, Place, parse
from services.station_file.places import Finding, finding, meant

MOST_NAMED = 30
ENUMS = {
    "category": Category,
    "urgency": AlertUrgency,
    "severity": Severity,
    "certainty": Certainty,
}


class AlertFileError(Exception):
    """Each sentence names one finding: its line, its key, and what is wrong."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (files(__package__) / "alert.schema.json").read_text("utf-8")
    )
    return loaded


async def read(desk: Desk, path: Path) -> tuple[Alert, datetime | None]:
    """The alert, not written yet, and when it is to go out (UTC; none: now, or by its calendar).
    Raises AlertFileError."""
    document = _document(path)
    _must_be_none({one for _, one in shape.findings(document, schema())})
    areas = [area.code for area in await addressing.areas(desk)]
    _must_be_none(_sense(desk, document, areas))
    try:
        alert = _alert(desk, document.data)
    except Wrong as wrong:
        raise AlertFileError([finding(document, wrong.place, wrong.what).sentence]) from None
    _must_be_none([one async for one in whole.findings(desk, document, alert)])
    return alert, _at(desk, document.data)


def _must_be_none(found: Iterable[Finding]) -> None:
    if sentences := [one.sentence for one in sorted(found)]:
        raise AlertFileError(sentences)


def _document(path: Path) -> Document:
    try:
        return parse(path.read_text(encoding="utf-8"), "alert file")
    except UnicodeDecodeError:
        raise AlertFileError([f"{path} isn't text in UTF-8: save it as UTF-8."]) from None
    except OSError as error:
        raise AlertFileError([f"{path} can't be read: {error.strerror}."]) from None
    except StationFileError as error:
        raise AlertFileError(error.sentences) from None


def _alert(desk: Desk, data: dict[str, Any]) -> Alert:
    words, defaults = worded(desk, data)
    facts: dict[str, Any] = {name: kind(data[name]) for name, kind in ENUMS.items() if name in data}
    hours = data.get("holds_hours")
    if hours is not None:
        facts |= {"valid_minutes": hours * 60, "until_chosen": True}
    return Alert(
        station_id=desk.station.id,
        at=desk.now(),
        author_id=desk.actor.id if desk.actor else None,
        words=words,
        contact=data.get("contact"),
        audience=Audience.load(data.get("to", {})).dump(),
        rule=data.get("calendar"),
        **{**defaults, **facts},
    )


def _at(desk: Desk, data: dict[str, Any]) -> datetime | None:
    if "at" not in data:
        return None
    local = datetime.fromisoformat(data["at"]).replace(tzinfo=desk.directory.timezone)
    return local.astimezone(UTC)


def _sense(desk: Desk, document: Document, areas: list[str]) -> Iterator[Finding]:
    """Whether what it names is there, and what stands beside each other fits."""
    data = document.data
    if "template" in data and "words" in data:
        yield _finding(document, ("template",), "give words or a template, not both.")
    if "template" not in data and "words" not in data:
        yield _finding(document, (), "Give the words, or a template and its values.")
    if "at" in data and "calendar" in data:
        yield _finding(document, ("at",), "give at or a calendar, not both.")
    yield from _time(document, desk.directory.timezone, desk.now())
    yield from _calendar(document)
    yield from _audience(desk, document, areas)


def _time(document: Document, zone: ZoneInfo, now: datetime) -> Iterator[Finding]:
    at = document.data.get("at")
    if at is None:
        return
    try:
        wanted = datetime.fromisoformat(at).replace(tzinfo=zone)
    except ValueError:
        yield _finding(document, ("at",), f"{at} is not in the calendar.")
        return
    if wanted <= now:
        yield _finding(document, ("at",), f"{at} is past: leave it out to send at once.")


def _calendar(document: Document) -> Iterator[Finding]:
    rule = document.data.get("calendar")
    if rule is None:
        return
    try:
        calendar_rule.loaded(rule)
    except CalendarRuleWrong as error:
        said = render_plain(f"error/{error.notice}", "en", error.values, "UTC")
        key = str(error.values["key"]).partition(".")[0]
        place = ("calendar", key) if key in rule else ("calendar",)
        yield _finding(document, place, said)


def _audience(desk: Desk, document: Document, areas: list[str]) -> Iterator[Finding]:
    to = document.data.get("to", {})
    known = {
        "grids": [grid.code for grid in desk.directory.open_grids()],
        "areas": areas,
        "kinds": [kind.value for kind in addressing.KINDS],
    }
    for key, codes in known.items():
        for index, code in enumerate(to.get(key, ())):
            if code not in codes:
                what = f'"{code}" is not known.{meant(code, codes)}{_there(key, codes)}'
                yield _finding(document, ("to", key, index), what)
    if to.get("groups") is False and to.get("subscribers") is False:
        yield _finding(document, ("to",), "this goes to nobody: neither groups nor subscribers.")


def _there(key: str, codes: list[str]) -> str:
    """Those that there are."""
    if not codes:
        return f" The station file names no {key}."
    more = f" and {len(codes) - MOST_NAMED} more" if len(codes) > MOST_NAMED else ""
    return f" The {key} are: {', '.join(codes[:MOST_NAMED])}{more}."


def _finding(document: Document, place: Place, what: str) -> Finding:
    return finding(document, place, what)
