"""An alert to many groups, the bot killed in the middle, and what each group has in the end."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from aiohttp import web
from sqlalchemy import Connection, select

from bot.desks import Desks
from bot.directories import Directories
from bot.flood import FloodLimits
from bot.store import Store
from models.address import Address
from models.alert import Alert, AlertRun, AlertUrgency
from models.exchange import Delivery, Exchange, Purpose
from services.alerts import scheduling
from services.clock import SystemClock
from simulator import Telegram
from simulator.trouble import Fault
from tests.crash.bot import Bot, without_limits
from tests.crash.records import reading

HEADLINE = "Calls from the bank"
WORDS = {"en": {"headline": HEADLINE, "text": "Nobody asks for your PIN by telephone."}}
LOOK = 0.05
LONGEST = 180.0  # seconds for whatever is waited for


@dataclass(frozen=True)
class Plan:
    """The bot is killed each time so many more have been sent; from then on Telegram takes what
    it gets, and answers too late."""

    groups: int
    kills: tuple[int, ...]
    limits: bool


@dataclass(slots=True, kw_only=True)
class Late(Fault):
    """The call takes effect, and isn't answered until this is lifted."""

    lifted: asyncio.Event = field(default_factory=asyncio.Event)

    async def after(self, request: web.BaseRequest) -> web.StreamResponse | None:
        await self.lifted.wait()
        return None

    def lift(self) -> None:
        self.lifted.set()


@dataclass
class Broadcast:
    """What became of it: `faults` are the broken promises, by their names."""

    seconds: float = 0.0
    groups: int = 0
    kills: int = 0
    delivered: int = 0
    unknown: int = 0
    faults: dict[str, list[str]] = field(default_factory=dict)


async def broadcast_test(database: str, plan: Plan, folder: Path) -> Broadcast:
    began = time.monotonic()
    async with Telegram(calls=None) as telegram:
        test = BroadcastTest(telegram, database, plan, folder)
        await test.run()
        with reading(database) as connection:
            found = test.audit(connection)
    found.seconds = time.monotonic() - began
    return found


