"""When the bot is killed: at any time, or just as it calls Telegram or gets an answer.

The simulator sees each call as it comes in. A kill can fall on it before it takes effect (it is
then lost), after it took effect (the answer is lost), or shortly after it was answered.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from random import Random

from aiohttp import web

from simulator import BotAccount, Telegram
from simulator.call import Call
from simulator.trouble import Fault
from tests.crash.bot import Bot

START_SECONDS = 30.0  # that a start may take, on a busy machine
STRIKE_SECONDS = 2.5  # how long a kill waits for its call
LULL = 0.2  # seconds without a send, after which a bot has caught up
LONGEST_CATCHING_UP = 6.0
SENDS = ("sendMessage", "editMessageText", "copyMessage")


class When(Enum):
    """The value is what the table calls it."""

    STARTING = "while it starts"
    ANY = "at any time"
    CAUGHT_UP = "some time after it has caught up"
    RECEIVED = "as Telegram gets the call: lost"
    CARRIED_OUT = "as Telegram has carried it out: answer lost"
    ANSWERED = "shortly after the answer"


@dataclass(frozen=True)
class Moment:
    """One kill: `method` is the call that it falls on, `seconds` how long after."""

    when: When
    method: str
    seconds: float

    @property
    def name(self) -> str:
        return f"{self.method}, {self.when.value}" if self.method else self.when.value


# Of fifty kills, how many fall so. Calls that change nothing are too rare to wait for.
FIFTY = {
    (When.STARTING, ""): 3,
    (When.ANY, ""): 12,
    (When.CAUGHT_UP, ""): 8,
    (When.RECEIVED, "getUpdates"): 6,
    (When.CARRIED_OUT, "getUpdates"): 3,
    (When.ANSWERED, "getUpdates"): 5,
    (When.RECEIVED, "sendMessage"): 2,
    (When.CARRIED_OUT, "sendMessage"): 3,
    (When.ANSWERED, "sendMessage"): 3,
    (When.RECEIVED, "editMessageText"): 1,
    (When.CARRIED_OUT, "editMessageText"): 1,
    (When.ANSWERED, "editMessageText"): 2,
    (When.CARRIED_OUT, "copyMessage"): 1,
}
LATEST = {When.STARTING: 0.6, When.ANY: 1.5, When.CAUGHT_UP: 1.5, When.ANSWERED: 0.03}
HANDLING = 0.15  # seconds in which a fetched batch may be handled


def random_moments(random: Random, number: int) -> list[Moment]:
    """The first while the database gets its tables, the others in any order."""
    deck = [kind for kind, times in FIFTY.items() for _ in range(times)]
    moments = [_moment(random, When.STARTING, "")]
    while len(moments) < number:
        random.shuffle(deck)
        moments += [_moment(random, *kind) for kind in deck]
    return moments[:number]


def _moment(random: Random, when: When, method: str) -> Moment:
    latest = HANDLING if method == "getUpdates" else LATEST.get(when, 0.0)
    return Moment(when, method, random.uniform(0.0, latest))


@dataclass(slots=True, kw_only=True)
class Watch(Fault):
    """Sees each call as it comes in, and does nothing to it."""

    on_call: Callable[[Call], None]

    def fits(self, call: Call) -> bool:
        self.on_call(call)
        return False


@dataclass(slots=True, kw_only=True)
class Strike(Fault):
    """Kills the bot on its call."""

    moment: Moment
    kill: Callable[[], None]

    async def before(self, request: web.BaseRequest) -> web.StreamResponse | None:
        if self.moment.when is not When.RECEIVED:
            return None
        self.kill()
        return web.Response(status=500)

    async def after(self, request: web.BaseRequest) -> web.StreamResponse | None:
        if self.moment.when is When.CARRIED_OUT:
            self.kill()
        else:
            asyncio.get_running_loop().call_later(self.moment.seconds, self.kill)
        return None


class Killer:
    """Kills one bot at each of its moments."""

    def __init__(self, telegram: Telegram, account: BotAccount) -> None:
        self._telegram, self._account = telegram, account
        self._expected = 0.0
        self.starts: list[float] = []  # how long each took until its first fetch
        self._working = asyncio.Event()
        self._last_send = 0.0
        self.kills: Counter[str] = Counter()
        telegram.faults.add(Watch(on_call=self._called))

    def expect(self) -> None:
        """Another bot is about to be started."""
        self._working.clear()
        self._expected = time.monotonic()

    async def at_work(self) -> None:
        """Until the bot that was started fetches updates."""
        async with asyncio.timeout(START_SECONDS):
            await self._working.wait()

    async def strike(self, bot: Bot, moment: Moment) -> None:
        """Kill it at that moment; if its call doesn't come, then some time later all the same."""
        self.kills[moment.name] += 1
        if moment.when is When.STARTING:
            await asyncio.sleep(moment.seconds)
        else:
            await self.at_work()
            await self._wait(bot, moment)
        bot.kill()

    async def _wait(self, bot: Bot, moment: Moment) -> None:
        if moment.when in (When.ANY, When.CAUGHT_UP):
            if moment.when is When.CAUGHT_UP:
                await self._caught_up()
            await asyncio.sleep(moment.seconds)
            return
        strike = Strike(
            method=moment.method, times=1, moment=moment, kill=bot.kill, when=self._is_worth_it
        )
        self._telegram.faults.add(strike)
        try:
            async with asyncio.timeout(STRIKE_SECONDS):
                await bot.dead.wait()
        except TimeoutError:
            self.kills.subtract([moment.name])
            self.kills[When.ANY.value] += 1
        finally:
            self._telegram.faults.lift(strike)

    async def _caught_up(self) -> None:
        """Nothing is left to fetch, and for a moment nothing was sent."""
        until = time.monotonic() + LONGEST_CATCHING_UP
        while time.monotonic() < until:
            if not len(self._account.inbox) and time.monotonic() - self._last_send > LULL:
                return
            await asyncio.sleep(LULL / 4)

    def _called(self, call: Call) -> None:
        if call.method == "getUpdates" and not self._working.is_set():
            self._working.set()
            self.starts.append(time.monotonic() - self._expected)
        elif call.method in SENDS:
            self._last_send = time.monotonic()

    def _is_worth_it(self, call: Call) -> bool:
        """A fetch that acknowledges nothing, or that finds nothing, is no moment."""
        if call.method != "getUpdates":
            return True
        return "offset" in call.parameters.values and len(self._account.inbox) > 0
