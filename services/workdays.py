"""Which days are worked: by the week, a country's holidays, and what the station says itself.

The holidays, and the weekends that China works to make up for them, are those of the `holidays`
library; a year's make-up days are known once the State Council has announced them.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import holidays

WORKDAYS, REST_DAYS, EVERY_DAY = "workdays", "rest_days", "all"
SATURDAY = 5


def is_kind(duty: Mapping[str, Any], kind: str, day: date) -> bool:
    """Whether a day is one of this kind (workdays, rest_days, all), by the file's section duty."""
    return kind == EVERY_DAY or is_workday(duty, day) is (kind == WORKDAYS)


def is_workday(duty: Mapping[str, Any], day: date) -> bool:
    if day.isoformat() in duty.get("workdays", ()):
        return True
    if day.isoformat() in duty.get("rest_days", ()):
        return False
    where = duty.get("holidays")
    return day.weekday() < SATURDAY if where is None else _calendar(where).is_working_day(day)


def exists(where: str) -> bool:
    """Whether the library knows it: a country (CN), or a part of one (ES-MD)."""
    country, _, part = where.partition("-")
    known = holidays.list_supported_countries()
    return country in known and (not part or part in known[country])


def is_announced(where: str, year: int) -> bool:
    """Whether it is known which weekends are worked that year, where any are."""
    country = where.partition("-")[0]
    return country != "CN" or any(day.year == year for day in _worked_weekends(where, year))


@cache
def _calendar(where: str) -> holidays.HolidayBase:
    """It adds the years that it is asked of."""
    country, _, part = where.partition("-")
    return holidays.country_holidays(country, subdiv=part or None)


def _worked_weekends(where: str, year: int) -> set[date]:
    calendar = _calendar(where)
    calendar.is_working_day(date(year, 1, 1))
    return set(calendar.weekend_workdays)
