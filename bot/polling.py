"""Fetches updates by long polling, raw, and acknowledges them once they are stored."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from aiogram import Bot
from aiohttp import ClientError, ClientTimeout

from bot.decoding import decode, has_id, undecodable
from bot.line import Line

log = structlog.get_logger()

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
LONG_POLL = 25  # seconds that Telegram may wait for something to come in
BATCH = 100  # Bot API, getUpdates: at most 100
# A surge begins with small batches, so that the first are being answered while the rest is taken
# in; each that comes full is followed by one of twice its size.
FIRST_BATCH = 12
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
RIVAL_PAUSE = 10.0

Take = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]


class TokenRefused(Exception):
    """Telegram doesn't know this token (401)."""


class Polling:
    """One source of updates; the other is the webhook."""

    def __init__(self, bot: Bot) -> None:
        self._line = Line(bot)
        self._stop = asyncio.Event()
        self._scope: asyncio.Timeout | None = None
        self._limit = FIRST_BATCH
        self.in_touch = False

    def stop(self) -> None:
        """Fetch nothing more. What is being taken in is still taken in."""
        self._stop.set()
        if self._scope is not None:
            self._scope.reschedule(0)

    async def run(self, take: Take) -> None:
        """Until stopped. It starts without an offset: Telegram then gives what nobody has
        acknowledged, and the journal knows what was stored already."""
        offset, pause = None, FIRST_PAUSE
        while not self._stop.is_set():
            try:
                updates = await self._fetch_unless_stopped(offset)
                self.in_touch = True
                if updates:
                    await take(updates)
                    offset = max(one["update_id"] for one in updates) + 1
                pause = FIRST_PAUSE
            except (ClientError, TimeoutError, ValueError, OSError) as error:
                self.in_touch = False
                log.warning("poll_failed", error=f"{type(error).__name__}", pause=pause)
                await self._rest(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            except _Rival:
                log.warning(
                    "another_poller",
                    meaning="Another program fetches updates with this token. Stop it; "
                    "this one waits and tries again.",
                )
                await self._rest(RIVAL_PAUSE)
        if offset is not None:
            await self._acknowledge(offset)

    async def _fetch_unless_stopped(self, offset: int | None) -> list[dict[str, Any]]:
        """Stopping ends the long poll: what its answer held stays unacknowledged."""
        try:
            async with asyncio.timeout(None) as self._scope:
                # The first is answered at once, which shows that there is somebody.
                return await self._fetch(offset, LONG_POLL if self.in_touch else 0)
        except TimeoutError:
            if self._stop.is_set():
                return []
            raise
        finally:
            self._scope = None

    async def _fetch(self, offset: int | None, seconds: int) -> list[dict[str, Any]]:
        status, body = await self._ask(offset, seconds)
        if status == 401:
            raise TokenRefused
        if status == 409:
            raise _Rival
        try:
            answer = decode(body)
        except ValueError:
            return self._one_at_a_time(body)
        if status != 200 or not answer.get("ok"):
            raise ValueError(f"Telegram answered with status {status}.")
        result = answer.get("result")
        if not isinstance(result, list):
            raise ValueError("Telegram's answer holds no list of updates.")  # noqa: TRY004
        full = len(result) >= self._limit
        self._limit = min(2 * self._limit, BATCH) if full else FIRST_BATCH
        return [one for one in result if has_id(one)]

    def _one_at_a_time(self, body: bytes) -> list[dict[str, Any]]:
        """Of several updates one can't be read: the next answer brings the first alone, and in
        the end that one, of which the id is kept."""
        found = undecodable(body) if self._limit == 1 else None
        self._limit = FIRST_BATCH if found else 1
        if found is None:
            raise ValueError("Telegram's answer can't be read.")
        return [found]

    async def _ask(self, offset: int | None, seconds: int) -> tuple[int, bytes]:
        asked = {"timeout": seconds, "limit": self._limit, "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            asked["offset"] = offset
        body = json.dumps(asked).encode()
        return await self._line.post("getUpdates", body, ClientTimeout(total=seconds + 10))

    async def _acknowledge(self, offset: int) -> None:
        """So that Telegram needn't keep what is stored; if it fails, the journal knows."""
        try:
            async with asyncio.timeout(2):
                await self._ask(offset, 0)
        except (ClientError, TimeoutError, OSError):
            log.info("last_acknowledgement_failed")

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stop.wait()
        except TimeoutError:
            pass


class _Rival(Exception):
    """409: another program polls with the same token, or a webhook is set."""
