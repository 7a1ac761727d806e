"""The days of a rule, season by season: what lies between seasons isn't walked through."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from services.calendar_rule.rule import LAST, CalendarRule, Monthly, Repeat, Season

Workday = Callable[[date], bool]
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def dates(rule: CalendarRule, first: date, last: date, is_workday: Workday) -> Iterator[date]:
    """The local days from `first` to `last` on which it falls due, in order."""
    first = max(first, rule.starting or first)
    last = min(last, rule.until or last)
    if rule.repeat is Repeat.ONCE:
        if rule.starting is not None and first == rule.starting <= last:
            yield rule.starting
        return
    for begins, ends in _seasons(rule.season, first, last):
        yield from _within(rule, begins, ends, is_workday)


def _seasons(season: Season | None, first: date, last: date) -> Iterator[tuple[date, date]]:
    if season is None:
        if first <= last:
            yield first, last
        return
    crosses = season.begins > season.ends
    for year in range(first.year - 1, last.year + 1):
        if year + crosses > date.max.year or year < date.min.year:
            continue
        begins = max(first, _from(year, season.begins))
        ends = min(last, _to(year + crosses, season.ends))
        if begins <= ends:
            yield begins, ends


def _from(year: int, begins: tuple[int, int]) -> date:
    """A season that begins on February 29th begins on March 1st where there is none."""
    month, day = begins
    return date(year, 3, 1) if day > monthrange(year, month)[1] else date(year, month, day)


def _to(year: int, ends: tuple[int, int]) -> date:
    month, day = ends
    return date(year, month, min(day, monthrange(year, month)[1]))


def _within(rule: CalendarRule, begins: date, ends: date, is_workday: Workday) -> Iterator[date]:
    match rule.repeat:
        case Repeat.WEEK:
            yield from _weekly(rule, begins, ends)
        case Repeat.MONTH:
            yield from _monthly(rule, begins, ends, is_workday)
        case Repeat.WORKDAY:
            yield from filter(is_workday, days(begins, ends))
        case _:
            yield from days(begins, ends)


def days(begins: date, ends: date) -> Iterator[date]:
    for number in range(begins.toordinal(), ends.toordinal() + 1):
        yield date.fromordinal(number)


def _weekly(rule: CalendarRule, begins: date, ends: date) -> Iterator[date]:
    """Week upon week of the rule; weeks begin on Mondays."""
    monday = begins.toordinal() - begins.weekday()
    if rule.starting is not None:
        counted = rule.starting.toordinal() - rule.starting.weekday()
        monday -= (monday - counted) % (7 * rule.weeks)
    for week in range(monday, ends.toordinal() + 1, 7 * rule.weeks):
        for weekday in sorted(set(rule.weekdays)):
            if begins.toordinal() <= week + weekday <= ends.toordinal():
                yield date.fromordinal(week + weekday)


def _monthly(rule: CalendarRule, begins: date, ends: date, is_workday: Workday) -> Iterator[date]:
    for month in range(begins.year * 12 + begins.month - 1, ends.year * 12 + ends.month):
        found = _in_month(rule, month // 12, month % 12 + 1, is_workday)
        if found is not None and begins <= found <= ends:
            yield found


def _in_month(rule: CalendarRule, year: int, month: int, is_workday: Workday) -> date | None:
    length = monthrange(year, month)[1]
    if rule.monthly is Monthly.DAY:
        day = length if rule.nth == LAST else rule.nth
        return date(year, month, day) if day <= length else None
    counted = (date(year, month, day) for day in _order(length, rule.nth))
    fitting = (day for day in counted if _counts(rule, day, is_workday))
    return next(islice(fitting, abs(rule.nth) - 1, None), None)


def _order(length: int, nth: int) -> range:
    return range(length, 0, -1) if nth < 0 else range(1, length + 1)


def _counts(rule: CalendarRule, day: date, is_workday: Workday) -> bool:
    if rule.monthly is Monthly.WORKDAY:
        return is_workday(day)
    return day.weekday() in rule.weekdays
