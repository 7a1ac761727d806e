"""The limits on sending, enforced (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits).

About 30 messages a second over all, 20 a minute in one group, one a second in a private chat
with short bursts. Telegram says how many, not how it counts; both usual ways are here. An edit
counts as a message, an album as its items. What is refused doesn't count.
"""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from simulator.call import Call
from simulator.errors import too_many_requests

COUNTED = ("send", "edit", "copy", "forward", "stopPoll")


@dataclass(slots=True, frozen=True)
class Limit:
    """`count` messages in `seconds`."""

    count: int
    seconds: float


OVERALL = Limit(30, 1)
GROUP = Limit(20, 60)
PRIVATE = Limit(3, 3)


@dataclass(slots=True, frozen=True)
class Violation:
    """A message that was refused. `scope` is overall, group or private; `at` is monotonic."""

    bot: int
    chat: str
    scope: str
    retry_after: int
    at: float


class Meter(Protocol):
    def wait(self, now: float, weight: int) -> float:
        """Seconds until that many messages may pass; 0 for now."""

    def take(self, now: float, weight: int) -> None: ...


Make: TypeAlias = Callable[[Limit], Meter]


class Bucket:
    """Tokens that refill evenly: a quiet while allows a burst."""

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._tokens = float(limit.count)
        self._at = 0.0

    def wait(self, now: float, weight: int) -> float:
        rate = self._limit.count / self._limit.seconds
        self._tokens = min(self._limit.count, self._tokens + (now - self._at) * rate)
        self._at = now
        return max(0.0, (min(weight, self._limit.count) - self._tokens) / rate)

    def take(self, now: float, weight: int) -> None:
        self._tokens -= weight


class Window:
    """No more than the count in any stretch of that many seconds."""

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._sent: deque[float] = deque()

    def wait(self, now: float, weight: int) -> float:
        sent, seconds = self._sent, self._limit.seconds
        while sent and sent[0] <= now - seconds:
            sent.popleft()
        excess = len(sent) + min(weight, self._limit.count) - self._limit.count
        return sent[excess - 1] + seconds - now if excess > 0 else 0.0

    def take(self, now: float, weight: int) -> None:
        self._sent.extend([now] * weight)


class Flood:
    """Checks calls; `violations` are those refused. `overall` … may be changed before a run."""

    def __init__(self, meter: Make | None) -> None:
        self._meter = meter
        self._meters: dict[tuple[int, str], Meter] = {}
        self.overall, self.group, self.private = OVERALL, GROUP, PRIVATE
        self.violations: list[Violation] = []

    @classmethod
    def off(cls) -> "Flood":
        return cls(None)

    @classmethod
    def bucket(cls) -> "Flood":
        return cls(Bucket)

    @classmethod
    def strict(cls) -> "Flood":
        """Sliding windows."""
        return cls(Window)

    def check(self, call: Call) -> None:
        """Raises 429 with retry_after in whole seconds."""
        if self._meter is None or not _is_counted(call.method):
            return
        now, weight = time.monotonic(), _weight(call)
        meters = self._meters_for(call, self._meter)
        wait, scope = max((meter.wait(now, weight), scope) for scope, meter in meters.items())
        if wait > 0:
            violation = Violation(
                call.bot.id, str(call.chat_id), scope, max(1, math.ceil(wait)), now
            )
            self.violations.append(violation)
            raise too_many_requests(violation.retry_after)
        for meter in meters.values():
            meter.take(now, weight)

    def _meters_for(self, call: Call, make: Make) -> dict[str, Meter]:
        bot, chat = call.bot.id, str(call.chat_id)
        scope, limit = "private", self.private
        if chat.startswith(("-", "@")):
            scope, limit = "group", self.group
        for key, allowed in (((bot, ""), self.overall), ((bot, chat), limit)):
            if key not in self._meters:
                self._meters[key] = make(allowed)
        return {"overall": self._meters[bot, ""], scope: self._meters[bot, chat]}


def _is_counted(method: str) -> bool:
    return method.startswith(COUNTED) and method != "sendChatAction"


def _weight(call: Call) -> int:
    if call.method == "sendMediaGroup":
        return len(call.parameters.sequence("media") or ())
    if call.method in ("copyMessages", "forwardMessages"):
        return len(call.parameters.integers("message_ids"))
    return 1
