"""The page's own server, on 127.0.0.1 alone: its files, its state, its events, its deeds."""

import asyncio
import errno
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from simulator.driver.actor import CannotDo
from simulator.errors import Refusal
from simulator.page import deeds, group_deeds, uploads
from simulator.page.guard import FILE_POLICY, add_headers, guard
from simulator.page.house import House
from simulator.page.ports import Director
from simulator.page.stage import Unknown
from simulator.page.statics import Statics
from simulator.pictures import is_picture
from simulator.wire import JSON, dumps

HOST = "127.0.0.1"
PORT = 8765
FILES = 10
"""As many as an album holds."""


class PageServer:
    """`async with PageServer(director).serving() as url:` until the block ends."""

    def __init__(self, director: Director, *, port: int = 0, pace: float = 1.0) -> None:
        self._director, self._port, self._pace = director, port, pace
        self._statics = Statics()
        self._house: House | None = None
        self.url = ""

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        async with asyncio.TaskGroup() as tasks:
            house = self._house = House(self._director, tasks, self._pace)
            runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1.0)
            await runner.setup()
            try:
                await self._listen(runner)
                yield self.url
            finally:
                await house.close()
                await runner.cleanup()

    @property
    def house(self) -> House:
        if self._house is None:
            raise Unknown("the page isn't served")
        return self._house

    async def _listen(self, runner: web.AppRunner) -> None:
        """At the port asked for, or at any that is free."""
        try:
            await web.TCPSite(runner, HOST, self._port).start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            await web.TCPSite(runner, HOST, 0).start()
        self._port = runner.addresses[0][1]
        self.url = f"http://{HOST}:{self._port}/"

    def _hosts(self) -> frozenset[str]:
        return frozenset({f"{HOST}:{self._port}", f"localhost:{self._port}"})

    def _app(self) -> web.Application:
        size = uploads.LIMIT * FILES
        app = web.Application(middlewares=[guard(self._hosts), _plainly], client_max_size=size)
        app.on_response_prepare.append(add_headers)
        app.router.add_get("/", self._statics.index)
        app.router.add_get("/static/{name}", self._statics.file)
        app.router.add_get("/state", self._state)
        app.router.add_get("/events", self._events)
        app.router.add_get("/file/{id}", self._file)
        app.router.add_post("/upload", self._upload)
        for path, act in self._acts().items():
            app.router.add_post(path, _answering(act))
        return app

    def _acts(self) -> dict[str, Callable[[JSON], Awaitable[JSON | None]]]:
        return {
            "/do": lambda given: deeds.do(self.house.stage, given),
            "/group": self._group,
            "/sample": lambda given: uploads.send_sample(deeds.Act(self.house.stage, given)),
            "/clock": self._clock,
            "/trouble": self._trouble,
            "/bot": self._bot,
            "/story": self._story,
            "/add": lambda given: self.house.add(str(given["what"]), str(given["name"])),
        }

    async def _state(self, request: web.Request) -> web.Response:
        found = await self.house.state(_language(request.query.get("language", "")))
        return web.Response(body=dumps(found), content_type="application/json")

    async def _events(self, request: web.Request) -> web.StreamResponse:
        return await self.house.feed.stream(request, _language(request.query.get("language", "")))

    async def _file(self, request: web.Request) -> web.Response:
        """Pictures and sound are shown in the page; anything else is kept as a file."""
        file = self.house.stage.telegram.world.files.get(request.match_info["id"])
        if file is None:
            raise web.HTTPNotFound
        kind, headers = "application/octet-stream", {"Content-Security-Policy": FILE_POLICY}
        if is_picture(file.content):
            kind = "image/png" if file.content.startswith(b"\x89PNG") else "image/jpeg"
        elif file.content.startswith(b"OggS"):
            kind = "audio/ogg"
        else:
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.content, content_type=kind, headers=headers)

    async def _upload(self, request: web.Request) -> web.Response:
        form = await request.post()
        files = []
        for part in form.getall("file", [])[:FILES]:
            if isinstance(part, web.FileField):
                files.append((part.filename, part.file.read()))
        given: JSON = json.loads(str(form["act"]))
        act = deeds.Act(self.house.stage, given)
        return await _answer(uploads.send_files(act, act.text("kind"), files))

    async def _group(self, given: JSON) -> None:
        group_deeds.do(self.house.stage, given)
        self.house.tell_bot()

    async def _clock(self, given: JSON) -> None:
        clock = self.house.stage.clock
        if given.get("to") == "shift":
            change = await clock.next_shift_change()
            clock.jump(max(0.0, (change or clock.now()) - clock.now()))
        elif "jump" in given:
            clock.jump(min(max(0.0, float(given["jump"])), 86_400.0))
        else:
            clock.run(min(max(0.0, float(given["speed"])), 600.0))
        self.house.tell_clock()

    async def _trouble(self, given: JSON) -> None:
        switches = self.house.stage.switches
        switches.switch(str(given["kind"]), bool(given["on"]))
        self.house.feed.send({"type": "trouble", "trouble": switches.on})

    async def _bot(self, given: JSON) -> None:
        if given["do"] == "kill":
            await self.house.kill_bot()
        else:
            self.house.start_bot()

    async def _story(self, given: JSON) -> None:
        """Play one, stop it, or open a street without any."""
        if given.get("stop"):
            self.house.stop_story()
        else:
            await self.house.begin(_language(str(given["language"])), str(given.get("play", "")))


def _language(text: str) -> str:
    return "zh_Hans" if text.startswith("zh") else "en"


def _answering(act: Callable[[JSON], Awaitable[Any]]) -> Callable[..., Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        given = await request.json()
        if not isinstance(given, dict):
            raise Unknown("an object was expected")
        return await _answer(act(given))

    return answer


async def _answer(done: Awaitable[JSON | None]) -> web.Response:
    return web.Response(body=dumps(await done or {}), content_type="application/json")


@web.middleware
async def _plainly(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """What can't be done is said in JSON: 409 where Telegram's apps wouldn't offer it, 400 for
    what makes no sense."""
    try:
        return await handler(request)
    except (CannotDo, Refusal) as error:
        status, reason = 409, str(error)
    except (Unknown, KeyError, ValueError, TypeError) as error:
        status, reason = 400, str(error)
    body = dumps({"error": reason})
    return web.Response(status=status, body=body, content_type="application/json")
