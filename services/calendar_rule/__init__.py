"""The calendar of an alert: on which days, at what local time, in which season, until when."""

from services.calendar_rule.dates import Workday, dates
from services.calendar_rule.document import CalendarFault, dumped, loaded
from services.calendar_rule.due import HORIZON, next_after
from services.calendar_rule.quiet import QUIET, QuietHours, after_quiet_hours
from services.calendar_rule.rule import LAST, CalendarRule, Monthly, Repeat, Season, described

__all__ = [
    "HORIZON",
    "LAST",
    "QUIET",
    "CalendarFault",
    "CalendarRule",
    "Monthly",
    "QuietHours",
    "Repeat",
    "Season",
    "Workday",
    "after_quiet_hours",
    "dates",
    "described",
    "dumped",
    "loaded",
    "next_after",
]
