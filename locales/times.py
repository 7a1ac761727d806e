"""When something happened, as people say it: "昨天15:30", "yesterday 15:30", "刚才", "8 am".

Days and hours are those of the time zone of `now`. What leaves the hour open ("yesterday") is
no time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from babel.dates import get_month_names

from locales.languages import LANGUAGES
from locales.words import lists, whole

AHEAD = timedelta(minutes=5)  # by which a clock may be wrong
_BETWEEN = re.compile(r"[\s,，]*(?:at|around|about|on|的|大约|大概|约)?[\s,，]*", re.IGNORECASE)
_CLOCKS = (
    r"(?<![\d:：.])(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?!\d|[:：]\d)(?:\s*(?P<half>[ap])\.?m\b\.?)?",
    r"(?<![\d:：.])(?P<hour>\d{1,2})\s*(?P<half>[ap])\.?m\b\.?",
    r"(?<!\d)(?P<hour>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*[点點时時](?!候|间|間)"
    r"(?P<minute>半|[一三]刻|[\d一二三四五六七八九十]{1,3}(?=分))?分?(?:钟|鐘|整)?",
)
_CHINESE = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True)
class Told:
    """A time in a text: from `start` up to `end`. Not `sure` where it is a mere hour, which may
    be anything's."""

    at: datetime
    start: int
    end: int
    sure: bool


@dataclass
class _Parts:
    """What the words of one expression tell."""

    start: int
    end: int
    at: datetime | None = None
    day: date | None = None
    part: str | None = None
    hour: int | None = None
    minute: int = 0
    broken: bool = False


def told_in(text: str, now: datetime, ahead: timedelta = AHEAD) -> Told | None:
    """The first time that the text tells clearly, up to so much ahead; else the first mere hour in
    it. What is today or on a day of this year may be over by then."""
    found = [told for parts in _expressions(text, now) if (told := _resolved(parts, now, ahead))]
    return next((told for told in found if told.sure), found[0] if found else None)


def _expressions(text: str, now: datetime) -> Iterator[_Parts]:
    """Words that stand together tell one time."""
    parts: _Parts | None = None
    for match in _pattern().finditer(text):
        if parts is None or not _BETWEEN.fullmatch(text, parts.end, match.start()):
            if parts is not None:
                yield parts
            parts = _Parts(match.start(), match.end())
        parts.end = match.end()
        _take_in(parts, match, now)
    if parts is not None:
        yield parts


def _take_in(parts: _Parts, match: re.Match[str], now: datetime) -> None:
    said = match[0]
    known = _known()
    if match["now"]:
        parts.at = now
    elif match["ago"]:
        parts.at = now - _ago(match)
    elif match["word"]:
        told = known[said.casefold()]
        if "day" in told:
            parts.day = now.date() - timedelta(days=told["day"])
        parts.part = told.get("part", parts.part)
    elif match["date"]:
        parts.day = _date(said, now)
        parts.broken = parts.broken or parts.day is None
    else:
        _take_clock(parts, said)


def _take_clock(parts: _Parts, said: str) -> None:
    for pattern in _CLOCKS:
        if clock := re.fullmatch(pattern, said, re.IGNORECASE):
            groups = clock.groupdict()
            parts.hour, parts.minute = _number(groups["hour"]), _minutes(groups.get("minute"))
            if half := groups.get("half"):
                parts.part = f"{half.casefold()}m"
            return


def _resolved(parts: _Parts, now: datetime, ahead: timedelta) -> Told | None:
    if parts.at is not None:
        return Told(parts.at, parts.start, parts.end, sure=True)
    if parts.broken or parts.hour is None or parts.hour > 24 or parts.minute > 59:
        return None
    day = parts.day or now.date()
    hours = _hours(parts.hour, parts.part)
    at = datetime.combine(day, time(), now.tzinfo) + timedelta(hours=hours, minutes=parts.minute)
    if at > now + ahead:
        if parts.day is not None:
            return None
        at -= timedelta(days=1)
    return Told(at, parts.start, parts.end, sure=bool(parts.day or parts.part))


def _hours(hour: int, part: str | None) -> int:
    """Since midnight of the day named: a night goes on after midnight."""
    match part:
        case "am":
            return 0 if hour == 12 else hour
        case "pm":
            return hour + 12 if hour < 12 else hour
        case "noon":
            return hour + 12 if hour < 5 else hour
        case "night" if hour <= 12:
            return hour + 24 if hour < 5 else hour + 12
    return hour


def _ago(match: re.Match[str]) -> timedelta:
    amount = match["amount"].casefold()
    numbers = {word: value for one in lists("times") for word, value in one["numbers"].items()}
    value = float(amount) if amount.isdecimal() else float(numbers[amount])
    hours = {unit for one in lists("times") for unit in one["ago"]["hours"]}
    return timedelta(hours=value) if match["unit"].casefold() in hours else timedelta(minutes=value)


def _date(said: str, now: datetime) -> date | None:
    """The last such day up to today."""
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    named = next((month for name, month in _months().items() if name in said.casefold()), None)
    try:
        if len(numbers) == 3:
            return date(*numbers)
        month, day = (named, numbers[0]) if named else (numbers[0], numbers[1])
        found = date(now.year, month, day)
        return found if found <= now.date() else date(now.year - 1, month, day)
    except ValueError:
        return None


def _number(said: str) -> int:
    """15, or 十五."""
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.partition("十")
    if not ten:
        return _CHINESE.get(said, 99)
    return 10 * _CHINESE.get(tens or "一", 99) + _CHINESE.get(ones or "零", 99)


def _minutes(said: str | None) -> int:
    quarters = {"半": 30, "一刻": 15, "三刻": 45}
    return 0 if not said else quarters[said] if said in quarters else _number(said)


@cache
def _known() -> dict[str, dict[str, Any]]:
    return {word: told for one in lists("times") for word, told in one["words"].items()}


@cache
def _months() -> dict[str, int]:
    """By their names, where those aren't numbers themselves; the longest first."""
    found = {
        name.casefold().rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
        if not re.search(r"[\d月]", name)
    }
    return dict(sorted(found.items(), key=lambda one: -len(one[0])))


@cache
def _pattern() -> re.Pattern[str]:
    told = lists("times")
    months = whole(_months())
    dates = (
        r"\d{4}-\d{1,2}-\d{1,2}",
        r"(?<!\d)\d{1,2}月\d{1,2}[日号號]",
        rf"(?<!\d)\d{{1,2}}\.?\s+(?:{months})",
        rf"(?:{months})\s+\d{{1,2}}(?![\d:])",
    )
    numbers = whole(word for one in told for word in one["numbers"])
    units = whole(unit for one in told for units in one["ago"].values() for unit in units)
    clocks = "|".join(re.sub(r"\?P<\w+>", "?:", clock) for clock in _CLOCKS)
    return re.compile(
        rf"(?P<now>{whole(word for one in told for word in one['now'])})"
        rf"|(?P<ago>(?P<amount>\d{{1,4}}|{numbers})\s*(?P<unit>{units}))"
        rf"|(?P<word>{whole(_known())})|(?P<date>{'|'.join(dates)})|(?P<clock>{clocks})",
        re.IGNORECASE,
    )
