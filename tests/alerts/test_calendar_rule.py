"""When an alert is due, against a slow and obvious walk from day to day; quiet hours."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales import calendar_in_words, render
from services import workdays
from services.calendar_rule import (
    HORIZON,
    QUIET,
    CalendarRule,
    Monthly,
    QuietHours,
    Repeat,
    Season,
    after_quiet_hours,
    described,
    dumped,
    loaded,
    next_after,
)
from services.errors import CalendarRuleWrong

MADRID, SHANGHAI = ZoneInfo("Europe/Madrid"), ZoneInfo("Asia/Shanghai")
COUNTRIES = {MADRID: "ES-MD", SHANGHAI: "CN"}
BEGIN, END = date(2024, 1, 1), date(2034, 1, 1)


@cache
def works(zone: ZoneInfo, day: date) -> bool:
    return workdays.is_workday({"holidays": COUNTRIES[zone]}, day)


def by_day(rule: CalendarRule, after: datetime, zone: ZoneInfo) -> datetime | None:
    """The oracle: each day is asked whether it is one, up to ten years on."""
    today = after.astimezone(zone).date()
    if rule.repeat is Repeat.ONCE and rule.starting:
        due = shown_first(rule.starting, rule.at, zone)
        return due if due > after else None
    for passed in range(-1, HORIZON.days + 1):
        day = today + timedelta(days=passed)
        if falls_on(rule, day, zone):
            due = shown_first(day, rule.at, zone)
            if due > after:
                return due
    return None


def falls_on(rule: CalendarRule, day: date, zone: ZoneInfo) -> bool:
    if not (rule.starting or day) <= day <= (rule.until or day):
        return False
    if rule.season and not in_season(rule.season, day):
        return False
    month = [date(day.year, day.month, n + 1) for n in range(monthrange(day.year, day.month)[1])]
    match rule.repeat, rule.monthly:
        case Repeat.DAY, _:
            return True
        case Repeat.WORKDAY, _:
            return works(zone, day)
        case Repeat.WEEK, _:
            weeks = (monday(day) - monday(rule.starting or day)).days // 7
            return day.weekday() in rule.weekdays and weeks % rule.weeks == 0
        case _, Monthly.WORKDAY:
            month = [one for one in month if works(zone, one)]
        case _, Monthly.WEEKDAY:
            month = [one for one in month if one.weekday() in rule.weekdays]
    index = rule.nth if rule.nth < 0 else rule.nth - 1
    return index < len(month) and month[index] == day


def in_season(season: Season, day: date) -> bool:
    here = (day.month, day.day)
    if season.begins <= season.ends:
        return season.begins <= here <= season.ends
    return here >= season.begins or here <= season.ends


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def shown_first(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first minute of that day's clocks that shows it, or as long after as they left out."""
    shown = datetime.combine(day, at)
    noon = shown.replace(tzinfo=UTC)
    for minutes in range(-15 * 60, 15 * 60, 15):
        instant = noon + timedelta(minutes=minutes)
        if instant.astimezone(zone).replace(tzinfo=None) == shown:
            return instant
    before = (noon - timedelta(hours=15)).astimezone(zone).utcoffset()
    assert before is not None
    return noon - before


times = st.sampled_from([time(h, m) for h in (0, 1, 2, 3, 9, 22, 23) for m in (0, 15, 30)])
days_of_year = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda one: (one.month, one.day))
seasons = st.none() | st.builds(Season, days_of_year, days_of_year)
some_days = st.dates(BEGIN, END)


