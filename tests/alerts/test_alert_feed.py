"""A feed of alerts is asked for, and nobody's network is opened by it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from bot.alert_feed import fetch
from bot.fetching import FetchError, Terms, get
from services.cap import CapError, entries, write
from services.cap.document import LARGEST
from tests.alerts.test_cap import BARE

HERE = ("localhost",)
MEGABYTE = b"<!--" + b"x" * (1024 * 1024 - 7) + b"-->"


class Feeds:
    """A server that gives whatever it was told to; `sent` counts megabytes."""

    def __init__(self) -> None:
        self.sent = 0
        app = web.Application()
        app.router.add_get("/{way:.*}", self._give)
        self.server = TestServer(app, host="127.0.0.1")

    async def _give(self, request: web.Request) -> web.StreamResponse:
        match request.path:
            case "/moved":
                raise web.HTTPFound("/good")
            case "/inside":
                raise web.HTTPFound(f"https://127.0.0.1:{self.server.port}/good")
            case "/plain":
                raise web.HTTPFound(f"http://127.0.0.1:{self.server.port}/good")
            case "/large":
                return await self._large(request)
            case "/long":
                return web.Response(body=b"x" * (LARGEST + 1))
            case "/slow":
                await asyncio.Event().wait()
        return web.Response(body=write(BARE), content_type="application/cap+xml")

    async def _large(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        for _ in range(100):
            await answer.write(MEGABYTE)
            self.sent += 1
        return answer

    def url(self, path: str) -> str:
        return f"http://localhost:{self.server.port}/{path}"


@pytest.fixture
async def feeds() -> AsyncIterator[Feeds]:
    made = Feeds()
    await made.server.start_server()
    yield made
    await made.server.close()


@pytest.mark.parametrize("path", ["good", "moved"])
async def test_a_feed_is_fetched_from_a_host_on_the_list(feeds: Feeds, path: str) -> None:
    data = await fetch(feeds.url(path), HERE, inside=HERE)
    assert [one.alert for one in entries(data)] == [BARE]


@pytest.mark.parametrize("path", ["inside", "plain"])
async def test_a_redirect_to_the_own_machine_is_refused(feeds: Feeds, path: str) -> None:
    with pytest.raises(CapError, match="isn't on the list"):
        await fetch(feeds.url(path), HERE, inside=HERE)
    said = "private network" if path == "inside" else "Only https"
    with pytest.raises(CapError, match=said):
        await fetch(feeds.url(path), (*HERE, "127.0.0.1"), inside=HERE)


async def test_a_feed_of_100_megabytes_is_cut_and_not_read_whole(feeds: Feeds) -> None:
    with pytest.raises(CapError, match="larger than 2 MB"):
        await fetch(feeds.url("large"), HERE, inside=HERE)
    assert feeds.sent < 20
    with pytest.raises(CapError, match="larger than 2 MB"):
        await fetch(feeds.url("long"), HERE, inside=HERE)


async def test_a_slow_feed_is_cut(feeds: Feeds) -> None:
    with pytest.raises(FetchError, match=r"no answer within 0\.2 seconds"):
        await get(feeds.url("slow"), Terms("*/*", HERE, seconds=0.2))


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("127.0.0.1", "private network"),
        ("[::1]", "private network"),
        ("[::ffff:10.0.0.1]", "private network"),
        ("169.254.169.254", "private network"),
        ("localhost", "private network"),
        ("2130706433", "private network|can't be reached"),
        ("0x7f.1", "private network|can't be reached"),
        ("localhost.", "private network|can't be reached"),
    ],
)
async def test_a_private_address_is_refused_though_it_is_on_the_list(host: str, said: str) -> None:
    with pytest.raises(CapError, match=said):
        await fetch(f"https://{host}/feed", [str(URL(f"https://{host}").host)])


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/feed",
        "https://alerts.example@elsewhere.example/feed",
        "https://elsewhere.example/@alerts.example",
        "https://elsewhere.example#@alerts.example/",
        "https://alerts.example.elsewhere.example/",
        "file:///etc/passwd",
        "/etc/passwd",
    ],
)
async def test_a_host_that_is_not_on_the_list_is_not_asked(url: str) -> None:
    with pytest.raises(CapError, match="isn't on the list"):
        await fetch(url, {"alerts.example"})


@pytest.mark.parametrize("url", ["https://", "http://[", "https://alerts.example:x/", "\0"])
async def test_what_is_no_address_is_told_so(url: str) -> None:
    with pytest.raises(CapError):
        await fetch(url, {"alerts.example"})
