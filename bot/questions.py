"""Asks Telegram things, without aiogram, which takes a terminal seconds to import."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from bot.settings import Settings
from services.clock import SystemClock

SECONDS = 15
# Telegram tells no limit for questions; half of what it takes of messages is on the safe side.
PAUSE = 1 / 15
LONGEST_WAIT = 30  # seconds after a 429; for longer nobody waits
TRIES = 3


class UnansweredError(Exception):
    """Telegram can't be reached, or doesn't want to be asked for now."""


@dataclass(frozen=True)
class Answer:
    """`result` of what was asked; none where it is refused, with `moved_to` if that is why.
    `ahead`: by how much this machine's clock is ahead of Telegram's Date header (RFC 9110)."""

    status: int
    result: Any = None
    moved_to: int | None = None
    ahead: timedelta | None = None


class Questions:
    def __init__(self, session: ClientSession, url_of: Callable[[str], str]) -> None:
        self._session, self._url_of = session, url_of

    async def ask(self, method: str, **parameters: Any) -> Answer:
        """One after the other, and not too fast. Raises UnansweredError."""
        for _ in range(TRIES):
            answer, wait = await self._try(method, parameters)
            if wait is None:
                return answer
            if wait > LONGEST_WAIT:
                break
            await asyncio.sleep(wait)
        raise UnansweredError("too many requests")

    async def _try(self, method: str, parameters: dict[str, Any]) -> tuple[Answer, float | None]:
        """The answer, or how long Telegram wants us to wait."""
        await asyncio.sleep(PAUSE)
        asked = SystemClock().now()
        try:
            async with self._session.post(self._url_of(method), json=parameters) as response:
                body: Any = await response.json(content_type=None)
                ahead = _ahead(response, asked)
                status = response.status
        except (ClientError, TimeoutError, ValueError) as error:
            # Its text may hold the URL, and so the token.
            raise UnansweredError(type(error).__name__) from None
        if not isinstance(body, dict) or status >= 500:
            raise UnansweredError(f"status {status}")
        more = body.get("parameters") or {}
        answer = Answer(
            status,
            body.get("result"),
            more.get("migrate_to_chat_id"),
            ahead,
        )
        return answer, float(more.get("retry_after", 1)) if status == 429 else None


@asynccontextmanager
async def asking(url_of: Callable[[str], str]) -> AsyncIterator[Questions]:
    """`url_of`: where a method of the Bot API is called."""
    async with ClientSession(timeout=ClientTimeout(total=SECONDS)) as session:
        yield Questions(session, url_of)


def urls(settings: Settings) -> Callable[[str], str]:
    """Raises ConfigurationError if there is no token."""
    base = f"{settings.telegram_api}/bot{settings.token}"
    return lambda method: f"{base}/{method}"


def _ahead(response: ClientResponse, asked: datetime) -> timedelta | None:
    """Compared with the middle of the time that the call took; whole seconds are cut off there."""
    try:
        told = parsedate_to_datetime(response.headers["Date"]).replace(tzinfo=UTC)
    except (KeyError, ValueError):
        return None
    middle = asked + (SystemClock().now() - asked) / 2
    return middle - told - timedelta(seconds=0.5)
