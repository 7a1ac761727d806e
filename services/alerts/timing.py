"""When an alert goes out, tap by tap: at once, at a time, or by a calendar.

A draft keeps the time chosen for once in `next_at`, which nobody looks at before it is handed in.
"""

from datetime import datetime, time, timedelta
from typing import Any

from locales import told_in
from models.alert import Alert
from services import calendar_rule
from services.alerts.form import DayOfMonth, TimeOfYear, Weekday, When
from services.desk import Desk
from services.errors import AlertNeedsTime, OutdatedButton
from services.local_time import begins_each_time

MORNING, EVENING = time(9), time(18)
AHEAD = timedelta(days=366)
IN_MONTH: dict[DayOfMonth, dict[str, Any]] = {
    DayOfMonth.FIRST_WORKDAY: {"workday": 1},
    DayOfMonth.LAST_WORKDAY: {"workday": "last"},
    DayOfMonth.FIRST_DAY: {"day": 1},
    DayOfMonth.MIDDLE: {"day": 15},
    DayOfMonth.LAST_DAY: {"day": "last"},
}
SEASONS: dict[TimeOfYear, dict[str, str] | None] = {
    TimeOfYear.ALL: None,
    TimeOfYear.COLD: {"from": "11-01", "to": "03-15"},
    TimeOfYear.HOT: {"from": "06-01", "to": "08-31"},
}


def choose(desk: Desk, alert: Alert, when: When) -> None:
    """With a time of day that can be changed then."""
    if when is When.NOW:
        alert.rule = alert.next_at = None
    elif when is When.TODAY:
        _once(desk, alert, 0, EVENING)
    elif when is When.TOMORROW:
        _once(desk, alert, 1, MORNING)
    else:
        own: dict[str, Any] = {}
        if when is When.WEEK:
            own = {"weekdays": [list(Weekday)[_local(desk, desk.now()).weekday()].value]}
        elif when is When.MONTH:
            own = IN_MONTH[DayOfMonth.FIRST_WORKDAY]
        _repeat(alert, {"repeat": when.value, "time": _hour(desk, alert), **own})


def set_time(desk: Desk, alert: Alert, at: time) -> None:
    """The time of day; where it goes out once, on the day chosen, or when it is next that time."""
    if alert.rule is not None:
        _repeat(alert, {**alert.rule, "time": f"{at:%H:%M}"})
    elif alert.next_at is not None:
        chosen = (_local(desk, alert.next_at).date() - _local(desk, desk.now()).date()).days
        _once(desk, alert, max(chosen, 0), at)
    else:
        _once(desk, alert, 0, at)


def set_moment(desk: Desk, alert: Alert, text: str) -> None:
    """A time in words: "18:30", "明天8点", "2026-12-01 18:30". Raises AlertNeedsTime."""
    now = _local(desk, desk.now())
    told = told_in(text.replace("\N{FULLWIDTH COLON}", ":"), now, AHEAD)
    if told is None:
        raise AlertNeedsTime
    if alert.rule is not None:
        set_time(desk, alert, told.at.time())
        return
    at = told.at
    if at <= now:
        # Today's hour is over, or this year's day.
        at += timedelta(days=1) if now - at < timedelta(days=1) else timedelta(days=365)
    alert.next_at = begins_each_time(at.replace(tzinfo=None), desk.directory.timezone)


def set_until(desk: Desk, alert: Alert, text: str) -> None:
    """The last day. Raises AlertNeedsTime, or CalendarRuleWrong where none is left."""
    if alert.rule is None:
        raise OutdatedButton
    now = _local(desk, desk.now())
    told = told_in(f"{text.strip()} 23:59", now, 5 * AHEAD)
    if told is None:
        raise AlertNeedsTime
    day = told.at.date()
    day = day if day >= now.date() else day + timedelta(days=365)
    _repeat(alert, {**alert.rule, "until": day.isoformat()})


def without_until(alert: Alert) -> None:
    if alert.rule is not None:
        alert.rule = {key: value for key, value in alert.rule.items() if key != "until"}


def toggle_weekday(alert: Alert, weekday: Weekday) -> None:
    """One at least stays."""
    rule = alert.rule or {}
    chosen = set(rule.get("weekdays", ())) ^ {weekday.value}
    if rule.get("repeat") != When.WEEK:
        raise OutdatedButton
    if chosen:
        days = [day.value for day in Weekday if day.value in chosen]
        _repeat(alert, {**rule, "weekdays": days})


def set_day_of_month(alert: Alert, day: DayOfMonth) -> None:
    rule = alert.rule or {}
    if rule.get("repeat") != When.MONTH:
        raise OutdatedButton
    kept = {key: value for key, value in rule.items() if key not in ("day", "workday")}
    _repeat(alert, kept | IN_MONTH[day])


def set_season(alert: Alert, season: TimeOfYear) -> None:
    if alert.rule is None:
        raise OutdatedButton
    kept = {key: value for key, value in alert.rule.items() if key != "season"}
    days = SEASONS[season]
    _repeat(alert, {**kept, "season": days} if days else kept)


def _repeat(alert: Alert, rule: dict[str, Any]) -> None:
    """By a calendar, which keeps its season and its end when its days change."""
    before = alert.rule or {}
    if rule["repeat"] != before.get("repeat"):
        rule = {key: before[key] for key in ("season", "until") if key in before} | rule
    calendar_rule.loaded(rule)
    alert.rule, alert.next_at = rule, None


def _once(desk: Desk, alert: Alert, days: int, at: time) -> None:
    """So many days from today; a time that is over today is meant for tomorrow."""
    now = _local(desk, desk.now())
    zone = desk.directory.timezone
    for day in (days, days + 1):
        shown = datetime.combine(now.date() + timedelta(days=day), at)
        alert.rule, alert.next_at = None, begins_each_time(shown, zone)
        if alert.next_at > desk.now():
            return


def _hour(desk: Desk, alert: Alert) -> str:
    if alert.rule is not None:
        return str(alert.rule["time"])
    chosen = _local(desk, alert.next_at).time() if alert.next_at else MORNING
    return f"{chosen:%H:%M}"


def _local(desk: Desk, at: datetime) -> datetime:
    return at.astimezone(desk.directory.timezone)
