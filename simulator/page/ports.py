"""What the page shows and moves that isn't Telegram's: whoever has a bot fills these in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from simulator.wire import JSON

if TYPE_CHECKING:
    from simulator.page.stage import Stage
    from simulator.page.story import Story


class Record(Protocol):
    async def read(self, language: str) -> JSON:
        """What the bot has on record now, in words of that language (the page's).

        `cases`: number, colour (red, yellow, green, grey), state, title, `facts` (strings) and
        `lines` (at, who, what, words, delivery); `deadlines`: due, what; `shifts`: who, what,
        until. Times are Unix seconds; what isn't known is left out.
        """


class Clock(Protocol):
    """The time that the bot and this Telegram go by."""

    @property
    def speed(self) -> float:
        """0 while it stands, 1 as clocks go."""

    def now(self) -> float:
        """Unix seconds."""

    def run(self, speed: float) -> None: ...

    def jump(self, seconds: float) -> None:
        """Forward only."""

    async def next_shift_change(self) -> float | None:
        """Unix seconds; None when nothing changes any more."""


class BotProcess(Protocol):
    @property
    def state(self) -> str:
        """`running`, `starting` or `stopped`."""

    async def kill(self) -> None:
        """At once, as a power cut would (SIGKILL)."""

    async def start(self) -> None:
        """Returns once the bot serves."""


class Settlement(Protocol):
    async def add_grid(self, name: str, group_id: int) -> None:
        """The bot's owner looks after one neighbourhood more, which has that group."""

    async def add_officer(self, name: str, person_id: int) -> None:
        """There is an officer more, on duty from now on."""


class Director(Protocol):
    """Sets up the street, and knows the stories that can be played in it."""

    def stories(self, language: str) -> Sequence["Story"]: ...

    async def open(self, language: str, story: str = "") -> "Stage":
        """A new street with nobody's past in it, at the time of day of that story; what was
        there before is gone."""
