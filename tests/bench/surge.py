"""Sixty residents at once while Telegram's limits are enforced, and kept by the bot."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from simulator import Flood, Telegram
from simulator.flood import Limit
from tests.bench.arrivals import arrivals, deliveries
from tests.bench.contenders import SQLITE, Contenders
from tests.bench.town import Plan, Town

RESIDENTS = 60
STRICT, BUCKET = "strict window", "bucket"
ENFORCERS = {STRICT: Flood.strict, BUCKET: Flood.bucket}
CALLS_EACH = 3  # the receipt, and a card for each of two officers
CLEAN_AFTER = 4.0  # seconds after which what was sent so far counts no more
PATIENCE = 70.0  # a full group is silent for a minute


@dataclass(frozen=True)
class Surge:
    """`last` is when the last message arrived, `bound` when it could have, by the limits."""

    enforcer: str
    groups: int
    calls: int
    lost: int
    disordered: int
    refused: int
    last: float
    bound: float

    @property
    def ratio(self) -> float:
        return self.last / self.bound


async def measure(enforcer: str, groups: int, contenders: Contenders, folder: Path) -> Surge:
    flood = ENFORCERS[enforcer]()
    async with Telegram(calls=None, flood=flood) as telegram:
        plan = Plan(grids=groups, residents=RESIDENTS, officers=2 * groups)
        town = Town(telegram, plan, folder)
        async with contenders.started(SQLITE, town, "--limits") as bot:
            await town.warms_up(bot)
            await asyncio.sleep(CLEAN_AFTER)
            began, before = telegram.world.clock(), town.delivered
            said = [await town.ask(hood, resident) for hood, resident in town.residents]
            wanted = before + CALLS_EACH * RESIDENTS
            await town.quiet(bot, lambda: town.delivered >= wanted, patience=PATIENCE)
        found = arrivals(telegram.calls, said, began)
    sent = Counter(call.chat for call in deliveries(telegram.calls, began))
    return Surge(
        enforcer=enforcer,
        groups=groups,
        calls=found.calls,
        lost=CALLS_EACH * RESIDENTS - found.calls,
        disordered=found.disordered,
        refused=len(telegram.violations),
        last=found.until - began,
        bound=bound(enforcer, flood, sent),
    )


def bound(enforcer: str, flood: Flood, sent: Counter[str]) -> float:
    """When the last of these calls can arrive at the earliest: by the fullest chat, or by what
    the bot may send in all. Seconds after the first."""
    earliest = _earliest_window if enforcer == STRICT else _earliest_bucket
    by_chat = [
        earliest(count, flood.group if chat.startswith("-") else flood.private)
        for chat, count in sent.items()
    ]
    return max([earliest(sent.total(), flood.overall), *by_chat])


def _earliest_window(count: int, limit: Limit) -> float:
    """At most `limit.count` in any stretch: the next so many go a stretch later."""
    return (count - 1) // limit.count * limit.seconds


def _earliest_bucket(count: int, limit: Limit) -> float:
    """A full bucket at once, and then as it refills."""
    return max(0.0, (count - limit.count) * limit.seconds / limit.count)
