"""A roster that is polled: the last good one stays, and nobody's network is opened by it."""

import ipaddress
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from bot.fetching import is_public
from bot.roster_feed import fetch
from models.exchange import Exchange
from models.shift import Roster, RosterSource
from models.station import Station
from services.calendars import CalendarError
from tests.stories.conftest import language, street
from tests.street import GRID, Street

__all__ = ["language", "street"]
HERE = {"127.0.0.1"}
GOOD = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:test\r
BEGIN:VEVENT\r
UID:1\r
DTSTART:20261120T000000Z\r
DTEND:20261120T120000Z\r
RRULE:FREQ=DAILY\r
SUMMARY:{badge}\r
END:VEVENT\r
END:VCALENDAR\r
"""


class Calendars:
    """A server that gives whatever it was told to."""

    def __init__(self) -> None:
        self.text = ""
        app = web.Application()
        app.router.add_get("/{way:.*}", self._give)
        self.server = TestServer(app)

    async def _give(self, request: web.Request) -> web.StreamResponse:
        match request.path:
            case "/large":
                return web.Response(body=b"x" * (2 * 1024 * 1024 + 1))
            case "/inside":
                raise web.HTTPFound(f"http://localhost:{request.url.port}/good")
            case "/around":
                raise web.HTTPFound("/around")
            case "/broken":
                raise web.HTTPInternalServerError
            case _:
                return web.Response(text=self.text, content_type="text/calendar")

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.port}/{path}"


@pytest.fixture
async def calendars() -> AsyncIterator[Calendars]:
    made = Calendars()
    await made.server.start_server()
    yield made
    await made.server.close()


async def a_feed(street: Street, calendars: Calendars) -> Roster:
    async with street.store.writing() as session:
        station = (await session.scalars(select(Station))).one()
        feed = Roster(
            station_id=station.id,
            source=RosterSource.FEED,
            name="night",
            url=calendars.url("good"),
            calendar="",
            due_at=street.clock.now(),
        )
        session.add(feed)
    return feed


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("large", "larger than 2 MB"),
        ("inside", "Only https"),
        ("around", "redirected more than 3 times"),
        ("broken", "The answer was 500"),
    ],
)
async def test_what_is_not_fetched(calendars: Calendars, path: str, said: str) -> None:
    with pytest.raises(CalendarError, match=said):
        await fetch(calendars.url(path), HERE)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://example.org/a.ics", "Only https"),
        ("file:///etc/passwd", "Only https"),
        ("https://127.0.0.1/a.ics", "private network"),
        ("https://[::1]/a.ics", "private network"),
        ("https://10.0.0.1/a.ics", "private network"),
        ("https://169.254.169.254/latest", "private network"),
        ("https://localhost/a.ics", "private network"),
    ],
)
async def test_private_addresses_are_refused(url: str, said: str) -> None:
    with pytest.raises(CalendarError, match=said):
        await fetch(url, ())


def test_an_address_that_hides_a_private_one() -> None:
    for hidden in ("::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "fe80::1", "224.0.0.1"):
        assert not is_public(ipaddress.ip_address(hidden))
    assert is_public(ipaddress.ip_address("2606:4700::1111"))


async def test_a_bad_feed_keeps_the_last_good_roster_and_says_so(
    street: Street, calendars: Calendars
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben", on_duty=False)
    room = street.duty_room(ben)
    street.file["duty"] = {"feed_hosts": ["127.0.0.1"]}
    calendars.text = GOOD.format(badge="0001")
    await street.quiet()
    feed = await a_feed(street, calendars)
    await street.later(seconds=1)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    calendars.text = "<html>Sign in</html>"
    await street.later(minutes=16)
    told = await ben.sees("The roster “night” can't be renewed.", in_group=room.title)
    assert "The last good one, of 20 Nov 10:00, stays in use." in told.text
    await street.later(days=1)
    await anna.writes("/help The light is out", in_group=GRID)
    await ben.sees("The light is out")
    async with street.record() as session:
        kept = await session.get_one(Roster, feed.id)
    assert kept.fault == "It is no iCalendar text (.ics)."
    calendars.text = GOOD.format(badge="0001")
    await street.later(minutes=16)
    async with street.record() as session:
        assert (await session.get_one(Roster, feed.id)).fault is None


async def test_an_own_officer_who_is_drafted_elsewhere_is_told_of_once(
    street: Street, calendars: Calendars
) -> None:
    ben = street.officer("Ben", on_duty=False)
    street.officer("Cora")
    street.grid("Oak Lane", ben)
    street.file["people"][0]["grids"] = ["grid-1"]
    room = street.duty_room(ben)
    street.file["duty"] = {"feed_hosts": ["127.0.0.1"]}
    elsewhere = GOOD.format(badge="0001").replace("SUMMARY", "LOCATION:Oak Lane\r\nSUMMARY")
    calendars.text = elsewhere
    await street.quiet()
    await a_feed(street, calendars)
    await street.later(seconds=1)
    told = await ben.sees("has other duty for officers", in_group=room.title)
    assert f"Officer Ben, {GRID}: from 20 Nov 08:00 (+9)" in told.text
    for text in (elsewhere, elsewhere.replace("T120000Z", "T110000Z"), elsewhere):
        calendars.text = text
        await street.later(minutes=16)
        await street.later(days=1)
    assert len(await street.sent(Exchange.template == "drafted")) == 1
    calendars.text = GOOD.format(badge="0001")  # for all grids, his own included
    await street.later(minutes=16)
    calendars.text = elsewhere
    await street.later(minutes=16)
    assert len(await street.sent(Exchange.template == "drafted")) == 2
