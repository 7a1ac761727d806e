"""What is under way to Telegram: each a task of its own, from the claim to the answer."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot import claims
from bot.atlas import Atlas
from bot.desks import Desks
from bot.flood import FloodLimits
from bot.leader import Leadership
from bot.outcome import EXPIRED, Kind, Outcome
from bot.sender import Sender
from bot.waiting import Entry

log = structlog.get_logger()

SETTLING_SECONDS = 5.0  # how long intake waits for a record, at most


@dataclass
class Flight:
    """A claimed row under way."""

    entry: Entry
    row: Any
    outcome: Outcome | None = None
    recorded: asyncio.Event = field(default_factory=asyncio.Event)


class Flights:
    """Those under way, until they are closed; `landed` have their answer, and wait for the
    courier to record it. `arrived` is called with each."""

    def __init__(
        self,
        sender: Sender,
        atlas: Atlas,
        desks: Desks,
        leadership: Leadership,
        limits: FloodLimits,
        arrived: Callable[[], None],
    ) -> None:
        self._sender, self._atlas, self._desks = sender, atlas, desks
        self._leadership, self._limits, self._arrived = leadership, limits, arrived
        self._open: dict[int, Flight] = {}
        self._plain: set[int] = set()
        self.landed: list[Flight] = []
        self.tasks = asyncio.TaskGroup()

    def __len__(self) -> int:
        return len(self._open)

    @property
    def broadcasts(self) -> int:
        return sum(one.entry.is_broadcast for one in self._open.values())

    def launch(self, entry: Entry, row: Any) -> None:
        # Whether it is a group is known by now: whoever claimed it has looked it up.
        is_group = entry.address_id in self._atlas.groups
        start = max(entry.start, time.monotonic())
        self._limits.take_chat(entry.address_id, is_group, start, entry.weight)
        flight = self._open[entry.id] = Flight(entry, row)
        self.tasks.create_task(self._fly(flight))

    def close(self, flight: Flight) -> None:
        """Its outcome is recorded."""
        del self._open[flight.entry.id]
        if flight.outcome is not None and flight.outcome.error == "plain":
            self._plain.add(flight.entry.id)
        flight.recorded.set()

    async def settled(self, chat_ids: set[int]) -> None:
        """Until what is under way to these chats (Telegram's ids) is recorded."""
        flights = [
            flight
            for flight in self._open.values()
            if self._atlas.chats.get(flight.entry.address_id) in chat_ids
        ]
        try:
            async with asyncio.timeout(SETTLING_SECONDS):
                for flight in flights:
                    await flight.recorded.wait()
        except TimeoutError:
            log.warning("record_awaited_in_vain", flights=len(flights))

    async def _fly(self, flight: Flight) -> None:
        entry, row = flight.entry, flight.row
        if claims.expired(row, self._desks.now()):
            flight.outcome = Outcome(Kind.REFUSED, error=EXPIRED)
        elif row.address_id != entry.address_id:
            flight.outcome = Outcome(Kind.AGAIN, error="readdressed while it waited")
        else:
            await asyncio.sleep(entry.start - time.monotonic())
            self._leadership.must_hold()
            flight.outcome = await self._send(row)
        self._limits.answered(entry.address_id, time.monotonic(), entry.weight)
        self.landed.append(flight)
        self._arrived()

    async def _send(self, row: Any) -> Outcome:
        try:
            return await self._sender.send(row, plain=row.id in self._plain)
        except Exception as error:
            log.exception("send_failed", exchange=row.id, template=row.template)
            return Outcome(Kind.REFUSED, error=f"{type(error).__name__}: {error}"[:500])
