"""Local times as instants.

Of an hour that the clocks show twice in autumn, a shift that begins in it takes the first and
one that ends in it the second: two shifts then overlap, and nobody is left without an officer.
An hour that the clocks leave out in spring doesn't exist, and a shift can't begin or end in it.
One that recurs at such a time begins or ends when the clocks have moved on, by as much as they
left out (RFC 5545, 3.3.5): what meets there still meets.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


class NoSuchTimeError(ValueError):
    """A day that isn't in the calendar, or an hour that the clocks leave out that day."""


def begins(text: str, zone: ZoneInfo) -> datetime:
    """The first instant at which clocks there show it, in UTC. Raises NoSuchTimeError."""
    return _instant(text, zone, fold=0)


def ends(text: str, zone: ZoneInfo) -> datetime:
    """The last instant at which clocks there show it, in UTC. Raises NoSuchTimeError."""
    return _instant(text, zone, fold=1)


def _instant(text: str, zone: ZoneInfo, fold: int) -> datetime:
    try:
        shown = datetime.fromisoformat(text)
    except ValueError:
        raise NoSuchTimeError(f"{text} is not in the calendar.") from None
    instant = shown.replace(tzinfo=zone, fold=fold).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != shown:
        raise NoSuchTimeError(f"{text} does not exist in {zone.key}: the clocks leave it out.")
    return instant


def begins_each_time(shown: datetime, zone: ZoneInfo) -> datetime:
    """Of a time of day that recurs: as `begins`, and one that is left out that day comes later."""
    return shown.replace(tzinfo=zone, fold=0).astimezone(UTC)


def ends_each_time(shown: datetime, zone: ZoneInfo) -> datetime:
    last = shown.replace(tzinfo=zone, fold=1).astimezone(UTC)
    is_left_out = last.astimezone(zone).replace(tzinfo=None) != shown
    return begins_each_time(shown, zone) if is_left_out else last
