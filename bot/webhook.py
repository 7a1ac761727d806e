"""Receives updates over HTTP. Requests that wait together form a batch; each is answered with
200 only after its batch is committed, and with 503 if it can't be stored: Telegram then sends
it again."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from aiohttp import web

from bot.decoding import decode, has_id, undecodable

log = structlog.get_logger()

PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  A header's name (setWebhook).
LARGEST_UPDATE = 1 << 20  # bytes
BATCH = 100
PATIENCE = 10.0  # seconds that a request waits to be stored, before it is told to come again

Take = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]


class CannotListen(Exception):
    """The address is taken, or isn't this machine's."""


class Webhook:
    """One source of updates; the other is polling."""

    def __init__(self, host: str, port: int, secret: str, patience: float = PATIENCE) -> None:
        self._host, self._port, self._secret = host, port, secret.encode()
        self._patience = patience
        self._waiting: asyncio.Queue[tuple[dict[str, Any], asyncio.Future[None]]] = asyncio.Queue()
        self._stop = asyncio.Event()
        self.in_touch = False  # Whether Telegram could bring something.

    def stop(self) -> None:
        self._stop.set()

    @property
    def waiting(self) -> int:
        """How many requests wait for the next batch."""
        return self._waiting.qsize()

    async def run(self, take: Take) -> None:
        """Listen until stopped; what was received by then is answered."""
        application = web.Application(client_max_size=LARGEST_UPDATE)
        application.router.add_post(PATH, self._receive)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=5)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError as error:
            await runner.cleanup()
            raise CannotListen from error
        self.in_touch = True
        log.info("webhook_listening", host=self._host, port=self._port)
        try:
            async with asyncio.TaskGroup() as tasks:
                batches = tasks.create_task(self._take_batches(take))
                await self._stop.wait()
                await runner.cleanup()
                batches.cancel()
        finally:
            await runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        update = _decoded(await request.read())
        if update is None or not has_id(update):
            return web.Response(status=400)
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        await self._waiting.put((update, stored))
        try:
            await asyncio.wait_for(stored, self._patience)
        except Exception:
            return web.Response(status=503)
        return web.Response()

    async def _take_batches(self, take: Take) -> None:
        while True:
            batch = [await self._waiting.get()]
            while not self._waiting.empty() and len(batch) < BATCH:
                batch.append(self._waiting.get_nowait())
            # Who has had their 503 sends it again.
            batch = [one for one in batch if not one[1].done()]
            if not batch:
                continue
            error = await _attempt(take, [update for update, _ in batch])
            for _, stored in batch:
                if stored.done():
                    continue
                if error is None:
                    stored.set_result(None)
                else:
                    stored.set_exception(error)


def _decoded(body: bytes) -> dict[str, Any] | None:
    try:
        return decode(body)
    except ValueError:
        return undecodable(body)


async def _attempt(take: Take, updates: list[dict[str, Any]]) -> Exception | None:
    try:
        await take(updates)
    except Exception as error:
        log.exception("batch_not_stored", size=len(updates))
        return error
    return None
