from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import telegram as ptb
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from simulator import BotAccount, Group, Person, Telegram


class Refused(Exception):
    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__(answer["description"])
        self.code: int = answer["error_code"]
        self.parameters: dict[str, Any] = answer.get("parameters", {})


class Raw:
    """Calls methods with JSON bodies and gives plain results."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def __call__(self, method: str, **parameters: Any) -> Any:
        async with self.session.post(f"{self.url}/{method}", json=parameters) as response:
            answer = await response.json(content_type="application/json")
        assert answer["ok"] is (response.status == 200)
        if not answer["ok"]:
            raise Refused(answer)
        return answer["result"]


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram() as telegram:
        yield telegram


@pytest.fixture
def bot(telegram: Telegram) -> BotAccount:
    return telegram.bot("doorstep_bot", name="Doorstep")


@pytest.fixture
def anna(telegram: Telegram) -> Person:
    return telegram.person("Anna", last_name="Lind", username="anna_lind")


@pytest.fixture
def ben(telegram: Telegram) -> Person:
    return telegram.person("Ben")


@pytest.fixture
def street(telegram: Telegram, anna: Person, ben: Person, bot: BotAccount) -> Group:
    return telegram.group("Maple Street", [anna, ben, bot])


@pytest.fixture
async def raw(telegram: Telegram, bot: BotAccount) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as session:
        yield Raw(session, f"{telegram.url}/bot{bot.token}")


@pytest.fixture
async def api(telegram: Telegram, bot: BotAccount) -> AsyncIterator[Bot]:
    """aiogram's client."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    async with Bot(bot.token, session=session) as api:
        yield api


@pytest.fixture
async def second(telegram: Telegram, bot: BotAccount) -> AsyncIterator[ptb.Bot]:
    """python-telegram-bot's client."""
    url = telegram.url
    async with ptb.Bot(bot.token, f"{url}/bot", f"{url}/file/bot") as second:
        yield second
