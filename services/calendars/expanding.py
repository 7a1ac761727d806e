"""What an iCalendar text says for a span of time, as plain shifts in UTC.

SUMMARY names the badge (several, if several people have the shift), CATEGORIES the position (main
where it names none) and the grids, or LOCATION the grids; where neither names anything, it is for
all. What is cancelled doesn't count. Times without a zone are the station's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Event

from locales import position_in
from models.shift import Position
from services import workdays
from services.calendars.errors import CalendarError
from services.calendars.known import Known
from services.calendars.rules import wrong_with
from services.local_time import begins_each_time, ends_each_time
from services.words import harmless

DAYS = "X-DOORSTEP-DAYS"  # workdays or rest_days: on which of its days a shift takes place
ZONES = timedelta(days=1)  # by which a time without a zone may be another instant
EARLIEST = date(1990, 1, 1)
MOST_ENTRIES, MOST_SHIFTS = 5_000, 50_000


@dataclass(frozen=True)
class Listed:
    """One shift of one person; `grids` (codes) none means all."""

    uid: str
    badge: str
    position: Position
    grids: frozenset[str] | None
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Expansion:
    """`left_out`: a sentence for each entry that can't be used."""

    shifts: list[Listed]
    left_out: list[str]


def expand(text: str, known: Known, since: datetime, until: datetime) -> Expansion:
    """Raises CalendarError if it is no calendar, or none that can be used."""
    calendar = _read(text)
    left_out = list(_unusable(calendar, known))
    shifts: list[Listed] = []
    try:
        for found in recurring_ical_events.of(calendar).between(since - ZONES, until + ZONES):
            shifts += _shifts(found, known)
            if len(shifts) > MOST_SHIFTS:
                raise CalendarError(f"It has more than {MOST_SHIFTS} shifts.")
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        raise CalendarError(f"It can't be expanded: {error}.") from None
    within = [one for one in shifts if one.ends_at > since and one.starts_at < until]
    return Expansion(within, left_out)


def _read(text: str) -> Calendar:
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, KeyError, IndexError, RecursionError):
        raise CalendarError("It is no iCalendar text (.ics).") from None
    if not isinstance(calendar, Calendar):
        raise CalendarError("It is no iCalendar text (.ics).")
    events = calendar.events
    if len(events) > MOST_ENTRIES:
        raise CalendarError(f"It has more than {MOST_ENTRIES} entries.")
    for event in events:
        for rule in _all(event, "RRULE"):
            if wrong := wrong_with(rule):
                raise CalendarError(f"{_name(event)}: {wrong}")
    return calendar


def _unusable(calendar: Calendar, known: Known) -> Iterator[str]:
    """Takes them out of the calendar, too: the others are expanded without them."""
    for event in calendar.events:
        wrong = _wrong_with(event, known)
        if wrong is not None:
            calendar.subcomponents.remove(event)
            if not _is_cancelled(event):
                yield f"{_name(event)}: {wrong}"


def _wrong_with(event: Event, known: Known) -> str | None:
    start = _moment(event, "DTSTART")
    if start is None:
        return "it has no beginning."
    if _day(start) < EARLIEST:
        return f"it begins before {EARLIEST.year}."
    if _is_cancelled(event):
        return None
    if not known.badges_in(str(event.get("SUMMARY", ""))):
        return "its title names no badge of this station."
    where = str(event.get("LOCATION", "")).strip()
    if where and not known.grids_in([*_categories(event), where]):
        return f'there is no grid "{harmless(where)}".'
    return None


def _shifts(event: Event, known: Known) -> Iterator[Listed]:
    """One for each person."""
    start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
    days = event.get(DAYS)
    if start is None or end is None or _is_cancelled(event):
        return
    if days and not workdays.is_kind(known.duty, str(days), _day(start)):
        return
    starts_at, ends_at = _begins(start, known), _ends(end, known)
    if ends_at <= starts_at:
        return
    categories = _categories(event)
    grids = known.grids_in(categories) or known.grids_in([str(event.get("LOCATION", ""))])
    position = position_in(" / ".join([*categories, str(event.get("SUMMARY", ""))]))
    for badge in known.badges_in(str(event.get("SUMMARY", ""))):
        yield Listed(
            uid=f"{event.get('UID', '')}#{badge}",
            badge=badge,
            position=Position(position or Position.MAIN),
            grids=frozenset(grids) if grids else None,
            starts_at=starts_at,
            ends_at=ends_at,
        )


def _begins(at: date, known: Known) -> datetime:
    """A whole day begins at midnight there."""
    if not isinstance(at, datetime):
        return begins_each_time(datetime.combine(at, time()), known.zone)
    return begins_each_time(at, known.zone) if at.tzinfo is None else at.astimezone(UTC)


def _ends(at: date, known: Known) -> datetime:
    if not isinstance(at, datetime):
        return begins_each_time(datetime.combine(at, time()), known.zone)
    return ends_each_time(at, known.zone) if at.tzinfo is None else at.astimezone(UTC)


def _moment(event: Event, name: str) -> date | None:
    """A date, or a date and time."""
    found = getattr(event.get(name), "dt", None)
    return found if isinstance(found, date) else None


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _is_cancelled(event: Event) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _categories(event: Event) -> list[str]:
    return [str(word) for one in _all(event, "CATEGORIES") for word in getattr(one, "cats", [one])]


def _all(event: Event, name: str) -> list[Any]:
    found = event.get(name, [])
    return list(found) if isinstance(found, list) else [found]


def _name(event: Event) -> str:
    title = harmless(" ".join(str(event.get("SUMMARY", "")).split()))[:60] or "without a title"
    start = _moment(event, "DTSTART")
    return f'The entry "{title}"' + (f" of {_day(start)}" if start else "")
