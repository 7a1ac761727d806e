"""The rows that wait to be sent: by priority, in order within a chat, one at a time there.

Only what is needed to choose is kept in memory; the row itself is read when it is claimed.
Times are monotonic seconds.
"""

import heapq
import math
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.flood import FloodLimits
from models.exchange import BROADCASTS, Operation

A_MOMENT = 0.1  # seconds
# A row is claimed so long before it may go, for the claim is a transaction: else each stretch of
# a full limit would begin late by so much.
AHEAD = 0.03


@dataclass(order=True)
class Entry:
    """A queued row. Order: priority, then the order in which rows were written."""

    priority: int
    id: int
    address_id: int = field(compare=False)
    target_id: int | None = field(compare=False, default=None)
    is_edit: bool = field(compare=False, default=False)
    not_before: float = field(compare=False, default=0.0)
    weight: int = field(compare=False, default=1)  # messages that Telegram counts
    superseded: bool = field(compare=False, default=False)
    renewed: bool = field(compare=False, default=False)  # written anew while it was being claimed
    start: float = field(compare=False, default=0.0)  # when it may go by the limits, once picked

    @classmethod
    def of(cls, row: Any, now: datetime) -> "Entry":
        """The entry of a row as the outbox has it. The row waits by the Clock's time (`now`), the
        entry by the monotonic one, which nobody sets."""
        later = (row.not_before - now).total_seconds() if row.not_before else 0.0
        return cls(
            priority=row.priority,
            id=row.id,
            address_id=row.address_id,
            target_id=row.target_id,
            is_edit=row.operation is Operation.EDIT,
            not_before=time.monotonic() + later if later > 0 else 0.0,
            weight=weight_of(row),
        )

    @property
    def is_broadcast(self) -> bool:
        return self.priority in BROADCASTS


def weight_of(row: Any) -> int:
    """Telegram counts each item of an album."""
    return len(row.values["items"]) if row.operation is Operation.ALBUM else 1


