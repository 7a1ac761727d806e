"""When a rule falls due next.

Local times become instants as everywhere here (services/local_time.py): a time that the clocks
leave out comes by as much later as they leave out (RFC 5545, 3.3.5), and of a time that they show
twice only the first counts. So there is one alert a local day.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.calendar_rule.dates import Workday, dates
from services.calendar_rule.rule import CalendarRule, Repeat
from services.local_time import begins_each_time

HORIZON = timedelta(days=3652)  # ten years; what doesn't fall due in them never does


def next_after(
    rule: CalendarRule, instant: datetime, zone: ZoneInfo, is_workday: Workday
) -> datetime | None:
    """The first time after this instant, in UTC; None where none comes within ten years.

    `is_workday` says of a local day whether the station works:
    `partial(workdays.is_workday, station.duty or {})`. A rule for once isn't bound by the horizon.
    """
    today = instant.astimezone(zone).date()
    # What a gap at midnight pushed out of yesterday may still be to come today.
    first = today - timedelta(days=1)
    is_far = rule.repeat is Repeat.ONCE or date.max - HORIZON < today
    last = date.max if is_far else today + HORIZON
    for day in dates(rule, first, last, is_workday):
        due = begins_each_time(datetime.combine(day, rule.at), zone)
        if due > instant:
            return due.astimezone(UTC)
    return None
