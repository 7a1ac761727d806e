"""An alert to 70,000 who subscribed: how soon the first has it, and what it costs in memory,
with rows written a page ahead of the courier, and with all of them written at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, text

from bot.desks import Desks
from bot.directories import Directories
from bot.store import Store
from models.address import Address, AddressState
from models.alert import Alert, AlertUrgency, Subscription
from models.ids import new_id
from models.person import Person
from models.station import Station
from services.alerts import scheduling
from services.clock import SystemClock
from simulator import Telegram
from tests.bench.arrivals import arrivals
from tests.bench.contenders import Contenders
from tests.bench.town import Plan, Said, Town

HEADLINE = "Calls from the bank"
WORDS = {"en": {"headline": HEADLINE, "text": "Nobody asks for your PIN by telephone."}}
SUBSCRIBERS, PRESENT = 70_000, 1_000  # the others' turn doesn't come while it is measured
WATCHED, URGENT_EVERY = 25.0, 2.0  # seconds
LOOKS = 10  # at the memory, between one and the next
LONGEST_FIRST = 120.0
AT_ONCE = 2_000
FAR = 10_000_000_000  # ids of those who aren't there


@dataclass(frozen=True)
class Mass:
    """Seconds and bytes: until the first message, the growth of the bot's memory at its most, the
    messages of the alert a second after that, and the slowest urgent message meanwhile."""

    first: float
    growth: int
    each_second: float
    urgent: float


async def measure(name: str, contenders: Contenders, folder: Path, number: int, page: int) -> Mass:
    async with Telegram(calls=None) as telegram:
        town = Town(telegram, Plan(grids=1, residents=100, officers=1), folder)
        present = [telegram.person(f"Subscriber {n}") for n in range(min(PRESENT, number))]
        for one in present:
            await one.starts(town.bot)
        town.bot.inbox.clear()
        with contenders.database(name, folder) as url:
            async with contenders.doorstep(url, town, "--limits", "--page", page) as bot:
                ids = [one.id for one in present] + [FAR + n for n in range(number - len(present))]
                await subscribe(url, town.bot.id, ids)
                await town.warms_up(bot)
                before, most, said = bot.memory, 0, list[Said]()
                began = telegram.world.clock()
                await hand_in(url, town.bot.id, groups=False)
                first = _alerts(telegram)
                while telegram.world.clock() < (first[0] if first else began) + WATCHED:
                    if not first and telegram.world.clock() > began + LONGEST_FIRST:
                        break
                    hood, resident = town.residents[len(said) % 100]
                    said.append(await town.ask(hood, resident))
                    for _ in range(LOOKS):
                        most = max(most, bot.memory)
                        await asyncio.sleep(URGENT_EVERY / LOOKS)
                    first = first or _alerts(telegram)
        times = _alerts(telegram)
        slowest = max(arrivals(telegram.calls, said, began).latencies(said), default=0.0)
    seconds = times[-1] - times[0]
    return Mass(times[0] - began, most - before, (len(times) - 1) / seconds, slowest)


def _alerts(telegram: Telegram) -> list[float]:
    return [one.at for one in telegram.calls if one.is_ok and HEADLINE in str(one.parameters)]


async def hand_in(url: str, bot_id: int, groups: bool = True) -> None:
    """Urgent, so that it doesn't depend on when it is measured."""
    store = Store(url)
    async with Desks(store, Directories(bot_id), SystemClock()).open() as desk:
        alert = Alert(
            station_id=desk.station.id,
            at=desk.now(),
            words=WORDS,
            urgency=AlertUrgency.IMMEDIATE,
            audience={"groups": groups},
        )
        desk.add(alert)
        await scheduling.hand_in(desk, alert)
    await store.close()


async def subscribe(url: str, bot_id: int, chats: Sequence[int]) -> None:
    """All at once, as no bot would ever see it."""
    store = Store(url)
    async with store.reading() as session:
        station = (await session.scalars(select(Station.id).where(Station.bot_id == bot_id))).one()
    for start in range(0, len(chats), AT_ONCE):
        people = [_person(station) for _ in chats[start : start + AT_ONCE]]
        addresses = [
            _address(station, one["id"], chat)
            for one, chat in zip(people, chats[start : start + AT_ONCE], strict=True)
        ]
        wanted = [_subscription(station, one["id"]) for one in people]
        async with store.writing() as session:
            await session.execute(insert(Person), people)
            await session.execute(insert(Address), addresses)
            await session.execute(insert(Subscription), wanted)
    async with store.writing() as session:
        await session.execute(text("ANALYZE"))  # As a server does by itself before long.
    await store.close()


def _person(station: int) -> dict[str, Any]:
    return {"id": new_id(), "station_id": station, "name": "Subscriber", "language": "en"}


def _address(station: int, person: int, chat: int) -> dict[str, Any]:
    return {
        "id": new_id(), "station_id": station, "channel": "telegram", "external_id": chat,
        "person_id": person, "state": AddressState.ACTIVE,
    }  # fmt: skip


def _subscription(station: int, person: int) -> dict[str, Any]:
    return {"id": new_id(), "station_id": station, "person_id": person, "at": datetime.now(UTC)}
