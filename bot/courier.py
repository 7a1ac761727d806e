"""The courier: takes rows from the outbox to Telegram, one at a time per chat.

It works in turns. A turn is one transaction: it records what became of the sends that ended
since the last turn, and claims the rows that may go now; the sends start after its commit. So
a crash leaves at most one row per chat whose outcome isn't known.
"""

import asyncio
import math
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot import claims, results
from bot.atlas import Atlas
from bot.backlog import Backlog
from bot.desks import Desks
from bot.flights import Flight, Flights
from bot.flood import FloodLimits
from bot.leader import Leadership, LeadershipLost
from bot.outcome import Kind, Outcome
from bot.pauses import Pauses
from bot.reservation import Reservation
from bot.results import Sent
from bot.sender import Sender
from bot.store import is_collision
from bot.waiting import Entry, Waiting
from models.exchange import Delivery, Exchange

log = structlog.get_logger()

AT_ONCE = 100  # sends in flight over all chats
BROADCASTS_AT_ONCE = 60  # of these: else, where Telegram hangs, an alarm would wait for a broadcast
MUCH, GATHERING_SECONDS = 40, 0.015
FAILED_TURN_PAUSE = 1.0


class TokenRevoked(Exception):
    """Telegram doesn't know the token any more (401)."""


@dataclass
class _Turn:
    """What one transaction works on, and what it brings."""

    landed: list[Flight]
    entries: list[Entry]
    superseded: list[int]
    claimed: dict[int, Any] = field(default_factory=dict)
    again: list[Entry] = field(default_factory=list)
    outgoing: list[Exchange] = field(default_factory=list)


