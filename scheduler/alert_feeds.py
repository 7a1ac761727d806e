"""Asks other authorities' feeds for alerts, takes in what is new, and asks who approves it."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from models.exchange import Exchange
from models.station import Station
from services import cap
from services.cap import CapError, Entry
from services.clock import Clock
from services.desk import Desk
from services.foreign_alerts import approving, choosing, feeds
from services.foreign_alerts.sources import Feeds, Source, feeds_of
from services.foreign_alerts.taking_in import take_in

log = structlog.get_logger()

Looking = Callable[[], AbstractAsyncContextManager[tuple[AsyncSession, Station]]]
OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]
HandOver = Callable[[list[Exchange]], None]
Fetch = Callable[[str, Collection[str], Collection[str]], Awaitable[bytes]]

MOST = 20  # entries of a feed that are looked at in one turn, the newest first
MOST_TRIES = 3  # for one that can't be fetched or read
SECONDS = 120.0  # for one feed with all that it links to


@dataclass
class _Seen:
    """Of one feed: which entries were taken in, and how often others were tried."""

    done: set[str] = field(default_factory=set)
    tries: dict[str, int] = field(default_factory=dict)

    def chosen(self, listed: Sequence[Entry]) -> list[Entry]:
        """Those that weren't tried yet come first. What has left the feed is forgotten."""
        keys = {_key(one): one for one in listed}
        self.done &= keys.keys()
        self.tries = {key: times for key, times in self.tries.items() if key in keys}
        new = [key for key in keys if key not in self.done]
        new.sort(key=lambda key: self.tries.get(key, 0))
        return [keys[key] for key in new[:MOST]]

    def failed(self, entry: Entry) -> None:
        key = _key(entry)
        self.tries[key] = self.tries.get(key, 0) + 1
        if self.tries[key] >= MOST_TRIES:
            self.done.add(key)


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
        self._seen: dict[str, _Seen] = {}
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
        seen = self._seen.setdefault(source.name, _Seen())
        try:
            data = await self._fetch(source.url or "", allowed.hosts, allowed.inside)
            listed = await asyncio.to_thread(cap.entries, data, source.url or "")
        except CapError as error:
            return str(error)
        fault = None
        found: list[tuple[Entry, cap.Alert]] = []
        for entry in seen.chosen(listed):
            try:
                found.append((entry, await self._message(entry, allowed)))
            except CapError as error:
                seen.failed(entry)
                fault = fault or f"The entry {entry.id[:80]}: {error}"
            except Exception:
                log.exception("entry_failed", feed=source.name, entry=entry.id[:80])
                seen.failed(entry)
                fault = fault or f"The entry {entry.id[:80]} can't be read: see the log."
        for entry, message in sorted(found, key=lambda one: one[1].sent):
            if await self._is_taken_in(source, message, shapes):
                seen.done.add(_key(entry))
            else:
                seen.failed(entry)
                fault = fault or f"The entry {entry.id[:80]} can't be taken in: see the log."
        return fault

    async def _message(self, entry: Entry, allowed: Feeds) -> cap.Alert:
        if entry.alert is not None:
            return entry.alert
        if entry.fault is not None or entry.link is None:
            raise CapError(entry.fault or "It has neither an alert nor a link to one.")
        data = await self._fetch(entry.link, allowed.hosts, allowed.inside)
        return await asyncio.to_thread(cap.read, data)

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


def _key(entry: Entry) -> str:
    """An entry that was updated is another one."""
    return f"{entry.id} {entry.updated.isoformat() if entry.updated else ''}"
