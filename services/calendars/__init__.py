"""Rosters as iCalendar texts (RFC 5545): read, expanded to plain shifts, and written."""

from services.calendars.errors import CalendarError
from services.calendars.expanding import DAYS, Expansion, Listed, expand
from services.calendars.known import Known
from services.calendars.rules import wrong_with_rule
from services.calendars.writing import new_calendar, write

__all__ = [
    "DAYS",
    "CalendarError",
    "Expansion",
    "Known",
    "Listed",
    "expand",
    "new_calendar",
    "write",
    "wrong_with_rule",
]
