"""The HTTP side: /bot<token>/<method> and /file/bot<token>/<path>.

https://core.telegram.org/bots/api#making-requests. It is aiohttp's low-level server: no routing
and no middlewares, because each message of a benchmark passes here.
"""

import inspect
import time
from email.utils import formatdate
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from simulator.bodies import large_request, read_parameters
from simulator.call import Call
from simulator.errors import Refusal, not_found, unauthorized
from simulator.faults import Faults
from simulator.flood import Flood
from simulator.journal import Journal
from simulator.methods import METHODS, Method
from simulator.methods.updates import get_updates
from simulator.polling import Polls
from simulator.webhooks import Webhooks
from simulator.wire import dumps
from simulator.world.users import BotAccount
from simulator.world.world import World

HEADERS = {"Content-Type": "application/json"}


class BotApiServer:
    def __init__(self, world: World, flood: Flood, journal: Journal, faults: Faults) -> None:
        self.world = world
        self.flood = flood
        self.journal = journal
        self.faults = faults
        self.polls = Polls()
        self.webhooks = Webhooks(world)
        self.clock_off = 0.0  # seconds by which the dates of answers are ahead
        self._runner: web.ServerRunner | None = None
        self._methods: dict[str, tuple[str, Method]] = METHODS | {
            "getupdates": ("getUpdates", lambda call: get_updates(call, self.polls))
        }

    async def start(self, host: str, port: int) -> int:
        """The port that it listens on (0 asks for a free one)."""
        server = web.Server(self._handle, request_factory=large_request, access_log=None)
        runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
        self._runner = runner
        chosen: int = runner.addresses[0][1]
        return chosen

    async def stop(self) -> None:
        self.polls.release_all()
        await self.webhooks.stop()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        answer = await self._answer(request)
        if self.clock_off and not answer.prepared:
            answer.headers["Date"] = formatdate(time.time() + self.clock_off, usegmt=True)
        return answer

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.raw_path.partition("?")[0]
        try:
            if path.startswith("/file/bot"):
                return self._download(path[9:])
            if not path.startswith("/bot"):
                raise not_found()
            token, _, method = path[4:].partition("/")
            return await self._serve(request, self._bot(token), method)
        except Refusal as refusal:
            return refused(refusal)

    def _bot(self, token: str) -> BotAccount:
        bot = self.world.bots.get(token) or self.world.bots.get(unquote(token))
        if bot is None:
            raise unauthorized()
        return bot

    def _download(self, rest: str) -> web.Response:
        token, _, path = rest.partition("/")
        self._bot(token)
        file = self.world.files.at(path)
        if file is None:
            raise not_found()
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def _serve(
        self, request: web.BaseRequest, bot: BotAccount, name: str
    ) -> web.StreamResponse:
        found = self._methods.get(name.lower())
        if found is None:
            raise not_found()
        documented, method = found
        call = Call(self.world, bot, documented, await read_parameters(request))
        fault = self.faults.take(call)
        if fault and (answer := await fault.before(request)):
            self._note(call, fault.name)
            return answer
        try:
            self.flood.check(call)
            result = method(call)
            if inspect.isawaitable(result):
                result = await result
            elif documented in ("setWebhook", "deleteWebhook"):
                self.polls.end(bot)
                await self.webhooks.attend(bot)
        except Refusal as refusal:
            self._note(call, f"{refusal.code} {refusal.description}")
            return refused(refusal)
        self._note(call, "ok")
        if fault and (answer := await fault.after(request)):
            return answer
        return answered(result)

    def _note(self, call: Call, outcome: str) -> None:
        self.journal.note(
            call.bot.id, call.method, call.parameters.values, self.world.clock(), outcome
        )


def answered(result: Any) -> web.Response:
    body = result if isinstance(result, bytes) else dumps(result)
    return web.Response(body=b'{"ok":true,"result":%b}' % body, headers=HEADERS)


def refused(refusal: Refusal) -> web.Response:
    body = dumps(refusal.as_json())
    return web.Response(status=refusal.code, body=body, headers=HEADERS)
