"""One browser and one page server for all browser tests of a worker. Each test has a tab of its
own, and the tests of a module follow each other in one street."""

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

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


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(
    server: PageServer,
    streets: Streets,
    chromium: Browser,
    request: pytest.FixtureRequest,
    language: str,
    scheme: str,
    size: tuple[int, int],
) -> AsyncIterator[Visitor]:
    """Somebody before the page. In the end nothing was complained of, and nothing was asked of
    another host."""
    spoken = "zh_Hans" if language.startswith("zh") else "en"
    await streets.provide(spoken, request.session.testsfailed)
    context = await chromium.new_context(
        locale=language,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": size[0], "height": size[1]},
        accept_downloads=True,
        reduced_motion="reduce",
    )
    page = await context.new_page()
    page.set_default_timeout(20_000)
    visitor = Visitor(page, server)
    await visitor.opens()
    yield visitor
    SHOTS.mkdir(exist_ok=True)
    name = re.sub(r"[^\w\[\]-]+", "-", request.node.name.partition("@")[0])
    await page.screenshot(path=SHOTS / f"{name}.png")
    await context.close()
    assert visitor.complaints == []
    assert visitor.strangers == []
