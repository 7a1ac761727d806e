"""What a calendar says, as plain values.

A month that lacks the day (the 31st, the fifth Tuesday, the tenth working day) is passed over;
who wants its end says the last one. Seasons hold both their days and may cross New Year.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

LAST = -1
MOST_WEEKS = 8
LAST_NTH_WORKDAY = 10
LAST_NTH_WEEKDAY = 5


class Repeat(StrEnum):
    ONCE = "once"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"


class Monthly(StrEnum):
    """What is counted in a month."""

    DAY = "day"
    WORKDAY = "workday"
    WEEKDAY = "weekday"


@dataclass(frozen=True)
class Season:
    """Months and days: ((11, 1), (3, 15)) is the winter. Where there is no February 29th, a season
    that begins on it begins on March 1st, and one that ends on it ends on the 28th."""

    begins: tuple[int, int]
    ends: tuple[int, int]


@dataclass(frozen=True)
class CalendarRule:
    """`at` is local time, to the minute. `starting` and `until` are the first and the last day
    on which it may fall due; once has its day as `starting`. `weekdays` (Monday is 0) are for
    weeks, and one for "the nth Tuesday"; `weeks` counts from the week of `starting`. `nth` is
    the day of the month, or which of the `monthly` ones, LAST for the last."""

    repeat: Repeat
    at: time
    starting: date | None = None
    until: date | None = None
    season: Season | None = None
    weekdays: tuple[int, ...] = ()
    weeks: int = 1
    monthly: Monthly = Monthly.DAY
    nth: int = 1


def described(rule: CalendarRule) -> dict[str, Any]:
    """What the filter `calendar` says in words: plain values, as they go into an outbox row."""
    return {
        "repeat": rule.repeat.value,
        "time": rule.at.strftime("%H:%M"),
        "starting": rule.starting.isoformat() if rule.starting else None,
        "until": rule.until.isoformat() if rule.until else None,
        "season": [list(rule.season.begins), list(rule.season.ends)] if rule.season else None,
        "weekdays": list(rule.weekdays),
        "weeks": rule.weeks,
        "monthly": rule.monthly.value,
        "nth": rule.nth,
    }
