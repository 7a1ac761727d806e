"""The line to Telegram that all frequent calls take: JSON out, and raw JSON back.

aiogram's own way makes a form field by field, and of each answer a whole Message that nobody
looks at: half of what a relayed message costs (docs/performance.md). What Telegram refuses is
still sorted by aiogram, and raised as its exceptions.
"""

import json
from functools import cache
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiohttp import ClientError, ClientTimeout
from yarl import URL

T = TypeVar("T")
HEADERS = {"Content-Type": "application/json"}


class Line:
    """One bot's, on the HTTP session that aiogram keeps for it."""

    def __init__(self, bot: Bot) -> None:
        if not isinstance(bot.session, AiohttpSession):
            raise TypeError("A line needs aiogram's own HTTP session.")
        self._bot, self._session = bot, bot.session
        self._seconds = ClientTimeout(total=bot.session.timeout)
        self._url = cache(self._url_of)

    async def number(self, method: TelegramMethod[Any]) -> int | None:
        """Make the call. The number of the message that it answers with, if it is one.

        For methods that upload nothing. Raises what aiogram's Bot would raise.
        """
        return next(iter(await self.numbers(method)), None)

    async def numbers(self, method: TelegramMethod[Any]) -> list[int]:
        """The same, of all messages: an album is several."""
        # What nobody set, Telegram sets; aiogram's placeholders for a bot's defaults are among it.
        body = method.model_dump_json(exclude_none=True, exclude_unset=True).encode()
        try:
            status, content = await self.post(method.__api_method__, body, self._seconds)
        except TimeoutError as error:
            raise TelegramNetworkError(method, "Request timeout error") from error
        except ClientError as error:
            raise TelegramNetworkError(method, f"{type(error).__name__}: {error}") from error
        return _numbers(self._result(method, status, content))

    async def upload(self, method: TelegramMethod[T]) -> T:
        """Make a call that brings a file along, aiogram's way."""
        return await self._bot(method)

    async def post(self, method: str, body: bytes, seconds: ClientTimeout) -> tuple[int, bytes]:
        """The status and the answer as they came. Raises what aiohttp raises."""
        client = await self._session.create_session()
        async with client.post(
            self._url(method), data=body, headers=HEADERS, timeout=seconds
        ) as response:
            return response.status, await response.read()

    def _url_of(self, method: str) -> URL:
        return URL(self._session.api.api_url(self._bot.token, method))

    def _result(self, method: TelegramMethod[Any], status: int, content: bytes) -> Any:
        try:
            answer = json.loads(content)
        except ValueError:
            answer = None  # Which aiogram complains of, below.
        if status == 200 and isinstance(answer, dict) and answer.get("ok"):
            return answer.get("result")
        text = content.decode(errors="replace")
        return self._session.check_response(self._bot, method, status, text).result


def _numbers(result: Any) -> list[int]:
    """Of a Message, a MessageId or a list of them; other methods answer with True. A message that
    only one member of a group sees has the number 0 (Bot API, "Message")."""
    found = result if isinstance(result, list) else [result]
    numbers = (int(one["message_id"]) for one in found if isinstance(one, dict))
    return [number for number in numbers if number]
