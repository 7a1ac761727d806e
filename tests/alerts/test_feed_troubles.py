"""What a feed links to can't be fetched, or what it brings can't be kept: it isn't lost."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from models.imported import AlertFeed, ImportedMessage
from scheduler import feed_links
from scheduler.alert_feeds import AlertFeeds
from scheduler.feed_links import Fetch
from services import cap
from services.desk import Desk
from services.foreign_alerts import choosing
from services.foreign_alerts.sources import feeds_of
from tests.alerts.feeds import Server, asks, atom, five_minutes, message, people, rows
from tests.alerts.station import Station
from tests.street import GRID

Poll = Callable[[], Coroutine[Any, Any, str | None]]
STORM = "Storm until evening"


async def polling(station: Station, fetch: Fetch, is_down: Callable[[], bool]) -> Poll:
    """Asks the one feed, and says what is wrong with it."""
    await station.street.quiet()
    app = station.street.app
    assert app is not None
    assert app._desks is not None
    assert app._courier is not None
    desks, clock = app._desks, station.street.clock

    @asynccontextmanager
    async def opened() -> AsyncIterator[Desk]:
        if is_down():
            raise OperationalError("INSERT", {}, ConnectionError())
        async with desks.open() as desk:
            yield desk

    feeds = AlertFeeds(clock, desks.looking, opened, app._courier.hand_over, fetch)
    async with desks.looking() as (session, known):
        allowed = feeds_of(known)
        shapes = await choosing.grid_shapes(session, known)
    return lambda: feeds._renew(allowed.sources[0], allowed, shapes)


async def test_a_link_that_fails_for_an_hour_is_fetched_in_the_end(
    station: Station, server: Server
) -> None:
    """Ever more rarely, and until then the feed doesn't count as good."""
    _, anna = people(station)
    asks(station, server, ("storms", ["severe"]))
    server.pages["storm-1.cap"] = cap.write(message())
    server.pages["storms"] = atom([], ["storm-1.cap"])
    server.broken.add("storm-1.cap")
    tried = []
    for _ in range(7):
        await five_minutes(station)
        tried.append(server.asked.count("storm-1.cap"))
        (feed,) = await rows(station, AlertFeed)
        assert feed.fault.startswith("The entry storm-1.cap: ")
        assert feed.good_at is None
    assert tried == [1, 2, 2, 3, 3, 3, 4]
    server.broken.clear()
    for _ in range(3):
        await five_minutes(station)
    await anna.sees(STORM, in_group=GRID)
    (feed,) = await rows(station, AlertFeed)
    assert feed.fault is None


async def test_what_the_database_could_not_keep_is_kept_once_it_is_back(
    station: Station, server: Server
) -> None:
    people(station)
    asks(station, server, ("storms", ["severe"]))
    down = True

    async def fetched(*_asked: object) -> bytes:
        return atom([message()])

    poll = await polling(station, fetched, lambda: down)
    for _ in range(4):
        assert "The entry storm-1" in str(await poll())
        station.street.clock.move(timedelta(minutes=15))
    down = False
    assert await poll() is None
    assert [one.identifier for one in await rows(station, ImportedMessage)] == ["storm-1"]


async def test_links_that_hang_hold_up_no_other_alert(
    station: Station, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, anna = people(station)
    asks(station, server, ("storms", ["severe"]))
    monkeypatch.setattr(feed_links, "SOON", 0.1)
    slow, ended = [f"slow-{number}.cap" for number in range(3)], asyncio.Event()

    async def fetched(url: str, *_hosts: object) -> bytes:
        if url.endswith("/storms"):
            return atom([message("storm-2")], [*slow, "storm-1.cap"])
        if url.endswith("/storm-1.cap"):
            return cap.write(message())
        await ended.wait()
        raise cap.NotFetchedError("The answer was 503.")

    poll = await polling(station, fetched, lambda: False)

    async def are_there() -> bool:
        return len(await rows(station, ImportedMessage)) == 2

    async with asyncio.TaskGroup() as tasks:
        asking = tasks.create_task(poll())
        await station.street.until(are_there)
        await station.goes_on(seconds=1)
        await anna.sees(STORM, in_group=GRID)
        assert not asking.done()
        ended.set()
    assert "The entry slow-" in str(asking.result())
