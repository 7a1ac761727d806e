"""An alert's calendar in words: 每月第一个工作日 09:00; on the first working day of each month at
09:00."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel.dates import format_date, get_day_names
from babel.lists import format_list

from locales.marking import _
from locales.translations import translated

WHEN = _("%(days)s at %(time)s")
ONCE = _("once on %(date)s")
EACH_DAY = _("each day")
EACH_WORKDAY = _("each working day")
EACH_WEEK = _("each %(weekdays)s")
EACH_WEEKS = _("every %(weeks)s weeks on %(weekdays)s")
MONTH_DAY = _("on day %(nth)s of each month")
LAST_DAY = _("on the last day of each month")
NTH_WORKDAY = _("on the %(nth)s working day of each month")
NTH_WEEKDAY = _("on the %(nth)s %(weekday)s of each month")
IN_SEASON = _("%(said)s, from %(begins)s to %(ends)s each year")
STARTING = _("%(said)s, from %(date)s on")
UNTIL = _("%(said)s, until %(date)s")
DAY_AND_MONTH = _("d MMMM")  # Unicode date patterns, as Babel knows them
WHOLE_DATE = _("d MMMM y")
ORDINALS = {
    -1: _("last"),
    1: _("first"),
    2: _("second"),
    3: _("third"),
    4: _("fourth"),
    5: _("fifth"),
    6: _("sixth"),
    7: _("seventh"),
    8: _("eighth"),
    9: _("ninth"),
    10: _("tenth"),
}
LEAP_YEAR = 2000


def calendar_in_words(language: str, rule: Mapping[str, Any]) -> str:
    """`rule` as services.calendar_rule.described gives it."""
    days = translated(language, _days(rule)) % _values(language, rule)
    said = translated(language, WHEN) % {"days": days, "time": rule["time"]}
    if rule["season"]:
        begins, ends = (_month_day(language, one) for one in rule["season"])
        values = {"said": said, "begins": begins, "ends": ends}
        said = translated(language, IN_SEASON) % values
    if rule["starting"] and rule["repeat"] != "once":
        values = {"said": said, "date": _date(language, rule["starting"])}
        said = translated(language, STARTING) % values
    if rule["until"]:
        values = {"said": said, "date": _date(language, rule["until"])}
        said = translated(language, UNTIL) % values
    return said


def _days(rule: Mapping[str, Any]) -> str:
    match rule["repeat"], rule["monthly"]:
        case "once", _:
            return ONCE
        case "day", _:
            return EACH_DAY
        case "workday", _:
            return EACH_WORKDAY
        case "week", _:
            return EACH_WEEK if rule["weeks"] == 1 else EACH_WEEKS
        case _, "day":
            return LAST_DAY if rule["nth"] < 0 else MONTH_DAY
        case _, "workday":
            return NTH_WORKDAY
    return NTH_WEEKDAY


def _values(language: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    named = get_day_names("wide", locale=language)
    weekdays = [str(named[one]) for one in rule["weekdays"]]
    is_day = rule["monthly"] == "day"
    return {
        "date": _date(language, rule["starting"]) if rule["starting"] else "",
        "weeks": rule["weeks"],
        "weekday": weekdays[0] if weekdays else "",
        "weekdays": format_list(weekdays, locale=language) if weekdays else "",
        "nth": rule["nth"] if is_day else translated(language, ORDINALS[rule["nth"]]),
    }


def _date(language: str, day: str) -> str:
    pattern = translated(language, WHOLE_DATE)
    return format_date(date.fromisoformat(day), pattern, locale=language)


def _month_day(language: str, month_day: list[int]) -> str:
    pattern = translated(language, DAY_AND_MONTH)
    return format_date(date(LEAP_YEAR, *month_day), pattern, locale=language)
