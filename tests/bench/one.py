"""One message in flight: how long it takes to the officer's chat, and where the time goes."""

import asyncio
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from simulator import Telegram
from simulator.world.changes import Change
from tests.bench import tracing
from tests.bench.arrivals import arrivals
from tests.bench.contenders import Contenders
from tests.bench.town import Plan, Said, Town
from tests.bench.tracing import Transaction

MESSAGES = 100
WARMING = 20
PAUSE = 0.05  # seconds in which the bot finishes what follows an arrival
PATIENCE = 10.0


@dataclass(frozen=True)
class Single:
    """Medians, in seconds."""

    latency: float
    calls: float
    stages: dict[str, float] = field(default_factory=dict)


async def measure(
    name: str, contenders: Contenders, folder: Path, messages: int, trace: Path | None = None
) -> Single:
    options = ("--trace", trace) if trace else ()
    async with Telegram(calls=None) as telegram:
        town = Town(telegram, Plan(residents=messages + WARMING), folder)
        async with contenders.started(name, town, *options) as bot:
            for number in range(WARMING):
                await _relayed(town, number)
            before = town.delivered
            said = [await _relayed(town, WARMING + number) for number in range(messages)]
            await town.quiet(bot)
            calls = (town.delivered - before) / messages
        first = arrivals(telegram.calls, said, said[0].at).first
    stages = _stages(list(tracing.read(trace)), said, first) if trace else {}
    return Single(median(first[one.token] - one.at for one in said), calls, stages)


async def _relayed(town: Town, number: int) -> Said:
    hood, resident = town.residents[number]
    officer = hood.officers[0].user
    with town.telegram.changes.listen(officer) as changes:
        said = await town.ask(hood, resident)

        def arrives(change: Change) -> bool | None:
            return (change.message is not None and said.token in change.message.text) or None

        if await changes.first(arrives, PATIENCE) is None:
            raise TimeoutError(f"{said.token} did not arrive within {PATIENCE} seconds")
    await asyncio.sleep(PAUSE)
    return said


def _stages(
    transactions: Sequence[Transaction], said: Sequence[Said], first: dict[str, float]
) -> dict[str, float]:
    """Medians over the messages of the time between one step and the next."""
    ways = [_way(transactions, one.at, first[one.token]) for one in said]
    return {stage: median(way[stage] for way in ways) for stage in ways[0]}


def _way(transactions: Sequence[Transaction], said: float, arrived: float) -> dict[str, float]:
    inside = [one for one in transactions if said <= one.began <= arrived]
    intake = next(one for one in inside if one.is_intake)
    moments = {
        "said": said,
        "fetch, decode": intake.began,
        "intake's transaction": intake.committing,
        "its commit": intake.committed,
        "draw, send, arrive": arrived,
    }
    steps = list(moments.items())
    return {stage: at - before for (_, before), (stage, at) in itertools.pairwise(steps)}
