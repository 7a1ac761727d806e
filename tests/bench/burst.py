"""A thousand messages at once, flood limits off: how much gets through, and what it costs."""

import asyncio
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from simulator import Telegram
from tests.bench.arrivals import arrivals
from tests.bench.contenders import Contenders
from tests.bench.processes import BotProcess
from tests.bench.profiling import watched
from tests.bench.town import Plan, Said, Town

MESSAGES = 1_000
WARMING = 40  # messages by which everything has been used once


@dataclass(frozen=True)
class Burst:
    """What one bot made of it. Times are seconds."""

    messages: int
    calls: int
    seconds: float
    cpu: float
    p99: float
    lost: int
    disordered: int
    simulator: float  # the share of a core that the simulator took

    @property
    def messages_a_second(self) -> float:
        return self.messages / self.seconds

    @property
    def calls_a_second(self) -> float:
        return self.calls / self.seconds

    @property
    def cpu_a_call(self) -> float:
        return self.cpu / self.calls


async def measure(
    name: str, contenders: Contenders, folder: Path, messages: int, profile: Path | None = None
) -> Burst:
    async with Telegram(calls=None) as telegram:
        town = Town(telegram, Plan(), folder)
        async with contenders.started(name, town) as bot:
            await _say(town, WARMING)
            await town.quiet(bot)
            async with watched(bot, profile) if profile else nullcontext():
                return await _burst(town, bot, messages)


async def _burst(town: Town, bot: BotProcess, messages: int) -> Burst:
    journal = town.telegram.calls
    cpu, simulator, began = bot.cpu, time.process_time(), town.telegram.world.clock()
    said = await _say(town, messages)
    await town.quiet(bot, lambda: arrivals(journal, said, began).lost == 0)
    cpu, simulator = bot.cpu - cpu, time.process_time() - simulator
    found = arrivals(journal, said, began)
    latencies = found.latencies(said)
    return Burst(
        messages=messages,
        calls=found.calls,
        seconds=found.until - began,
        cpu=cpu,
        p99=latencies[int(len(latencies) * 0.99) - 1] if latencies else float("nan"),
        lost=found.lost,
        disordered=found.disordered,
        simulator=simulator / (found.until - began),
    )


async def _say(town: Town, messages: int) -> list[Said]:
    residents = town.residents
    said = []
    for number in range(messages):
        said.append(await town.ask(*residents[number % len(residents)]))
        await asyncio.sleep(0)
    return said