class Waiting:
    """Chooses the next row each time anew, so that what is urgent never waits behind."""

    def __init__(self, limits: FloodLimits, monotonic: Callable[[], float]) -> None:
        self._limits, self._monotonic = limits, monotonic
        self._chats: dict[int, list[Entry]] = defaultdict(list)
        self._ready: list[Entry] = []  # the first of each chat that may send now
        self._parked: list[tuple[float, int]] = []  # when a full chat may send again
        self._later: list[tuple[float, Entry]] = []
        self._known: dict[int, Entry] = {}
        self._edits: dict[int, Entry] = {}
        self._behind: dict[int, list[Entry]] = defaultdict(list)  # by what they depend on
        self._busy: dict[int, Entry] = {}
        self.superseded: list[int] = []

    def __len__(self) -> int:
        return len(self._known)

    def add(self, entry: Entry) -> None:
        """A row that was written, or that goes back to wait. A known one may have grown."""
        known = self._known.get(entry.id)
        if known is not None:
            known.renewed = self._is_busy(known)
            known.weight = known.weight if known.renewed else entry.weight
            return
        self._known[entry.id] = entry
        if entry.is_edit and entry.target_id is not None:
            self._merge(entry, entry.target_id)
        self._queue(entry)

    def pick(self, broadcasts: bool = True) -> Entry | None:
        """The next row that may go now, or at its `start` in a moment; its chat is busy until
        `finish`. Without `broadcasts`, there is no room for those now."""
        now = self._monotonic()
        self._wake(now)
        overall = self._limits.overall_ready_at()
        if overall > now + AHEAD:
            return None
        while self._ready:
            entry = heapq.heappop(self._ready)
            if self._is_stale(entry):
                continue
            if entry.is_broadcast:
                overall = self._limits.overall_ready_at(evenly=True)
                if not broadcasts or overall > now + AHEAD:
                    heapq.heappush(self._ready, entry)
                    return None
            ready_at = self._ready_at(entry)
            if ready_at > now + AHEAD:
                heapq.heappush(self._parked, (ready_at, entry.address_id))
                continue
            heapq.heappop(self._chats[entry.address_id])
            if entry.target_id in self._known:
                self._behind[entry.target_id].append(entry)
                self._offer(entry.address_id)
                continue
            self._busy[entry.address_id] = entry
            entry.start = max(now, overall, ready_at)
            self._limits.take(entry.start, entry.weight)
            return entry
        return None

    def _ready_at(self, entry: Entry) -> float:
        """By the chat's limit; for an album also by the overall one, which has room for one."""
        chat = self._limits.chat_ready_at(entry.address_id, entry.weight)
        if entry.weight == 1:
            return chat
        # Infinity means: after an answer, which doesn't wake what is parked.
        soon = self._monotonic() + A_MOMENT
        overall = self._limits.overall_ready_at(entry.weight)
        return max(chat, soon if overall == math.inf else overall)

    def finish(self, entry: Entry) -> None:
        """The row's outcome is committed: the chat is free, and what depended on it may go."""
        self._busy.pop(entry.address_id, None)
        self._known.pop(entry.id, None)
        if entry.target_id is not None and self._edits.get(entry.target_id) is entry:
            del self._edits[entry.target_id]
        for dependent in self._behind.pop(entry.id, ()):
            self._queue(dependent)
        self._offer(entry.address_id)

    def reserve(self, entry: Entry) -> bool:
        """Whether a row that is about to be written may go at once: then its chat is busy from
        now on. Edits wait, for they may be merged; and nobody overtakes what is ready."""
        now, chat = self._monotonic(), entry.address_id
        if entry.not_before > now or entry.weight > 1:
            return False
        if entry.is_edit or self._ready or chat in self._busy or chat in self._chats:
            return False
        if entry.target_id in self._known:
            return False
        if max(self._limits.overall_ready_at(), self._limits.chat_ready_at(chat)) > now:
            return False
        self._limits.take(now)
        self._known[entry.id] = self._busy[chat] = entry
        return True

    def reserved(self, row_id: int, address_id: int) -> Entry | None:
        """The entry for which this chat is kept, if it is this row's."""
        entry = self._busy.get(address_id)
        return entry if entry is not None and entry.id == row_id else None

    def give_back(self, entry: Entry) -> None:
        """A picked or reserved row isn't sent after all; but it waits, if it was let go again
        in the meantime (an alert that goes on after a pause)."""
        self._limits.dropped(self._monotonic(), entry.weight)
        self.finish(entry)
        if entry.renewed:
            self.add(replace(entry, renewed=False, start=0.0))

    def next_time(self, broadcasts: bool = True) -> float | None:
        """When such a `pick` is worth another try, if nothing else happens."""
        times = [self._later[0][0]] if self._later else []
        if self._parked:
            times.append(self._parked[0][0] - AHEAD)
        if self._ready and (broadcasts or not self._ready[0].is_broadcast):
            evenly = self._ready[0].is_broadcast
            times.append(self._limits.overall_ready_at(evenly=evenly) - AHEAD)
        return min(times, default=None)

    def _queue(self, entry: Entry) -> None:
        if entry.not_before > self._monotonic():
            heapq.heappush(self._later, (entry.not_before, entry))
            return
        heapq.heappush(self._chats[entry.address_id], entry)
        self._offer(entry.address_id)

    def _offer(self, address_id: int) -> None:
        """Put the chat's first row up for choice, if the chat is free."""
        chat = self._chats[address_id]
        while chat and chat[0].superseded:
            heapq.heappop(chat)
        if not chat:
            del self._chats[address_id]
        elif address_id not in self._busy:
            heapq.heappush(self._ready, chat[0])

    def _is_stale(self, entry: Entry) -> bool:
        chat = self._chats.get(entry.address_id)
        if not chat or entry.address_id in self._busy:
            return True
        if chat[0].superseded:
            self._offer(entry.address_id)
            return True
        return chat[0] is not entry

    def _wake(self, now: float) -> None:
        while self._parked and self._parked[0][0] <= now + AHEAD:
            self._offer(heapq.heappop(self._parked)[1])
        while self._later and self._later[0][0] <= now:
            self._queue(heapq.heappop(self._later)[1])

    def _merge(self, entry: Entry, target_id: int) -> None:
        """Of several edits of one message that wait together, only the last goes out: the last
        that was written, for one that was refused comes back after it."""
        other = self._edits.get(target_id)
        if other is None or other.id not in self._known or self._is_busy(other):
            self._edits[target_id] = entry
            return
        earlier, self._edits[target_id] = sorted((other, entry), key=lambda one: one.id)
        earlier.superseded = True
        del self._known[earlier.id]
        self.superseded.append(earlier.id)

    def _is_busy(self, entry: Entry) -> bool:
        return self._busy.get(entry.address_id) is entry
