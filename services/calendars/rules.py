"""Which recurrence rules a roster may have: none that could keep a machine busy."""

from collections.abc import Mapping
from typing import Any

from icalendar import vRecur

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
MOST_A_DAY = 24
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")


def wrong_with_rule(text: str) -> str | None:
    """What is wrong with an RRULE, as a sentence; none if it will do."""
    try:
        rule = vRecur.from_ical(text)
    except (ValueError, KeyError):
        return f'"{text}" is not a rule of RFC 5545, as FREQ=WEEKLY;BYDAY=MO,TU.'
    return wrong_with(rule)


def wrong_with(rule: Mapping[str, Any]) -> str | None:
    frequency = str(next(iter(rule.get("FREQ", [""])), "")).upper()
    if frequency not in FREQUENCIES:
        return f"a shift recurs DAILY, WEEKLY, MONTHLY or YEARLY, and not {frequency or 'so'}."
    times = 1
    for part in _TIMES:
        times *= max(1, len(rule.get(part, ())))
    if times > MOST_A_DAY:
        return f"a shift begins at most {MOST_A_DAY} times a day."
    return None