class Courier:
    """Runs for as long as this process leads."""

    def __init__(
        self,
        sender: Sender,
        atlas: Atlas,
        desks: Desks,
        leadership: Leadership,
        limits: FloodLimits,
    ) -> None:
        self._sender, self._atlas, self._desks = sender, atlas, desks
        self._leadership, self._limits = leadership, limits
        self._waiting = Waiting(limits, time.monotonic)
        self._pauses = Pauses(limits)
        self._backlog = Backlog(desks, leadership.bot_id)
        self._wake = asyncio.Event()
        self._flights = Flights(sender, atlas, desks, leadership, limits, self._wake.set)
        self._begun = self._draining = self._singly = self._has_failed = False

    def hand_over(self, rows: Iterable[Exchange]) -> None:
        """Rows that were written in a transaction which is committed by now."""
        for row in rows:
            if row.delivery is Delivery.QUEUED:
                self._waiting.add(Entry.of(row, self._desks.now()))
            elif entry := self._waiting.reserved(row.id, row.address_id):
                self._flights.launch(entry, row)
        self._wake.set()

    def reserving(self) -> Reservation:
        """For a transaction whose rows go out at once where they may."""
        ready = self._begun and not self._draining
        room = AT_ONCE - len(self._flights) if ready else 0
        return Reservation(self._waiting, self._atlas, self._leadership, room)

    async def take_up_thawed(self) -> None:
        """What was frozen after a restore goes out once a person has said so."""
        for row in await self._backlog.thawed():
            self._waiting.add(Entry.of(row, self._desks.now()))
        self._wake.set()

    async def settled(self, chat_ids: set[int]) -> None:
        """Wait until what is in flight to these chats (Telegram's ids) is recorded."""
        await self._flights.settled(chat_ids)

    def drain(self) -> None:
        """Claim nothing more; `run` returns once all that is in flight is recorded."""
        self._draining = True
        self._wake.set()

    @property
    def idle(self) -> bool:
        """Whether nothing waits and nothing is under way."""
        return self._begun and not self._flights and not len(self._waiting)

    async def run(self) -> None:
        """Work until drained. Raises TokenRevoked, or LeadershipLost."""
        await self._begin()
        async with self._flights.tasks:
            self._begun = True
            while not (self._draining and not self._flights):
                await self._gather()
                self._wake.clear()
                entries = [] if self._draining else self._pick()
                if entries or self._flights.landed or self._waiting.superseded:
                    await self._turn(entries)
                else:
                    await self._rest()

    async def _begin(self) -> None:
        rows, self._sender.timezone = await self._backlog.take_up(self._pauses)
        for row in rows:
            self._waiting.add(Entry.of(row, self._desks.now()))

    def _pick(self) -> list[Entry]:
        entries: list[Entry] = []
        broadcasts = self._flights.broadcasts
        while len(self._flights) + len(entries) < AT_ONCE:
            entry = self._waiting.pick(broadcasts < BROADCASTS_AT_ONCE)
            if entry is None:
                break
            broadcasts += entry.is_broadcast
            entries.append(entry)
        return entries

    async def _gather(self) -> None:
        """While much is under way, let more of it land: a turn costs as much as several sends."""
        if len(self._flights) - len(self._flights.landed) > MUCH:
            await asyncio.sleep(GATHERING_SECONDS)

    async def _rest(self) -> None:
        """Until something comes in, lands, or may go by the limits."""
        full = self._draining or len(self._flights) >= AT_ONCE
        has_room = self._flights.broadcasts < BROADCASTS_AT_ONCE
        until = None if full else self._waiting.next_time(has_room)
        seconds = None
        if until is not None and until != math.inf:
            seconds = max(0.0, until - time.monotonic())
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def _turn(self, entries: list[Entry]) -> None:
        first = 1 if self._singly else None
        turn = _Turn(self._flights.landed[:first], entries, self._waiting.superseded)
        self._flights.landed = self._flights.landed[len(turn.landed) :]
        self._waiting.superseded = []
        try:
            await self._transact(turn)
        except LeadershipLost:
            raise
        except Exception as error:
            if is_collision(error):
                log.warning("courier_turn_failed", error=str(error)[:200])
                await self._pause()
            elif not self._isolate(turn.landed, error):
                raise
            self._undo(turn)
            return
        self._singly = self._singly and bool(self._flights.landed)
        self._has_failed = False
        self._settle(turn)
        self._launch_claimed(turn)

    async def _pause(self) -> None:
        """Where a connection was cut, what has been sent is recorded by another at once: the next
        leader would send it again."""
        if self._has_failed:
            await asyncio.sleep(FAILED_TURN_PAUSE)
        self._has_failed = True

    async def _transact(self, turn: _Turn) -> None:
        """Record, then claim. Only an outcome that has consequences needs a Desk."""
        sent = [Sent(one.row, one.outcome) for one in turn.landed if one.outcome]
        epoch = self._leadership.epoch
        if all(one.is_plain for one in sent):
            async with self._desks.transaction() as session:
                await results.delivered(session, sent, epoch, self._desks.now())
                await self._claim(session, turn)
            return
        async with self._desks.open() as desk:
            turn.again = await results.record(desk, sent, epoch, self._pauses.healthy)
            await self._claim(desk.session, turn)
        turn.outgoing = desk.outgoing

    async def _claim(self, session: AsyncSession, turn: _Turn) -> None:
        if turn.superseded:
            await claims.superseded(session, turn.superseded)
        if turn.entries:
            ids, leader = [entry.id for entry in turn.entries], self._leadership
            rows = await claims.claim(session, ids, leader.bot_id, leader.epoch)
            await self._atlas.learn(session, rows)
            turn.claimed = {row.id: row for row in rows}

    def _isolate(self, landed: list[Flight], error: Exception) -> bool:
        """One outcome can't be recorded: find it, and give up that row alone."""
        if not landed:
            return False
        if len(landed) > 1:
            self._singly = True
            return True
        outcome = landed[0].outcome
        if outcome is None or outcome.kind is Kind.REFUSED:
            return False
        log.error("outcome_not_recorded", exchange=landed[0].row.id, exc_info=error)
        landed[0].outcome = Outcome(Kind.REFUSED, error=f"{type(error).__name__}: {error}"[:500])
        return True

    def _undo(self, turn: _Turn) -> None:
        """The transaction was rolled back: what had landed lands again, the rest waits."""
        self._flights.landed = turn.landed + self._flights.landed
        self._waiting.superseded = turn.superseded + self._waiting.superseded
        for entry in turn.entries:
            self._waiting.give_back(entry)
            self._waiting.add(entry)

    def _settle(self, turn: _Turn) -> None:
        """The outcomes are committed: free the chats, and wait as they say."""
        # What went through comes last, for it shows that it isn't Telegram that fails.
        for flight in sorted(turn.landed, key=_went_through):
            entry, outcome = flight.entry, flight.outcome
            self._flights.close(flight)
            if outcome is None:
                continue
            if outcome.kind is Kind.REVOKED:
                raise TokenRevoked
            self._pauses.after(entry.address_id, outcome)
            if outcome.kind is Kind.DELIVERED and outcome.message_id is not None:
                self._atlas.put(entry.id, flight.row.address_id, outcome.message_id)
            self._waiting.finish(entry)
        for entry in turn.again:
            self._waiting.add(entry)
        self.hand_over(turn.outgoing)

    def _launch_claimed(self, turn: _Turn) -> None:
        for entry in turn.entries:
            row = turn.claimed.get(entry.id)
            if row is None:  # It was cancelled while it waited.
                self._waiting.give_back(entry)
            else:
                self._flights.launch(entry, row)


def _went_through(flight: Flight) -> bool:
    return flight.outcome is not None and flight.outcome.kind is Kind.DELIVERED