class BroadcastTest:
    def __init__(self, telegram: Telegram, database: str, plan: Plan, folder: Path) -> None:
        self.telegram, self.database, self.plan, self.folder = telegram, database, plan, folder
        self.account = telegram.bot("doorstep_bot")
        self.owner = telegram.person("Ben")
        self.groups = [
            telegram.group(f"Street {number:03}", [self.owner, self.account])
            for number in range(plan.groups)
        ]
        for group in self.groups:
            group.promote(self.account)
        self.account.inbox.clear()  # Nobody is to be told of the town's making.
        self.bot: Bot | None = None

    async def run(self) -> None:
        self.bot = self._start()
        try:
            await self._until(self._stands_by)
            await self._hand_in()
            for number in self.plan.kills:
                await self._kill_after(number)
            await self._until(self._is_over)
            await self.bot.stop()
        finally:
            self.bot.kill()
            await self.bot.ended()

    async def _kill_after(self, number: int) -> None:
        """Each answer from then on comes too late for this bot."""
        assert self.bot is not None
        faults = self.telegram.faults
        had = self._sent() + number
        fault = faults.add(
            Late(name="late", method="sendMessage", when=lambda _: self._sent() >= had)
        )
        await self._until(lambda: fault.struck > 0 and self._has_in_flight())
        self.bot.kill()
        await self.bot.ended()
        faults.lift(fault)
        self.bot = self._start()

    def _start(self) -> Bot:
        environment = {
            "DOORSTEP_TELEGRAM_TOKEN": self.account.token,
            "DOORSTEP_TELEGRAM_API": self.telegram.url,
            "DOORSTEP_DATABASE": self.database,
            "DOORSTEP_STATION": str(self._station()),
        }
        limits = FloodLimits if self.plan.limits else without_limits
        return Bot(environment, self.folder / "bot.log", limits)

    def _station(self) -> Path:
        file: Mapping[str, Any] = {
            "station": {
                "name": "Newtown police station",
                "timezone": "Asia/Shanghai",
                "language": "en",
                "emergency": {"police": "110", "fire": "119", "ambulance": "120"},
                "hotline": "0996-0000110",
            },
            "grids": [
                {"code": f"grid-{number}", "name": group.title, "groups": [group.id]}
                for number, group in enumerate(self.groups)
            ],
            "people": [
                {"badge": "0001", "name": "Ben", "telegram": self.owner.id, "roles": ["officer"]}
            ],
            "shifts": [{"badge": "0001", "position": "main", "grids": "all"}],
        }
        path = self.folder / "station.yaml"
        path.write_text(yaml.safe_dump(file), encoding="utf-8")
        return path

    async def _hand_in(self) -> None:
        """Urgent, so that it doesn't depend on when the test runs."""
        store = Store(self.database)
        desks = Desks(store, Directories(self.account.id), SystemClock())
        async with desks.open() as desk:
            alert = Alert(
                station_id=desk.station.id,
                at=datetime.now(UTC),
                words=WORDS,
                urgency=AlertUrgency.IMMEDIATE,
            )
            desk.add(alert)
            await scheduling.hand_in(desk, alert)
        await store.close()

    # -- What is known in the meantime ---------------------------------------------------------

    async def _until(self, holds: Any) -> None:
        async with asyncio.timeout(LONGEST):
            while not await asyncio.to_thread(holds):  # noqa: ASYNC110  It is another process.
                await asyncio.sleep(LOOK)

    def _stands_by(self) -> bool:
        """The bot has asked for updates, and said all that it says by itself at first."""
        calls = self.telegram.calls
        if not calls.named("getUpdates"):
            return False
        with reading(self.database) as connection:
            unsent = select(Exchange.id).where(
                Exchange.delivery.in_((Delivery.QUEUED, Delivery.SENDING))
            )
            return connection.scalar(unsent.limit(1)) is None

    def _sent(self) -> int:
        return sum(map(self._copies, range(len(self.groups))))

    def _has_in_flight(self) -> bool:
        with reading(self.database) as connection:
            flying = select(Exchange.id).where(Exchange.delivery == Delivery.SENDING)
            return connection.scalar(flying.limit(1)) is not None

    def _is_over(self) -> bool:
        with reading(self.database) as connection:
            ended = select(AlertRun.ended_at).where(AlertRun.ended_at.is_not(None))
            return connection.scalar(ended) is not None

    def _copies(self, number: int) -> int:
        messages = list(self.groups[number].chat.messages.values())
        return sum(HEADLINE in message.text for message in messages)

    # -- What is found in the end --------------------------------------------------------------

    def audit(self, connection: Connection) -> Broadcast:
        rows = connection.execute(
            select(Address.external_id, Exchange.delivery, Exchange.tries)
            .join(Address, Address.id == Exchange.address_id)
            .where(Exchange.purpose == Purpose.ALERT)
        ).all()
        total = connection.scalar(select(AlertRun.total)) or 0
        by = [row.delivery for row in rows]
        found = Broadcast(
            groups=len(self.groups),
            kills=len(self.plan.kills),
            delivered=by.count(Delivery.DONE),
            unknown=by.count(Delivery.UNKNOWN),
        )
        others = [str(row) for row in rows if row.delivery not in (Delivery.DONE, Delivery.UNKNOWN)]
        adds_up = len(rows) == len({row.external_id for row in rows}) == total == found.groups
        done = {row.external_id for row in rows if row.delivery is Delivery.DONE}
        had = {group.id: self._copies(n) for n, group in enumerate(self.groups)}
        found.faults = {
            "groups that got the alert twice": [str(one) for one, n in had.items() if n > 1],
            "delivered, and not there": [str(one) for one in done if not had[one]],
            "rows sent again after a crash": [str(row) for row in rows if row.tries > 1],
            "rows neither delivered nor unknown": others,
            "totals that don't add up": [] if adds_up else [f"{len(rows)} rows, total {total}"],
        }
        return found
