"""Fetches what a feed's entries link to: each by itself, so that none holds up the others."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from services import cap
from services.cap import CapError, Entry, NotFetchedError
from services.foreign_alerts.sources import Feeds

log = structlog.get_logger()

Fetch = Callable[[str, Collection[str], Collection[str]], Awaitable[bytes]]

LINK_SECONDS = 15.0  # for one link
AT_ONCE = 4  # links of one feed
SOON = 3.0  # seconds: then what is at hand is taken in, whatever hangs


@dataclass(frozen=True)
class Got:
    """What an entry brought: a message; or why it can't be read; or why it couldn't be fetched,
    which passes."""

    entry: Entry
    message: cap.Alert | None = None
    fault: str | None = None
    passes: bool = False

    @property
    def sent(self) -> datetime:
        """What brought nothing comes first."""
        return self.message.sent if self.message else datetime.min.replace(tzinfo=UTC)


async def brought(
    entries: Sequence[Entry], fetch: Fetch, allowed: Feeds, tasks: asyncio.TaskGroup
) -> AsyncIterator[Got]:
    """A few at once, the oldest first of what is at hand: a link that hangs holds up no other
    alert for long."""
    turn = asyncio.Semaphore(AT_ONCE)
    waiting = {tasks.create_task(_get(one, fetch, allowed, turn)) for one in entries}
    while waiting:
        done, waiting = await asyncio.wait(waiting, timeout=SOON)
        for got in sorted((one.result() for one in done), key=lambda one: one.sent):
            yield got


async def _get(entry: Entry, fetch: Fetch, allowed: Feeds, turn: asyncio.Semaphore) -> Got:
    """Never raises, but when it is cancelled."""
    if entry.alert is not None:
        return Got(entry, entry.alert)
    if entry.fault is not None or entry.link is None:
        return Got(entry, fault=entry.fault or "It has neither an alert nor a link to one.")
    try:
        async with turn, asyncio.timeout(LINK_SECONDS):
            data = await fetch(entry.link, allowed.hosts, allowed.inside)
    except TimeoutError:
        return Got(entry, fault=f"No answer within {LINK_SECONDS:g} seconds.", passes=True)
    except CapError as error:
        return Got(entry, fault=str(error), passes=isinstance(error, NotFetchedError))
    except Exception:
        log.exception("link_failed", entry=entry.id[:80])
        return Got(entry, fault="It can't be fetched: see the log.", passes=True)
    return await _read(entry, data)


async def _read(entry: Entry, data: bytes) -> Got:
    try:
        return Got(entry, await asyncio.to_thread(cap.read, data))
    except CapError as error:
        return Got(entry, fault=str(error))
    except Exception:
        log.exception("entry_failed", entry=entry.id[:80])
        return Got(entry, fault="It can't be read: see the log.")