@st.composite
def rules(draw: st.DrawFn) -> CalendarRule:
    repeat = draw(st.sampled_from(Repeat))
    starting = draw(some_days if repeat is Repeat.ONCE else st.none() | some_days)
    values: dict[str, Any] = {}
    if repeat is Repeat.WEEK:
        values["weekdays"] = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
        values["weeks"] = draw(st.integers(1, 8)) if starting else 1
    if repeat is Repeat.MONTH:
        values["monthly"] = monthly = draw(st.sampled_from(Monthly))
        if monthly is Monthly.WEEKDAY:
            values["weekdays"] = (draw(st.integers(0, 6)),)
        most = {Monthly.DAY: 31, Monthly.WORKDAY: 10, Monthly.WEEKDAY: 5}[monthly]
        values["nth"] = draw(st.just(-1) | st.integers(1, most))
    if repeat is not Repeat.ONCE:
        values["season"] = draw(seasons)
        if draw(st.booleans()):
            values["until"] = (starting or draw(some_days)) + timedelta(
                days=draw(st.integers(0, 900))
            )
    return CalendarRule(repeat, draw(times), starting, **values)


changes = st.sampled_from(
    [datetime(y, m, d, 0, tzinfo=UTC) for y, m, d in ((2026, 3, 29), (2026, 10, 25), (2027, 1, 1))]
)
moments = st.builds(datetime.fromtimestamp, st.integers(1704067200, 2019686400), tz=st.just(UTC))
instants = moments | (
    st.builds(lambda at, m: at + timedelta(minutes=m), changes, st.integers(-1440, 1440))
)
zones = st.sampled_from([MADRID, SHANGHAI])


@settings(max_examples=400, deadline=None)
@given(rules(), instants, zones)
def test_a_rule_falls_due_as_the_walk_from_day_to_day_says(
    rule: CalendarRule, after: datetime, zone: ZoneInfo
) -> None:
    assert next_after(rule, after, zone, partial(works, zone)) == by_day(rule, after, zone)


@settings(max_examples=200, deadline=None)
@given(rules())
def test_a_rule_comes_back_from_plain_data(rule: CalendarRule) -> None:
    assert loaded(dumped(rule)) == rule


@settings(max_examples=100, deadline=None)
@given(rules())
def test_a_rule_is_said_in_both_languages(rule: CalendarRule) -> None:
    for language in ("en", "zh_Hans"):
        said = calendar_in_words(language, described(rule))
        assert f"{rule.at:%H:%M}" in said
        assert "%" not in said


@pytest.mark.parametrize("zone", [MADRID, SHANGHAI])
@pytest.mark.parametrize("at", ["00:00", "02:30", "09:00", "23:59"])
def test_one_alert_a_local_day_for_ten_years(zone: ZoneInfo, at: str) -> None:
    rule, after, found = loaded({"repeat": "day", "time": at}), datetime(2024, 1, 1, tzinfo=UTC), []
    for _ in range(3650):
        due = next_after(rule, after, zone, partial(works, zone))
        assert due is not None
        found.append(due.astimezone(zone).date())
        after = due
    assert found == [found[0] + timedelta(days=n) for n in range(3650)]


def dues(data: dict[str, Any], after: str, zone: ZoneInfo, count: int) -> list[str]:
    rule, at, found = loaded(data), datetime.fromisoformat(after), []
    for _ in range(count):
        due = next_after(rule, at, zone, partial(works, zone))
        if due is None:
            break
        at = due
        found.append(f"{due.astimezone(zone):%m-%d %H:%M %z}")
    return found


def test_an_hour_that_is_left_out_and_one_that_is_shown_twice() -> None:
    daily = {"repeat": "day", "time": "02:30"}
    assert dues(daily, "2026-03-28T00:00+01:00", MADRID, 3) == [
        "03-28 02:30 +0100",
        "03-29 03:30 +0200",
        "03-30 02:30 +0200",
    ]
    assert dues(daily, "2026-10-25T00:00+02:00", MADRID, 2) == [
        "10-25 02:30 +0200",
        "10-26 02:30 +0100",
    ]


def test_the_working_days_of_china() -> None:
    """2026-02-14 and -28 are Saturdays that are worked for Spring Festival; October begins
    with holidays."""
    monthly = {"repeat": "month", "workday": 1, "time": "09:00"}
    assert dues(monthly, "2025-12-31T00:00Z", SHANGHAI, 3)[:2] == [
        "01-04 09:00 +0800",
        "02-02 09:00 +0800",
    ]
    assert dues(monthly, "2026-09-30T00:00Z", SHANGHAI, 1) == ["10-08 09:00 +0800"]
    assert dues({"repeat": "workday", "time": "09:00"}, "2026-02-13T02:00Z", SHANGHAI, 2) == [
        "02-14 09:00 +0800",
        "02-24 09:00 +0800",
    ]


