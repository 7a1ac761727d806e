"""One run: cases climb, and again and again the leader is killed or cut off."""

import asyncio
import time
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from random import Random

from simulator import Telegram
from tests.crash.records import reading
from tests.takeover import audit
from tests.takeover.audit import Audit
from tests.takeover.calls import Sent, heard
from tests.takeover.pair import LONGEST, Member, Pair
from tests.takeover.precinct import STEPS, Precinct

LEADS_FOR = 5.0  # seconds at most, from one takeover to the next cut
OPENS_EVERY = 2.0  # seconds, on average
ACCEPTED = 0.25  # of the cases
THOUGHT = 15.0  # seconds at most until somebody accepts
LAST_SECONDS = 90.0  # until all has climbed to the end
LONG = 300.0  # for a card, where cut follows upon cut


class Way(Enum):
    """How the leader is lost; the value is what the table calls it."""

    KILLED = "killed (-9)"
    THROWN_OUT = "its database sessions ended"
    DEAD_LINE = "its line to the database dead"


def random_ways(random: Random, number: int) -> list[Way]:
    """As many of each, in any order."""
    ways = [list(Way)[which % len(Way)] for which in range(number)]
    random.shuffle(ways)
    return ways


@dataclass
class Cut:
    """Unix seconds: when it fell, and when there was a new leader."""

    way: Way
    at: float
    former: str
    led_at: float = 0.0
    leader: str = ""


@dataclass
class Course:
    cuts: list[Cut] = field(default_factory=list)
    calls: list[Sent] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0


async def takeover_test(
    database: str, ways: list[Way], seed: int, folder: Path, rounds: int = 2
) -> tuple[Course, Audit]:
    """Raises nothing for what the bots do wrong: the audit tells."""
    async with Telegram(calls=None) as telegram:
        precinct = Precinct(telegram, rounds)
        precinct.write_station(folder / "station.yaml")
        test = Takeovers(precinct, database, seed, folder)
        await test.run(ways)
        with reading(database) as connection:
            found = audit.audit(connection, precinct, test.course.calls, test.course.cuts)
    test.course.seconds = time.monotonic() - test.course.began
    return test.course, found


class Takeovers:
    def __init__(self, precinct: Precinct, database: str, seed: int, folder: Path) -> None:
        self.precinct, self.database, self.folder = precinct, database, folder
        self.random = Random(seed)
        self.course = Course()
        self.evening = asyncio.Event()

    async def run(self, ways: list[Way]) -> None:
        await self.precinct.everyone_starts()
        with heard(self.precinct.telegram) as self.course.calls:
            async with Pair(self.precinct, self.database, self.folder) as pair:
                await pair.starts()
                await pair.leader()
                await pair.led_anew(after=0)
                await pair.starts()
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._people(Random(self.random.random()), tasks))
                    for way in ways:
                        await self._cut(pair, way)
                    self.evening.set()
                await self._rest()

    async def _cut(self, pair: Pair, way: Way) -> None:
        leader, epoch = await pair.leader(), await pair.epoch()
        await asyncio.sleep(self.random.uniform(0.0, LEADS_FOR))
        cut = Cut(way, time.time(), leader.token)
        self.course.cuts.append(cut)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_lose(pair, leader, way))
            try:
                await pair.led_anew(after=epoch)
            except TimeoutError:
                self.course.stuck.append(f"{LONGEST:.0f} s after a leader was {way.value}: none")
            cut.led_at, cut.leader = time.time(), (await pair.leader()).token

    async def _people(self, random: Random, tasks: asyncio.TaskGroup) -> None:
        """They ask until the evening; some of it is accepted."""
        number = 0
        while not self.evening.is_set():
            number += 1
            mark = f"m{number:05}"
            await self.precinct.somebody_asks(f"the lift is stuck, {mark}")
            if random.random() < ACCEPTED:
                tasks.create_task(self._accepts(mark, random.uniform(0.0, THOUGHT)))
            await asyncio.sleep(random.uniform(0.0, 2 * OPENS_EVERY))

    async def _accepts(self, mark: str, after: float) -> None:
        officer = self.precinct.officers[STEPS[0]]
        card = await officer.sees(mark, within=LONG)
        await asyncio.sleep(after)
        await officer.taps(card, "Accept")

    async def _rest(self) -> None:
        """Until every case has climbed to the end, and all is said."""
        until = time.monotonic() + LAST_SECONDS
        while not await asyncio.to_thread(self._is_at_rest):
            if time.monotonic() > until:
                self.course.stuck.append("the cases never come to rest")
                return
            await asyncio.sleep(0.3)

    def _is_at_rest(self) -> bool:
        if len(self.precinct.account.inbox):
            return False
        with reading(self.database) as connection:
            return audit.is_at_rest(connection)


async def _lose(pair: Pair, leader: Member, way: Way) -> None:
    match way:
        case Way.KILLED:
            await pair.killed(leader)
        case Way.THROWN_OUT:
            await pair.thrown_out(leader)
        case Way.DEAD_LINE:
            await leader.line.goes_dead()
