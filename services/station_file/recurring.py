"""The file's recurring shifts as an iCalendar text: one expansion serves every source."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from icalendar import Event, vRecur

from models.shift import Position
from services.calendars import DAYS, new_calendar
from services.station_file.shift_entries import Instead, Repeats, ShiftEntry
from services.workdays import EVERY_DAY


def calendar_of(shifts: Iterable[ShiftEntry]) -> str | None:
    """Times have no zone: they are the station's. None if no shift recurs."""
    calendar = new_calendar("station file")
    for shift in shifts:
        if shift.repeats is not None:
            for event in _events(shift, shift.repeats):
                calendar.add_component(event)
    return calendar.to_ical().decode("utf-8") if calendar.subcomponents else None


def _events(shift: ShiftEntry, repeats: Repeats) -> Iterator[Event]:
    where = " ".join(shift.grids) if shift.grids is not None else "all"
    uid = f"{shift.badge} {shift.position} {where} {repeats.starts:%H:%M} {repeats.rule}"
    series = _event(uid, shift.badge, shift.position, shift.grids)
    series.add("DTSTART", repeats.starts)
    series.add("DTEND", repeats.ends)
    series.add("RRULE", vRecur.from_ical(repeats.rule))
    for day in repeats.except_on:
        series.add("EXDATE", datetime.combine(day, repeats.starts.time()))
    if repeats.days != EVERY_DAY:
        series.add(DAYS, repeats.days)
    yield series
    for one in repeats.instead:
        yield _override(uid, one, repeats)


def _override(uid: str, one: Instead, repeats: Repeats) -> Event:
    event = _event(uid, one.badge, one.position, one.grids)
    event.add("RECURRENCE-ID", datetime.combine(one.on, repeats.starts.time()))
    event.add("DTSTART", one.starts)
    event.add("DTEND", one.ends)
    return event


def _event(uid: str, badge: str, position: Position, grids: tuple[str, ...] | None) -> Event:
    event = Event()
    event.add("UID", uid)
    event.add("SUMMARY", badge)
    event.add("CATEGORIES", [position.value, *(grids or ())])
    return event
