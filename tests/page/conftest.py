"""One browser and one page server for all browser tests of a worker; the tests of a module follow
each other in one street."""

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from bot.demo.director import Director
from simulator.page import PageServer
from tests import browser
from tests.page.visitor import Visitor

SHOTS = Path(__file__).parents[2] / "screenshots"
PACE = 0.1


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def director(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Director]:
    async with Director(tmp_path_factory.mktemp("demo")) as director:
        await director.prepare()
        yield director


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def server(director: Director) -> AsyncIterator[PageServer]:
    server = PageServer(director, pace=PACE)
    async with server.serving():
        yield server


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def chromium() -> AsyncIterator[Browser]:
    path = browser.chromium()
    if path is None:
        pytest.skip(browser.MISSING)
    # Chromium's sandbox refuses to run as root, as a build machine does.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        await started.close()


@pytest.fixture
def language() -> str:
    """The browser's; a test in Chinese overrides it."""
    return "en-GB"


@pytest.fixture
def scheme() -> str:
    return "light"


@pytest.fixture
def size() -> tuple[int, int]:
    return 1680, 960


class Streets:
    """The street of a module's tests in one language: they say different words, and leave it in
    order. A failure, which may leave anything, is not passed on."""

    def __init__(self, server: PageServer) -> None:
        self._server = server
        self._open: tuple[str, int] | None = None

    async def provide(self, language: str, failed: int) -> None:
        if self._open != (language, failed):
            self._open = language, failed
            await self._server.house.begin(language)

    def leave(self) -> None:
        self._open = None


@pytest.fixture(scope="module")
def streets(server: PageServer) -> Streets:
    return Streets(server)


@pytest.fixture
def _new_street(streets: Streets) -> None:
    """For a test that can't do with what others have asked."""
    streets.leave()


class Tabs:
    """One tab, opened anew for whoever speaks another language, or has another screen."""

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._page: Page | None = None
        self._open: tuple[object, ...] = ()

    async def provide(self, language: str, scheme: str, size: tuple[int, int], failed: int) -> Page:
        wanted = (language, scheme, size, failed)
        if self._page is None or self._open != wanted:
            await self.close()
            context = await self._chromium.new_context(
                locale=language,
                color_scheme="dark" if scheme == "dark" else "light",
                viewport={"width": size[0], "height": size[1]},
                accept_downloads=True,
                reduced_motion="reduce",
            )
            self._page, self._open = await context.new_page(), wanted
            self._page.set_default_timeout(20_000)
        return self._page

    async def close(self) -> None:
        if self._page is not None:
            await self._page.context.close()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def tabs(chromium: Browser) -> AsyncIterator[Tabs]:
    tabs = Tabs(chromium)
    yield tabs
    await tabs.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(
    server: PageServer,
    streets: Streets,
    tabs: Tabs,
    request: pytest.FixtureRequest,
    language: str,
    scheme: str,
    size: tuple[int, int],
) -> AsyncIterator[Visitor]:
    """Somebody before the page. In the end nothing was complained of, and nothing was asked of
    another host."""
    failed = request.session.testsfailed
    await streets.provide("zh_Hans" if language.startswith("zh") else "en", failed)
    page = await tabs.provide(language, scheme, size, failed)
    with Visitor(page, server) as visitor:
        await visitor.opens()
        yield visitor
    SHOTS.mkdir(exist_ok=True)
    name = re.sub(r"[^\w\[\]-]+", "-", request.node.name.partition("@")[0])
    await page.screenshot(path=SHOTS / f"{name}.png")
    assert visitor.complaints == []
    assert visitor.strangers == []
