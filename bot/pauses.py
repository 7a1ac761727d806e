"""When Telegram asks us to wait, or can't be reached."""

import time
from collections import deque
from datetime import timedelta

from bot.flood import FloodLimits
from bot.outcome import Kind, Outcome

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds, while Telegram can't be reached
REFUSALS = 3  # chats that refuse within a second mean the bot as a whole


class Pauses:
    """Turns outcomes into pauses of one chat, or of everything."""

    def __init__(self, limits: FloodLimits) -> None:
        self._limits = limits
        self._outage = self._until = 0.0
        self._refusals: deque[tuple[float, int]] = deque(maxlen=REFUSALS)

    @property
    def healthy(self) -> bool:
        """Whether sends go through at present."""
        return self._outage == 0.0

    def kept(self, address_id: int, left: timedelta) -> None:
        """A pause that a former courier was told of."""
        self._limits.pause(address_id, time.monotonic() + left.total_seconds())

    def after(self, address_id: int, outcome: Outcome) -> None:
        if outcome.kind is Kind.DELIVERED:
            self._outage = 0.0
        elif outcome.kind is Kind.FLOODED:
            self._flooded(address_id, outcome.seconds)
        elif outcome.kind in (Kind.NOTHING_SENT, Kind.UNKNOWN):
            self._failed(time.monotonic())

    def _failed(self, now: float) -> None:
        """Twice as long each time; many sends that fail together have failed once."""
        if now < self._until:
            return
        self._outage = min(max(self._outage * 2, FIRST_PAUSE), LONGEST_PAUSE)
        self._until = now + self._outage
        self._limits.pause_everything(self._until)

    def _flooded(self, address_id: int, seconds: float) -> None:
        now = time.monotonic()
        self._limits.pause(address_id, now + seconds)
        self._refusals.append((now, address_id))
        recent = {chat for at, chat in self._refusals if now - at < 1.0}
        if len(recent) >= REFUSALS:
            self._limits.pause_everything(now + seconds)
