"""Telegram's flood limits, kept on our side so that it never has to refuse.

Bot FAQ, "My bot is hitting limits": about 30 messages a second overall, 20 a minute in one
group, one a second in one private chat (short bursts are let through). How it counts it doesn't
say; these limits hold for token buckets and for strict windows alike, however long a message is
under way. Times are monotonic seconds: these limits live in real time, whatever the Clock says.
"""

import math
from collections import deque
from dataclasses import dataclass, field

# Windows are a little longer than Telegram's, for what clocks and floats don't agree on.
OVERALL_MESSAGES, OVERALL_WINDOW = 30, 1.01
# So many in a row go as fast as the window lets them. A longer run is evened out, and an alert to
# many from its beginning, so that what is urgent finds a gap at once.
SURGE = 300
RESTED = 2.0  # seconds without a send, after which the next is the first of another row
EVEN_INTERVAL = 1 / 29.5
EVEN_SLACK = 0.1  # seconds that a late send may catch up
GROUP_MESSAGES, GROUP_WINDOW = 20, 60.05
PRIVATE_MESSAGES, PRIVATE_WINDOW = 3, 3.01


@dataclass
class Window:
    """At most so many in any stretch of `seconds`, whenever Telegram counts them.

    It counts a send at some time between its start and its answer. So each is held against the
    limit from its start until `seconds` after its answer, and no delay can break the limit.
    """

    messages: int
    seconds: float
    _under_way: int = 0
    _answered: deque[float] = field(default_factory=deque)

    def ready_at(self, weight: int = 1) -> float:
        """For so many at once; more than the limit wait until it is empty. Infinity while it
        takes an answer to tell."""
        room = self.messages - min(weight, self.messages)
        excess = self._under_way + len(self._answered) - room - 1
        if excess < 0:
            return 0.0
        return self._answered[excess] + self.seconds if excess < len(self._answered) else math.inf

    def take(self, now: float, weight: int = 1) -> None:
        while self._answered and self._answered[0] + self.seconds <= now:
            self._answered.popleft()
        self._under_way += weight

    def answered(self, now: float, weight: int = 1) -> None:
        """What goes beyond the limit at once is a debt, which takes its time to be made good."""
        self._under_way -= weight
        each = self.seconds / self.messages
        for item in range(weight):
            self._answered.append(now + each * max(0, item + 1 - self.messages))


@dataclass
class Pace:
    """At most one in `interval` on average, `burst` at once (a leaky bucket, GCRA)."""

    interval: float
    burst: float
    theoretical: float = 0.0

    def ready_at(self) -> float:
        return self.theoretical - (self.burst - 1) * self.interval

    def take(self, now: float) -> None:
        self.theoretical = max(self.theoretical, now) + self.interval


class FloodLimits:
    """When a chat, and the bot as a whole, may send again."""

    def __init__(self, enforced: bool = True) -> None:
        self._enforced = enforced
        self._overall = Window(OVERALL_MESSAGES, OVERALL_WINDOW)
        self._even = Pace(EVEN_INTERVAL, 1 + EVEN_SLACK / EVEN_INTERVAL)
        self._row, self._latest = 0, 0.0
        self._chats: dict[int, Window] = {}
        self._paused: dict[int, float] = {}
        self._everything_paused = 0.0

    def overall_ready_at(self, weight: int = 1, evenly: bool = False) -> float:
        if not self._enforced:
            return self._everything_paused
        even = self._even.ready_at() if evenly or self._row > SURGE else 0.0
        return max(self._overall.ready_at(weight), even, self._everything_paused)

    def chat_ready_at(self, address_id: int, weight: int = 1) -> float:
        paused = self._paused.get(address_id, 0.0)
        chat = self._chats.get(address_id)
        return max(paused, chat.ready_at(weight)) if chat else paused

    def take(self, now: float, weight: int = 1) -> None:
        """One (an album is several) is going to be sent, to whatever chat. `answered` or
        `dropped` has to follow."""
        if self._enforced:
            self._overall.take(now, weight)
            self._even.take(now)
            self._row = self._row + 1 if now < self._latest + RESTED else 1
            self._latest = now

    def take_chat(self, address_id: int, is_group: bool, now: float, weight: int = 1) -> None:
        """It is sent, to this chat."""
        if not self._enforced:
            return
        if address_id not in self._chats:
            self._chats[address_id] = (
                Window(GROUP_MESSAGES, GROUP_WINDOW)
                if is_group
                else Window(PRIVATE_MESSAGES, PRIVATE_WINDOW)
            )
        self._chats[address_id].take(now, weight)

    def answered(self, address_id: int, now: float, weight: int = 1) -> None:
        """The send is over, for better or worse."""
        if self._enforced:
            self._overall.answered(now, weight)
            self._chats[address_id].answered(now, weight)

    def dropped(self, now: float, weight: int = 1) -> None:
        """It wasn't sent after all."""
        if self._enforced:
            self._overall.answered(now, weight)

    def pause(self, address_id: int, until: float) -> None:
        self._paused[address_id] = until

    def pause_everything(self, until: float) -> None:
        self._everything_paused = max(self._everything_paused, until)
