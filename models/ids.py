"""Ids made by the application: 64 bits, sorted by the time of their making.

41 bits of milliseconds since 2025-01-01, 10 bits of the process, 12 bits of a counter. An id
is known before the row is written, so a batch of rows is written without asking for any.
"""

import itertools
import os
import secrets
import time

_EPOCH_MS = 1_735_689_600_000
_COUNTER_BITS = 12
_PROCESS_BITS = 10
LARGEST_ID = (1 << 63) - 1


def parse_id(text: str) -> int | None:
    """An id that somebody else wrote down: none if no row can have it."""
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        return None
    return number if (number := int(text)) <= LARGEST_ID else None


class _IdMaker:
    """Counts on where the clock stands still or goes back, so that ids never repeat."""

    def __init__(self) -> None:
        self._process = secrets.randbelow(1 << _PROCESS_BITS) << _COUNTER_BITS
        self._pid = os.getpid()
        self._counter = itertools.count()
        self._moment = 0

    def __call__(self) -> int:
        moment = time.time_ns() // 1_000_000 - _EPOCH_MS
        if moment > self._moment:
            self._moment, self._counter = moment, itertools.count()
        number = next(self._counter)
        if number >> _COUNTER_BITS:
            self._moment, self._counter = self._moment + 1, itertools.count(1)
            number = 0
        return self._moment << (_COUNTER_BITS + _PROCESS_BITS) | self._process | number


new_id = _IdMaker()
