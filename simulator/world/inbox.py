"""A bot's updates, from when they happen until they are acknowledged.

https://core.telegram.org/bots/api#getting-updates
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simulator.wire import JSON, dumps

RETENTION = 24 * 60 * 60
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
FIRST_UPDATE_ID = 500_000_001


@dataclass(slots=True, eq=False)
class Pending:
    """One update as the JSON that will be sent.

    `lane` is the chat or person it concerns: a webhook gets the updates of one lane in order.
    """

    id: int
    body: bytes
    arrived: float
    lane: int


class Inbox:
    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._pending: deque[Pending] = deque()
        self._allowed: frozenset[str] | None = None
        self._waiting: asyncio.Future[None] | None = None
        self.last_id = FIRST_UPDATE_ID - 1
        self.hold: Callable[[Inbox, str, bytes, int], bool] | None = None
        """A fault may take an update over, to deliver it late, twice or never."""

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def allowed(self) -> list[str] | None:
        return None if self._allowed is None else sorted(self._allowed)

    def allow(self, kinds: Iterable[str]) -> None:
        """Applies to what happens from now on; an empty list means the default kinds."""
        self._allowed = frozenset(kinds) or None

    def wants(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed is not None else kind not in ON_REQUEST

    def put(self, kind: str, body: JSON, lane: int = 0) -> None:
        if self.wants(kind):
            self.put_ready(kind, dumps(body), lane)

    def put_ready(self, kind: str, body: bytes, lane: int) -> None:
        if self.hold is None or not self.hold(self, kind, body, lane):
            self.append(kind, body, lane)

    def append(self, kind: str, body: bytes, lane: int = 0) -> int:
        self.last_id += 1
        update = b'{"update_id":%d,"%s":%s}' % (self.last_id, kind.encode(), body)
        self.append_raw(self.last_id, update, lane)
        return self.last_id

    def append_raw(self, update_id: int, update: bytes, lane: int = 0) -> None:
        """Any bytes, also such as no client can read."""
        self._pending.append(Pending(update_id, update, self._clock(), lane))
        self.wake()

    def repeat_last(self) -> None:
        last = self._pending[-1]
        self.append_raw(last.id, last.body, last.lane)

    def renumber(self, next_id: int) -> None:
        """Telegram draws the ids anew when nothing has come for a week (#update)."""
        self.last_id = next_id - 1

    def acknowledge(self, offset: int) -> None:
        """Forgets what is before the offset; a negative one keeps that many from the end."""
        pending = self._pending
        if offset < 0:
            while len(pending) > -offset:
                pending.popleft()
            return
        while pending and pending[0].id < offset:
            pending.popleft()

    def forget(self, update: Pending) -> None:
        if update in self._pending:
            self._pending.remove(update)

    def clear(self) -> None:
        self._pending.clear()

    def peek(self, limit: int) -> list[Pending]:
        oldest = self._clock() - RETENTION
        while self._pending and self._pending[0].arrived < oldest:
            self._pending.popleft()
        if len(self._pending) <= limit:
            return list(self._pending)
        return [self._pending[index] for index in range(limit)]

    def expect(self) -> asyncio.Future[None]:
        """Done as soon as the next update arrives."""
        self._waiting = asyncio.get_running_loop().create_future()
        return self._waiting

    def wake(self) -> None:
        """Ends the waiting of whoever expects something."""
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(None)
