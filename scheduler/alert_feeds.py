"""Asks other authorities' feeds for alerts, takes in what is new, and asks who approves it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from models.exchange import Exchange
from models.station import Station
from scheduler import feed_links
from scheduler.feed_entries import Seen
from scheduler.feed_links import Fetch, Got
from services import cap
from services.cap import CapError
from services.clock import Clock
from services.desk import Desk
from services.foreign_alerts import approving, choosing, feeds
from services.foreign_alerts.sources import Feeds, Source, feeds_of
from services.foreign_alerts.taking_in import take_in

log = structlog.get_logger()

Looking = Callable[[], AbstractAsyncContextManager[tuple[AsyncSession, Station]]]
OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]
HandOver = Callable[[list[Exchange]], None]

SECONDS = 120.0  # for one feed with all that it links to


class AlertFeeds:
    """Networks, parsing and maps take their time: all of it happens outside every transaction.
    Each alert is taken in by itself, and one feed that fails holds up no other."""

    def __init__(
        self,
        clock: Clock,
        looking: Looking,
        open_desk: OpenDesk,
        hand_over: HandOver,
        fetch: Fetch,
    ) -> None:
        self._clock, self._looking, self._open_desk = clock, looking, open_desk
        self._hand_over, self._fetch = hand_over, fetch
        self._seen: dict[str, Seen] = {}
        self._asking = asyncio.Lock()

    async def keep(self) -> None:
        async with self._looking() as (session, station):
            due = await feeds.due(session, station, self._clock.now())
            shapes = await choosing.grid_shapes(session, station) if due else []
            allowed = feeds_of(station)
        polls = (self._do("poll_failed", one.name, self._poll(one, allowed, shapes)) for one in due)
        await asyncio.gather(self._ask(), *polls)

    async def _poll(self, source: Source, allowed: Feeds, shapes: Sequence[cap.GridShape]) -> None:
        """What it brings is asked about at once: another feed may hang for a while yet."""
        try:
            async with asyncio.timeout(SECONDS):
                fault = await self._renew(source, allowed, shapes)
        except TimeoutError:
            fault = f"It took more than {SECONDS:.0f} seconds."
        except Exception:
            log.exception("alert_feed_failed", feed=source.name)
            fault = "It can't be read: see the log."
        await self._ask()
        async with self._open_desk() as desk:
            await feeds.asked(desk, source, fault)
        self._hand_over(desk.outgoing)

    async def _ask(self) -> None:
        """About each that waits, also what the command line took in; by one at a time, so that
        nobody is asked twice."""
        async with self._asking:
            async with self._looking() as (session, station):
                unasked = await approving.unasked(session, station)
            for message_id in unasked:
                await self._do("asking_failed", message_id, self._ask_about(message_id))

    async def _ask_about(self, message_id: int) -> None:
        async with self._open_desk() as desk:
            await approving.ask(desk, message_id)
        self._hand_over(desk.outgoing)

    async def _do(self, failed: str, what: object, done: Awaitable[None]) -> None:
        """One that fails holds up no other; it is tried again at the next turn."""
        try:
            await done
        except Exception:
            log.exception(failed, what=what)

    async def _renew(
        self, source: Source, allowed: Feeds, shapes: Sequence[cap.GridShape]
    ) -> str | None:
        """What is wrong with it, if anything is."""
        seen = self._seen.setdefault(source.name, Seen())
        try:
            data = await self._fetch(source.url or "", allowed.hosts, allowed.inside)
            listed = await asyncio.to_thread(cap.entries, data, source.url or "")
        except CapError as error:
            return str(error)
        fault = None
        wanted = seen.chosen(listed, self._clock.now())
        async with asyncio.TaskGroup() as tasks:
            async for got in feed_links.brought(wanted, self._fetch, allowed, tasks):
                said = await self._settle(source, seen, got, shapes)
                fault = fault or said
        return fault or seen.fault

    async def _settle(
        self, source: Source, seen: Seen, got: Got, shapes: Sequence[cap.GridShape]
    ) -> str | None:
        """What is wrong with this entry, if anything is."""
        entry, fault, passes = got.entry, got.fault, got.passes
        if got.message is not None:
            if await self._is_taken_in(source, got.message, shapes):
                seen.took(entry)
                return None
            fault, passes = "It can't be taken in: see the log.", True
        said = f"The entry {entry.id[:80]}: {fault}"
        if passes:
            seen.failed(entry, said, self._clock.now())
        else:
            seen.unread(entry)
        return said

    async def _is_taken_in(
        self, source: Source, message: cap.Alert, shapes: Sequence[cap.GridShape]
    ) -> bool:
        try:
            chosen = await asyncio.to_thread(choosing.chosen, message, shapes)
            async with self._open_desk() as desk:
                await take_in(desk, message, chosen, source)
        except Exception:
            log.exception("import_failed", feed=source.name, identifier=message.identifier)
            return False
        self._hand_over(desk.outgoing)
        return True
