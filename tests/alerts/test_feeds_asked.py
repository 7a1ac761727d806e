"""Feeds of alerts: what comes twice, what can't be read, and where they lead."""

from models.alert import Alert, AlertState
from models.imported import AlertFeed, ImportedMessage
from scheduler.alert_feeds import AlertFeeds
from services import cap
from tests.alerts.feeds import (
    LAUGHS,
    Server,
    asks,
    atom,
    five_minutes,
    info,
    message,
    people,
    rows,
)
from tests.alerts.station import Station
from tests.street import GRID


async def test_what_comes_twice_counts_once(station: Station, server: Server) -> None:
    _, anna = people(station)
    asks(station, server, ("storms", ["severe"]), ("again", ["severe"]))
    server.pages["storms"] = server.pages["again"] = atom([message()])
    await five_minutes(station)
    await station.street.restart()  # It remembers nothing but what the database holds.
    await five_minutes(station)
    await anna.sees("Storm until evening", in_group=GRID)
    assert len(await rows(station, Alert)) == 1
    assert len(await rows(station, ImportedMessage)) == 1
    assert server.asked.count("storms") >= 2


async def test_what_a_trusted_source_brings_waits_no_longer(
    station: Station, server: Server
) -> None:
    _, anna = people(station)
    asks(station, server, ("copies", []), ("storms", ["severe"]))
    server.pages["copies"], server.pages["storms"] = atom([message()]), atom([])
    await five_minutes(station)
    await anna.does_not_see("Storm until evening", in_group=GRID)
    server.pages["storms"] = atom([message()])
    await five_minutes(station)
    await anna.sees("Storm until evening", in_group=GRID)
    states = [alert.state for alert in await rows(station, Alert)]
    assert states[0] is AlertState.DISCARDED


async def test_bad_feeds_are_told_once_and_the_others_go_on(
    station: Station, server: Server
) -> None:
    lee, anna = people(station)
    room = station.street.duty_room(lee)
    bad = ("laughs", "large", "inside", "missing")
    asks(station, server, *((name, []) for name in bad), ("storms", ["severe"]))
    server.pages["laughs"] = LAUGHS
    server.pages["storms"] = atom([message()])
    await five_minutes(station)
    await five_minutes(station)
    await anna.sees("Storm until evening", in_group=GRID)
    for name in bad:
        told = f"The alerts of “{name}” can't be read."
        await lee.sees(told, in_group=room.title)
        said = [one for one in lee.chat(room.title) if told in one.text]
        assert len(said) == 1
    faults = {feed.name: feed.fault for feed in await rows(station, AlertFeed)}
    assert faults["storms"] is None
    assert "DTD or entities" in faults["laughs"]
    assert "larger than 2 MB" in faults["large"]
    assert "isn't on the list" in faults["inside"]
    assert server.megabytes < 60
    server.pages["missing"] = atom([])
    await five_minutes(station)
    del server.pages["missing"]
    await five_minutes(station)
    said = [one for one in lee.chat(room.title) if "“missing”" in one.text]
    assert len(said) == 2


async def test_a_linked_alert_is_fetched_from_hosts_on_the_list_alone(
    station: Station, server: Server
) -> None:
    _, anna = people(station)
    asks(station, server, ("storms", ["severe"]))
    server.pages["storm-1.cap"] = cap.write(message())
    elsewhere = f"http://127.0.0.1:{server.server.port}/storm-2.cap"
    server.pages["storms"] = atom([], [elsewhere, "storm-1.cap"])
    await five_minutes(station)
    await five_minutes(station)
    await anna.sees("Storm until evening", in_group=GRID)
    assert server.asked.count("storm-1.cap") == 1
    assert "storm-2.cap" not in server.asked
    (feed,) = await rows(station, AlertFeed)
    assert "isn't on the list" in feed.fault


class Broken(Exception):
    """What nobody has foreseen."""


async def test_one_feed_that_breaks_off_holds_up_no_other(station: Station, server: Server) -> None:
    """Each is asked by the same job; what else was brought is taken in, asked about, and told."""
    street = station.street
    lee, anna = people(station)
    room = street.duty_room(lee)
    asks(station, server, ("broken", []), ("storms", ["severe"]), ("winds", []))
    pages = {
        server.url("storms"): atom([message()]),
        server.url("winds"): atom([message("wind-1", said=info(headline="Some wind"))]),
    }

    async def fetched(url: str, *_hosts: object) -> bytes:
        if url not in pages:
            raise Broken
        return pages[url]

    await street.quiet()
    app = street.app
    assert app is not None
    assert app._desks is not None
    assert app._courier is not None
    desks, courier = app._desks, app._courier
    await AlertFeeds(street.clock, desks.looking, desks.open, courier.hand_over, fetched).keep()
    await station.goes_on(seconds=1)
    await anna.sees("Storm until evening", in_group=GRID)
    await lee.sees("waits for a decision")
    await lee.sees("The alerts of “broken” can't be read.", in_group=room.title)
    faults = {feed.name: feed.fault for feed in await rows(station, AlertFeed)}
    assert (faults["storms"], faults["winds"]) == (None, None)
    assert "see the log" in faults["broken"]


async def test_what_is_no_address_or_date_spoils_no_feed(station: Station, server: Server) -> None:
    _, anna = people(station)
    asks(station, server, ("storms", ["severe"]), ("dates", []))
    server.pages["storms"] = atom([message()], ["http://["])
    server.pages["dates"] = (
        b'<rss version="2.0"><channel><item><guid>1</guid><link>http://[</link>'
        b"<pubDate>Sun, 22 Nov 2026 09:00:00 +9999999999999999999</pubDate></item></channel></rss>"
    )
    await five_minutes(station)
    await anna.sees("Storm until evening", in_group=GRID)
    faults = {feed.name: feed.fault for feed in await rows(station, AlertFeed)}
    for fault in faults.values():
        assert "The entry " in fault