def test_a_winter_through_new_year() -> None:
    winter = {
        "repeat": "week",
        "weekdays": ["thu"],
        "time": "09:00",
        "season": {"from": "12-20", "to": "01-07"},
        "until": "2027-12-31",
    }
    assert dues(winter, "2026-11-22T00:00Z", SHANGHAI, 9) == [
        "12-24 09:00 +0800",
        "12-31 09:00 +0800",
        "01-07 09:00 +0800",
        "12-23 09:00 +0800",
        "12-30 09:00 +0800",
    ]


def test_what_never_falls_due_is_found_out_at_once() -> None:
    asked = 0

    def never(_: date) -> bool:
        nonlocal asked
        asked += 1
        return False

    instant = datetime(2026, 11, 22, tzinfo=UTC)
    season = {"from": "02-01", "to": "02-10"}
    for data in (
        {"repeat": "month", "day": 30, "time": "09:00", "season": season},
        {"repeat": "month", "workday": 10, "time": "09:00", "season": season},
        {"repeat": "once", "date": "2026-11-01", "time": "09:00"},
    ):
        assert next_after(loaded(data), instant, MADRID, never) is None
    assert asked < 400


@pytest.mark.parametrize(
    ("data", "chinese", "english"),
    [
        (
            {"repeat": "month", "workday": 1, "time": "09:00"},
            "每月第一个工作日 09:00",
            "on the first working day of each month at 09:00",
        ),
        (
            {"repeat": "month", "day": "last", "time": "18:30", "until": "2027-06-30"},
            "每月最后一天 18:30，至2027年6月30日止",
            "on the last day of each month at 18:30, until 30 June 2027",
        ),
        (
            {"repeat": "month", "weekday": "tue", "nth": 2, "time": "09:00"},
            "每月第二个星期二 09:00",
            "on the second Tuesday of each month at 09:00",
        ),
        (
            {"repeat": "month", "day": 15, "time": "09:00"},
            "每月15日 09:00",
            "on day 15 of each month at 09:00",
        ),
        (
            {"repeat": "week", "weekdays": ["mon", "thu"], "time": "09:00"}
            | {"season": {"from": "11-01", "to": "03-15"}},
            "每逢星期一和星期四 09:00，每年11月1日至3月15日",
            "each Monday and Thursday at 09:00, from 1 November to 15 March each year",
        ),
        (
            {"repeat": "week", "weekdays": ["mon"], "weeks": 2, "time": "09:00"}
            | {"starting": "2026-11-23"},
            "每2周的星期一 09:00，自2026年11月23日起",
            "every 2 weeks on Monday at 09:00, from 23 November 2026 on",
        ),
        (
            {"repeat": "once", "date": "2026-12-01", "time": "09:00"},
            "2026年12月1日 09:00",
            "once on 1 December 2026 at 09:00",
        ),
        ({"repeat": "workday", "time": "07:30"}, "每个工作日 07:30", "each working day at 07:30"),
    ],
)
def test_how_a_calendar_is_said(data: dict[str, Any], chinese: str, english: str) -> None:
    said = described(loaded(data))
    assert calendar_in_words("zh_Hans", said) == chinese
    assert calendar_in_words("en", said) == english


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"time": "09:00"}, "lacks “repeat”"),
        ({"repeat": "yearly", "time": "09:00"}, "once, day, workday, week, month"),
        ({"repeat": "day"}, "lacks “time”"),
        ({"repeat": "day", "time": 600}, "there is no time “600”"),
        ({"repeat": "day", "time": "24:00"}, "there is no time “24:00”"),
        ({"repeat": "day", "time": "9:00", "days": 1}, "“days” has no place"),
        ({"repeat": "once", "time": "9:00"}, "lacks “date”"),
        ({"repeat": "once", "time": "9:00", "date": "2026-02-30"}, "no day “2026-02-30”"),
        ({"repeat": "week", "time": "9:00"}, "lacks “weekdays”"),
        ({"repeat": "week", "time": "9:00", "weekdays": ["monday"]}, "can't be “monday”"),
        ({"repeat": "week", "time": "9:00", "weekdays": ["mon"], "weeks": 2}, "lacks “starting”"),
        ({"repeat": "week", "time": "9:00", "weekdays": "mon", "weeks": 9}, "Allowed: 1-8."),
        ({"repeat": "month", "time": "9:00"}, "lacks “day / workday / weekday”"),
        ({"repeat": "month", "time": "9:00", "day": 32}, "Allowed: 1-31, last."),
        ({"repeat": "month", "time": "9:00", "day": True}, "can't be “True”"),
        ({"repeat": "day", "time": "9:00", "season": "winter"}, "lacks “season.from"),
        (
            {"repeat": "day", "time": "9:00", "season": {"from": "02-30", "to": "03-01"}},
            "no day “02-30”",
        ),
        (
            {"repeat": "day", "time": "9:00", "starting": "2027-01-01", "until": "2026-01-01"},
            "ends (2026-01-01) before it begins (2027-01-01)",
        ),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused_in_words(
    data: dict[str, Any], said: str
) -> None:
    with pytest.raises(CalendarRuleWrong) as refused:
        loaded(data)
    assert said in render("error/calendar_rule_wrong", "en", refused.value.values, "UTC")
    assert render("error/calendar_rule_wrong", "zh_Hans", refused.value.values, "UTC")


