"""Another authority's server, and messages as it writes them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from services import cap
from services.cap import Alert, Area, Info, Reference, write
from simulator import Person
from tests.alerts.station import Station
from tests.street import GRID, MORNING

EXPIRES = MORNING + timedelta(hours=6)
MEGABYTE = b"<!--" + b"x" * (1024 * 1024 - 7) + b"-->"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
<!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&lol3;</title></feed>"""


def info(**columns: Any) -> Info:
    given: dict[str, Any] = {
        "language": "en-GB",
        "categories": (cap.Category.MET,),
        "event": "Storm",
        "urgency": cap.Urgency.IMMEDIATE,
        "severity": cap.Severity.SEVERE,
        "certainty": cap.Certainty.LIKELY,
        "expires": EXPIRES,
        "sender_name": "Weather office",
        "headline": "Storm until evening",
        "description": "Gusts of 110 km/h.",
        "instruction": "Stay away from trees.",
        "areas": (Area(area_desc=GRID),),
    }
    return Info(**(given | columns))


def message(identifier: str = "storm-1", *, said: Info | None = None, **columns: Any) -> Alert:
    given: dict[str, Any] = {
        "identifier": identifier,
        "sender": "weather@example.org",
        "sent": MORNING,
        "status": cap.Status.ACTUAL,
        "msg_type": cap.MsgType.ALERT,
        "scope": cap.Scope.PUBLIC,
        "infos": (said or info(),),
    }
    return Alert(**(given | columns))


def after(before: Alert, identifier: str, msg_type: cap.MsgType, **columns: Any) -> Alert:
    """What follows it, ten minutes later."""
    reference = Reference(before.sender, before.identifier, before.sent)
    given = {"msg_type": msg_type, "references": (reference,)}
    sent = before.sent + timedelta(minutes=10)
    return replace(before, identifier=identifier, sent=sent, **(given | columns))


def atom(messages: Iterable[Alert], links: Iterable[str] = ()) -> bytes:
    held = "".join(
        f"<entry><id>{one.identifier}</id><updated>{datetime.now(UTC).isoformat()}</updated>"
        f'<content type="text/xml">{write(one).decode().partition("?>")[2]}</content></entry>'
        for one in messages
    )
    linked = "".join(
        f'<entry><id>{link}</id><link type="application/cap+xml" href="{link}"/></entry>'
        for link in links
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{held}{linked}</feed>'.encode()


class Server:
    """Gives what stands at a path; counts how often each was asked, and the megabytes it sent."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.broken: set[str] = set()  # 503
        self.asked: list[str] = []
        self.megabytes = 0
        app = web.Application()
        app.router.add_get("/{way:.*}", self._give)
        self.server = TestServer(app, host="127.0.0.1")

    def url(self, path: str) -> str:
        return f"http://localhost:{self.server.port}/{path}"

    async def _give(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/")
        self.asked.append(path)
        if path == "inside":
            raise web.HTTPFound(f"http://127.0.0.1:{self.server.port}/storms")
        if path == "large":
            answer = web.StreamResponse()
            await answer.prepare(request)
            for _ in range(100):
                await answer.write(MEGABYTE)
                self.megabytes += 1
            return answer
        if path in self.broken:
            raise web.HTTPServiceUnavailable
        if path not in self.pages:
            raise web.HTTPNotFound
        return web.Response(body=self.pages[path], content_type="application/atom+xml")


def asks(station: Station, server: Server, *feeds: tuple[str, list[str]]) -> None:
    """The station file names these feeds, and what of each is trusted."""
    station.street.file["alerts"] = {
        "private_feed_hosts": ["localhost"],
        "feeds": [{"name": n, "url": server.url(n), "trusted": trusted} for n, trusted in feeds],
    }


def people(station: Station) -> tuple[Person, Person]:
    lee = station.street.officer("Lee", roles=("leader",))
    return lee, station.street.resident("Anna")


async def five_minutes(station: Station) -> None:
    await station.street.later(minutes=5)
    await station.goes_on(seconds=1)


async def rows(station: Station, what: type[Any]) -> list[Any]:
    async with station.street.record() as session:
        return list(await session.scalars(select(what).order_by(what.id)))
