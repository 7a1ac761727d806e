"""One crash test on one database: the town at work, the bot killed, and what became of it all."""

import asyncio
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median

from simulator import Telegram
from tests.crash import audit, wreckage
from tests.crash.audit import Audit
from tests.crash.bot import Bot
from tests.crash.chronicle import Chronicle
from tests.crash.moments import Killer, Moment, random_moments
from tests.crash.records import reading
from tests.crash.stories import Story
from tests.crash.town import Town

OPENING_SECONDS = 0.4  # a kill: within so long all cases are opened
MOST_REPEATED = 3  # a kill: updates that Telegram hands out twice
LAST_SECONDS = 120.0  # for what is still to be said after the last kill
FLUSH_SECONDS = 0.02  # until the simulator has read what a dead bot had written


@dataclass(frozen=True)
class Plan:
    kills: int
    cases: int
    seed: int


@dataclass
class Course:
    """How it went, apart from what the audit finds."""

    kills: Counter[str] = field(default_factory=Counter)
    between: Counter[wreckage.Between] = field(default_factory=Counter)
    deaths: list[str] = field(default_factory=list)  # of bots that ended by themselves
    stuck: list[str] = field(default_factory=list)
    start_seconds: float = 0.0  # the median
    stop_seconds: float | None = None
    seconds: float = 0.0


@dataclass
class Result:
    course: Course
    audit: Audit


async def crash_test(database: str, plan: Plan, folder: Path) -> Result:
    """Raises nothing for what the bot does wrong: the result tells."""
    began = time.monotonic()
    async with Telegram(calls=None) as telegram:
        town = Town(telegram, plan.cases, OPENING_SECONDS * plan.kills)
        town.write_station(folder / "station.yaml")
        test = CrashTest(town, database, plan, folder)
        await test.run()
        with reading(database) as connection:
            found = audit.audit(connection, town, test.stories, test.chronicle)
    test.course.seconds = time.monotonic() - began
    return Result(test.course, found)


class CrashTest:
    def __init__(self, town: Town, database: str, plan: Plan, folder: Path) -> None:
        self.town, self.telegram, self.database = town, town.telegram, database
        self.folder = folder
        self.random = Random(plan.seed)
        self.moments = random_moments(self.random, plan.kills)
        self.chronicle = Chronicle(town)
        self.killer = Killer(town.telegram, town.account)
        self.stories = [self._story(number) for number in range(plan.cases)]
        self.course = Course()
        self.bot: Bot | None = None

    async def run(self) -> None:
        await self.town.everyone_starts()
        try:
            async with asyncio.TaskGroup() as tasks:
                await self._play(tasks)
        finally:
            if self.bot is not None:
                self.bot.kill()

    async def _play(self, tasks: asyncio.TaskGroup) -> None:
        listening = asyncio.Event()
        keeping = tasks.create_task(self.chronicle.keep(listening))
        await listening.wait()
        playing = {tasks.create_task(story.play()): story for story in self.stories}
        for moment in self.moments:
            await self._kill_at(moment)
        bot = self._start()
        self.town.evening.set()
        _, unfinished = await asyncio.wait(playing, timeout=LAST_SECONDS)
        self.course.stuck = [playing[task].waits_for for task in unfinished]
        await self._quiet()
        self.course.kills = +self.killer.kills
        self.course.start_seconds = median(self.killer.starts)
        self.course.stop_seconds = await bot.stop()
        await asyncio.sleep(FLUSH_SECONDS)
        for task in (keeping, *playing):
            task.cancel()

    async def _kill_at(self, moment: Moment) -> None:
        """Start a bot, kill it then, and look at what it left."""
        self.telegram.calls.clear()
        self._make_trouble()
        bot = self._start()
        async with asyncio.TaskGroup() as tasks:
            striking = tasks.create_task(self.killer.strike(bot, moment))
            status = await bot.ended()
            striking.cancel()
        if status != -signal.SIGKILL:
            self.course.deaths.append(f"ended by itself with status {status} before the kill")
        await asyncio.sleep(FLUSH_SECONDS)
        with reading(self.database) as connection:
            self.course.between.update(wreckage.found(connection, self.telegram, self.town.account))

    def _make_trouble(self) -> None:
        """Beside the kill: updates that come twice, and calls that come too fast for Telegram."""
        faults, dice = self.telegram.faults, self.random
        faults.repeat_updates(2, times=dice.randint(0, MOST_REPEATED))
        for method in ("sendMessage", "editMessageText"):
            if dice.random() < 0.5:
                faults.refuse(retry_after=1, method=method, times=1)

    def _start(self) -> Bot:
        self.town.generation += 1
        self.killer.expect()
        environment = {
            "DOORSTEP_TELEGRAM_TOKEN": self.town.account.token,
            "DOORSTEP_TELEGRAM_API": self.telegram.url,
            "DOORSTEP_DATABASE": self.database,
            "DOORSTEP_STATION": str(self.folder / "station.yaml"),
        }
        self.bot = Bot(environment, self.folder / "bot.log")
        return self.bot

    async def _quiet(self) -> None:
        """Until every update is acknowledged and nothing waits to be sent."""
        until = time.monotonic() + LAST_SECONDS
        while len(self.town.account.inbox) or await asyncio.to_thread(self._unsent):
            if time.monotonic() > until:
                self.course.stuck.append("the last bot never comes to rest")
                return
            await asyncio.sleep(0.2)

    def _unsent(self) -> int:
        with reading(self.database) as connection:
            return audit.unsent(connection)

    def _story(self, number: int) -> Story:
        grid = self.town.grids[number % len(self.town.grids)]
        asker = grid.residents[number // len(self.town.grids) % len(grid.residents)]
        dice = Random(self.random.random())
        return Story(self.town, grid, asker, dice, is_private=dice.random() < 0.5)