def after(quiet: QuietHours | None, at: str, zone: ZoneInfo = MADRID) -> str:
    found = after_quiet_hours(datetime.fromisoformat(at), quiet, zone)
    return f"{found.astimezone(zone):%dT%H:%M%z}"


def test_quiet_hours() -> None:
    assert after(QUIET, "2026-11-22T21:59+01:00") == "22T21:59+0100"
    assert after(QUIET, "2026-11-22T22:00+01:00") == "23T07:00+0100"
    assert after(QUIET, "2026-11-23T06:59+01:00") == "23T07:00+0100"
    assert after(QUIET, "2026-11-23T07:00+01:00") == "23T07:00+0100"
    assert after(None, "2026-11-23T03:00+01:00") == "23T03:00+0100"
    noon = QuietHours.loaded({"from": "12:00", "to": "14:00"})
    assert after(noon, "2026-11-23T13:00+08:00", SHANGHAI) == "23T14:00+0800"
    assert after(noon, "2026-11-23T15:00+08:00", SHANGHAI) == "23T15:00+0800"
    assert QuietHours.loaded(QUIET.dumped()) == QUIET
    with pytest.raises(ValueError, match="never be over"):
        QuietHours(time(7), time(7))


def test_quiet_hours_while_the_clocks_change() -> None:
    """They end at 02:30, which is left out in spring and shown twice in autumn."""
    quiet = QuietHours(time(22), time(2, 30))
    assert after(quiet, "2026-03-29T01:59+01:00") == "29T03:30+0200"
    assert after(quiet, "2026-10-25T02:15+02:00") == "25T02:30+0100"
    assert after(quiet, "2026-10-25T02:45+02:00") == "25T02:30+0100"
    assert after(quiet, "2026-10-25T02:45+01:00") == "25T02:45+0100"


@settings(deadline=None)
@given(instants, zones, st.sampled_from([QUIET, QuietHours(time(12), time(2, 30))]))
def test_after_quiet_hours_it_is_not_quiet(
    instant: datetime, zone: ZoneInfo, quiet: QuietHours
) -> None:
    found = after_quiet_hours(instant, quiet, zone)
    assert found >= instant
    assert after_quiet_hours(found, quiet, zone) == found
    shown = found.astimezone(zone).time()
    is_quiet = shown >= quiet.begins or shown < quiet.ends
    assert not is_quiet
