"""The shifts of one grid, so that those that are on at an instant are found without reading all."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta

from models.shift import Shift


class Timetable:
    def __init__(self, shifts: Iterable[Shift]) -> None:
        self._open: list[Shift] = []  # at one end, or at both
        timed: list[tuple[datetime, datetime, Shift]] = []
        for shift in shifts:
            if shift.starts_at is None or shift.ends_at is None:
                self._open.append(shift)
            else:
                timed.append((shift.starts_at, shift.ends_at, shift))
        timed.sort(key=lambda one: one[0])
        self._timed = [shift for _, _, shift in timed]
        self._starts = [starts for starts, _, _ in timed]
        self._longest = max((ends - starts for starts, ends, _ in timed), default=timedelta())

    def at(self, at: datetime) -> list[Shift]:
        """In the order in which they were made."""
        first = bisect_right(self._starts, at - self._longest)
        last = bisect_right(self._starts, at)
        found = [one for one in (*self._open, *self._timed[first:last]) if one.covers(at)]
        return sorted(found, key=lambda one: one.id)
