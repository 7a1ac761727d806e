"""A run that stands still in the middle: so many chats have it, a few are in flight."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from bot import courier, running
from models.exchange import Delivery
from simulator import Group
from simulator.call import Call
from simulator.trouble import Fault
from tests.alerts.station import Station

IN_FLIGHT = 3
HEADLINE = "Calls from the bank"
HEADLINES = (HEADLINE, "冒充银行的电话")


def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few are in flight at a time, and a stop doesn't wait for them."""
    monkeypatch.setattr(courier, "BROADCASTS_AT_ONCE", IN_FLIGHT)
    monkeypatch.setattr(running, "SEND_SECONDS", 0.2)


@dataclass(slots=True, kw_only=True)
class Held(Fault):
    """Telegram takes its time until it is lifted; then the call is carried out and answered."""

    lifted: asyncio.Event = field(default_factory=asyncio.Event)

    async def before(self, request: web.BaseRequest) -> web.StreamResponse | None:
        await self.lifted.wait()
        return None

    def lift(self) -> None:
        self.lifted.set()


def halts(station: Station, had: Collection[Group]) -> Fault:
    """All groups but these wait for their alert until the fault is lifted."""
    chats = {str(group.id) for group in had}

    def strikes(call: Call) -> bool:
        chat = str(call.chat_id)
        return chat.startswith("-") and chat not in chats and is_alert(str(call.parameters.values))

    return station.street.telegram.faults.add(Held(name="held", method="sendMessage", when=strikes))


async def lands(station: Station, fault: Fault) -> None:
    """What was in flight arrives, and is recorded."""
    station.street.telegram.faults.lift(fault)

    async def has_landed() -> bool:
        return not await station.street.delivered(Delivery.SENDING)

    await station.street.until(has_landed)


async def is_in_the_middle(station: Station, done: int) -> None:
    async def stands() -> bool:
        had = [row for row in await station.street.delivered(Delivery.DONE) if row.run_id]
        flying = [row for row in await station.street.delivered(Delivery.SENDING) if row.run_id]
        return len(had) == done and len(flying) == IN_FLIGHT

    await station.street.until(stands)


def copies(group: Group) -> int:
    """How often the alert stands in this group."""
    return sum(is_alert(message.text) for message in group.chat.messages.values())


def is_alert(text: str) -> bool:
    return any(headline in text for headline in HEADLINES)
