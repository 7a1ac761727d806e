"""An alert to many groups and private chats, while limits are enforced and residents ask.

Beside it python-telegram-bot's AIORateLimiter, as a straightforward bot uses it (gathering.py).
"""

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from simulator import Telegram
from simulator.driver.person import Person
from simulator.journal import Entry
from tests.bench import subscribers
from tests.bench.arrivals import arrivals, deliveries
from tests.bench.contenders import SQLITE, Contenders
from tests.bench.processes import BotProcess, running
from tests.bench.subscribers import HEADLINE
from tests.bench.surge import CLEAN_AFTER, ENFORCERS, bound
from tests.bench.town import Plan, Said, Town

GATHER = "AIORateLimiter"
URGENT_EVERY = 5.0
REFUSED_FOR = 10  # seconds, one chat
SILENCE = 15.0  # after so long without a message no more is expected
LONGEST = 400.0


@dataclass(frozen=True)
class Sizes:
    groups: int = 278
    private: int = 2_000


@dataclass(frozen=True)
class Spread:
    """Seconds, without the chat that refused. `bound` is what the same number of messages takes
    at least; `gap` the longest without a message to the others; `urgent` the slowest of the
    messages handed in meanwhile (`asked` of them), until the officer has it."""

    bot: str
    enforcer: str
    chats: int
    reached: int
    twice: int
    refused: int
    seconds: float
    bound: float
    gap: float
    urgent: float
    asked: int

    @property
    def ratio(self) -> float:
        return self.seconds / self.bound if self.bound else 0.0


@dataclass
class Scene:
    """Everyone is there; one private chat will be refused once."""

    telegram: Telegram
    town: Town
    enforcer: str
    private: list[Person]
    said: list[Said] = field(default_factory=list)

    @property
    def chats(self) -> set[str]:
        groups = {str(hood.group.id) for hood in self.town.hoods}
        return groups | {str(one.id) for one in self.private}

    @property
    def victim(self) -> str:
        return str(self.private[len(self.private) // 2].id)

    def refuses_one(self) -> None:
        self.telegram.faults.refuse(
            REFUSED_FOR,
            chat=int(self.victim),
            times=1,
            when=lambda call: HEADLINE in str(call.parameters.values),
        )

    async def goes_out(self, bot: BotProcess) -> None:
        """Until all chats have it, with a resident asking every few seconds."""
        clock, loop = self.telegram.world.clock, asyncio.get_running_loop()
        hood, began = self.town.hoods[0], loop.time()
        latest, seen, reached = loop.time(), 0, set[str]()
        while len(reached) < len(self.chats) and loop.time() < latest + SILENCE:
            bot.must_live()
            if clock() > (self.said[-1].at if self.said else 0.0) + URGENT_EVERY and reached:
                self.said.append(await self.town.ask(hood, hood.residents[len(self.said)]))
            calls = list(itertools.islice(self.telegram.calls, seen, None))
            seen += len(calls)
            if new := {one.chat for one in calls if is_alert(one)}:
                reached |= new
                latest = loop.time()
            if loop.time() > began + LONGEST:
                break
            await asyncio.sleep(0.02)
        await asyncio.sleep(URGENT_EVERY)  # The last who asked are answered.

    def result(self, bot: str) -> Spread:
        alerts = [one for one in self.telegram.calls if is_alert(one)]
        counts = Counter(one.chat for one in alerts)
        others = [one.at for one in alerts if one.chat != self.victim]
        first, last = others[0], others[-1]
        meanwhile = [one for one in deliveries(self.telegram.calls, first) if one.at <= last]
        sent = Counter(one.chat for one in meanwhile)
        found = arrivals(self.telegram.calls, self.said, first)
        arrived = found.latencies(self.said)
        is_whole = len(arrived) == len(self.said)
        return Spread(
            bot=bot,
            enforcer=self.enforcer,
            chats=len(self.chats),
            reached=len(counts),
            twice=sum(number > 1 for number in counts.values()),
            refused=len(self.telegram.violations),
            seconds=last - first,
            bound=bound(self.enforcer, self.telegram.flood, sent),
            gap=max((b - a for a, b in itertools.pairwise(others)), default=0.0),
            urgent=max(arrived, default=0.0) if is_whole else float("inf"),
            asked=len(self.said),
        )


def is_alert(call: Entry) -> bool:
    return call.is_ok and call.method == "sendMessage" and HEADLINE in str(call.parameters)


@asynccontextmanager
async def scene(enforcer: str, sizes: Sizes, folder: Path) -> AsyncIterator[Scene]:
    async with Telegram(calls=None, flood=ENFORCERS[enforcer]()) as telegram:
        town = Town(telegram, Plan(grids=sizes.groups, residents=0, officers=sizes.groups), folder)
        hood = town.hoods[0]
        for number in range(int(LONGEST / URGENT_EVERY) + 1):
            hood.residents.append(telegram.person(f"Resident {number}"))
            hood.group.seat(hood.residents[-1])
        private = [telegram.person(f"Subscriber {number}") for number in range(sizes.private)]
        for one in private:
            await one.starts(town.bot)
        town.bot.inbox.clear()  # They have been there since long ago.
        yield Scene(telegram, town, enforcer, private)


async def doorstep(enforcer: str, sizes: Sizes, contenders: Contenders, folder: Path) -> Spread:
    async with scene(enforcer, sizes, folder) as found:
        town = found.town
        async with contenders.started(SQLITE, town, "--limits") as bot:
            url = f"sqlite:///{folder}/doorstep.db"
            await subscribers.subscribe(url, town.bot.id, [one.id for one in found.private])
            await town.warms_up(bot)
            await asyncio.sleep(CLEAN_AFTER)
            found.refuses_one()
            await subscribers.hand_in(url, town.bot.id)
            await found.goes_out(bot)
        return found.result("Doorstep")


async def gathering(enforcer: str, sizes: Sizes, folder: Path) -> Spread:
    async with scene(enforcer, sizes, folder) as found:
        town = found.town
        chats = folder / "chats.txt"
        chats.write_text("\n".join(sorted(found.chats)))
        way = (found.telegram.url, town.bot.token, town.routes(), chats, HEADLINE)
        async with running("tests.bench.gathering", *way, folder=folder) as bot:
            await town.opens(bot)
            await asyncio.sleep(CLEAN_AFTER)
            found.refuses_one()
            await town.hoods[0].officers[0].writes("/broadcast", to=town.bot)
            await found.goes_out(bot)
        return found.result(GATHER)
