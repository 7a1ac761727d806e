"""The time, passed in: nothing else asks the machine for it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  This is the Clock that all others ask.


class MovableClock:
    """A clock that someone can move (tests, the demo). It goes on from where it was put."""

    def __init__(self, start: datetime | None = None) -> None:
        self._real = SystemClock()
        self._ahead = start - self._real.now() if start else timedelta()

    def now(self) -> datetime:
        return self._real.now() + self._ahead

    def move(self, by: timedelta) -> None:
        self._ahead += by
