"""A rule as plain data: how it stands in an alert's file and in its row.

    {"repeat": "once", "date": "2026-12-01", "time": "09:00"}
    {"repeat": "day", "time": "18:30", "season": {"from": "11-01", "to": "03-15"}}
    {"repeat": "week", "weekdays": ["mon", "thu"], "weeks": 2, "starting": "2026-11-23", …}
    {"repeat": "month", "workday": 1, …}, {"repeat": "month", "day": "last", …},
    {"repeat": "month", "weekday": "tue", "nth": 2, …}

Each may have starting, until and season; "workday" as repeat is each day that the station works.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any, NoReturn

from services.calendar_rule.rule import (
    LAST,
    LAST_NTH_WEEKDAY,
    LAST_NTH_WORKDAY,
    MOST_WEEKS,
    CalendarRule,
    Monthly,
    Repeat,
    Season,
)
from services.errors import CalendarRuleWrong

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LAST_WORD = "last"
LEAP_YEAR = 2000
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_ALWAYS = {"repeat", "time", "starting", "until", "season"}
_KEYS = {
    Repeat.ONCE: {"repeat", "time", "date"},
    Repeat.DAY: _ALWAYS,
    Repeat.WORKDAY: _ALWAYS,
    Repeat.WEEK: _ALWAYS | {"weekdays", "weeks"},
    Repeat.MONTH: _ALWAYS | {"day", "workday", "weekday", "nth"},
}
_MOST = {
    Monthly.DAY: 31,
    Monthly.WORKDAY: LAST_NTH_WORKDAY,
    Monthly.WEEKDAY: LAST_NTH_WEEKDAY,
}


class CalendarFault(StrEnum):
    """What the template error/calendar_rule_wrong tells apart."""

    NOT_ONE_OF = "not_one_of"
    MISSING = "missing"
    UNKNOWN = "unknown"
    NO_DATE = "no_date"
    NO_TIME = "no_time"
    NO_MONTH_DAY = "no_month_day"
    OVER_BEFORE = "over_before"


def loaded(data: Mapping[str, Any]) -> CalendarRule:
    """Raises CalendarRuleWrong, which names the key."""
    repeat = Repeat(_one_of(data, "repeat", [one.value for one in Repeat]))
    for key, value in data.items():
        if key not in _KEYS[repeat]:
            _refuse(CalendarFault.UNKNOWN, key, value, sorted(_KEYS[repeat]))
    rule = CalendarRule(
        repeat,
        _time(data),
        starting=_date(data, "date" if repeat is Repeat.ONCE else "starting"),
        until=_date(data, "until"),
        season=_season(data),
        **_of_repeat(repeat, data),
    )
    if repeat is Repeat.ONCE and rule.starting is None:
        _refuse(CalendarFault.MISSING, "date")
    if rule.weeks > 1 and rule.starting is None:
        _refuse(CalendarFault.MISSING, "starting")
    if rule.starting is not None and rule.until is not None and rule.until < rule.starting:
        _refuse(CalendarFault.OVER_BEFORE, "until", rule.until, [rule.starting])
    return rule


def dumped(rule: CalendarRule) -> dict[str, Any]:
    """What `loaded` makes the same rule of."""
    found: dict[str, Any] = {"repeat": rule.repeat.value, "time": f"{rule.at:%H:%M}"}
    if rule.starting is not None:
        found["date" if rule.repeat is Repeat.ONCE else "starting"] = rule.starting.isoformat()
    if rule.until is not None:
        found["until"] = rule.until.isoformat()
    if rule.season is not None:
        found["season"] = {
            key: f"{month:02}-{day:02}"
            for key, (month, day) in (("from", rule.season.begins), ("to", rule.season.ends))
        }
    if rule.repeat is Repeat.WEEK:
        found |= {"weekdays": [WEEKDAYS[one] for one in rule.weekdays], "weeks": rule.weeks}
    if rule.repeat is Repeat.MONTH:
        nth: int | str = LAST_WORD if rule.nth == LAST else rule.nth
        if rule.monthly is Monthly.WEEKDAY:
            found |= {"weekday": WEEKDAYS[rule.weekdays[0]], "nth": nth}
        else:
            found[rule.monthly.value] = nth
    return found


def _of_repeat(repeat: Repeat, data: Mapping[str, Any]) -> dict[str, Any]:
    if repeat is Repeat.WEEK:
        named = data.get("weekdays")
        listed = named if isinstance(named, list | tuple) else [named]
        if named is None or not listed:
            _refuse(CalendarFault.MISSING, "weekdays")
        weekdays = {_weekday("weekdays", one) for one in listed}
        return {
            "weekdays": tuple(sorted(weekdays)),
            "weeks": _number(data.get("weeks", 1), "weeks", MOST_WEEKS, last=False),
        }
    if repeat is not Repeat.MONTH:
        return {}
    counted = [one for one in Monthly if one.value in data]
    if len(counted) != 1:
        _refuse(CalendarFault.MISSING, " / ".join(one.value for one in Monthly))
    monthly = counted[0]
    if monthly is not Monthly.WEEKDAY:
        if "nth" in data:
            _refuse(CalendarFault.UNKNOWN, "nth", data["nth"], sorted(_KEYS[repeat] - {"nth"}))
        return {"monthly": monthly, "nth": _number(data[monthly], monthly, _MOST[monthly])}
    return {
        "monthly": monthly,
        "weekdays": (_weekday("weekday", data["weekday"]),),
        "nth": _number(data.get("nth", 1), "nth", _MOST[monthly]),
    }


def _weekday(key: str, value: object) -> int:
    if value not in WEEKDAYS:
        _refuse(CalendarFault.NOT_ONE_OF, key, value, WEEKDAYS)
    return WEEKDAYS.index(str(value))


def _number(value: object, key: str, most: int, last: bool = True) -> int:
    if last and value == LAST_WORD:
        return LAST
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        allowed = [f"1-{most}", LAST_WORD] if last else [f"1-{most}"]
        _refuse(CalendarFault.NOT_ONE_OF, key, value, allowed)
    return value


def _one_of(data: Mapping[str, Any], key: str, allowed: list[str]) -> str:
    if key not in data:
        _refuse(CalendarFault.MISSING, key)
    if data[key] not in allowed:
        _refuse(CalendarFault.NOT_ONE_OF, key, data[key], allowed)
    return str(data[key])


def _time(data: Mapping[str, Any]) -> time:
    if "time" not in data:
        _refuse(CalendarFault.MISSING, "time")
    found = _TIME.fullmatch(str(data["time"]))
    if found is None:
        _refuse(CalendarFault.NO_TIME, "time", data["time"])
    return time(int(found[1]), int(found[2]))


def _date(data: Mapping[str, Any], key: str) -> date | None:
    if data.get(key) is None:
        return None
    try:
        return date.fromisoformat(str(data[key]))
    except ValueError:
        _refuse(CalendarFault.NO_DATE, key, data[key])


def _season(data: Mapping[str, Any]) -> Season | None:
    season = data.get("season")
    if season is None:
        return None
    if not isinstance(season, Mapping) or set(season) != {"from", "to"}:
        _refuse(CalendarFault.MISSING, "season.from / season.to")
    return Season(_month_day(season, "from"), _month_day(season, "to"))


def _month_day(season: Mapping[str, Any], key: str) -> tuple[int, int]:
    found = _MONTH_DAY.fullmatch(str(season[key]))
    month, day = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(LEAP_YEAR, month)[1]:
        _refuse(CalendarFault.NO_MONTH_DAY, f"season.{key}", season[key])
    return month, day


def _refuse(fault: CalendarFault, key: str, value: object = None, allowed: Any = ()) -> NoReturn:
    raise CalendarRuleWrong(
        fault=fault.value,
        key=key,
        value=None if value is None else str(value)[:60],
        allowed=", ".join(str(one) for one in allowed),
    )
