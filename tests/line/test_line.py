"""The line to Telegram: what goes out, and what comes back."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import PinChatMessage, SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from aiohttp import ClientConnectorError

from bot.line import Line
from simulator import Person, Telegram

WORDS = "<b>&lt;{{7*7}}</b>"


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram() as telegram:
        yield telegram


@pytest.fixture
async def anna(telegram: Telegram) -> Person:
    bot = telegram.bot("line_bot")
    anna = telegram.person("Anna")
    await anna.starts(bot)
    return anna


@pytest.fixture
async def line(telegram: Telegram, anna: Person) -> AsyncIterator[Line]:
    (account,) = telegram.world.bots.values()
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url), timeout=2)
    async with Bot(account.token, session=session) as bot:
        yield Line(bot)


async def test_what_is_sent_arrives_and_its_number_comes_back(line: Line, anna: Person) -> None:
    button = InlineKeyboardButton(text="Accept", callback_data="accept:1")
    number = await line.number(
        SendMessage(
            chat_id=anna.id,
            text=WORDS,
            parse_mode="HTML",
            reply_parameters=ReplyParameters(message_id=1, allow_sending_without_reply=True),
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
        )
    )
    seen = await anna.sees("<{{7*7}}")
    assert (seen.id, seen.buttons) == (number, ["Accept"])


async def test_only_what_was_set_goes_out(line: Line, anna: Person, telegram: Telegram) -> None:
    await line.number(SendMessage(chat_id=anna.id, text="Hello", parse_mode=None))
    (sent,) = telegram.calls.named("sendMessage")
    assert sent.parameters == {"chat_id": anna.id, "text": "Hello"}


async def test_an_answer_that_is_no_message_has_no_number(line: Line, anna: Person) -> None:
    number = await line.number(SendMessage(chat_id=anna.id, text="Hello"))
    pin = PinChatMessage(chat_id=anna.id, message_id=number or 0)
    assert await line.number(pin) is None


async def test_a_refusal_is_what_aiogram_makes_of_it(
    line: Line, anna: Person, telegram: Telegram
) -> None:
    hello = SendMessage(chat_id=anna.id, text="Hello")
    telegram.faults.refuse(retry_after=7, times=1)
    with pytest.raises(TelegramRetryAfter) as flooded:
        await line.number(hello)
    assert flooded.value.retry_after == 7
    telegram.faults.chat_not_found(times=1)
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await line.number(hello)
    telegram.faults.migrated(to=-100500, times=1)
    with pytest.raises(TelegramMigrateToChat) as moved:
        await line.number(hello)
    assert moved.value.migrate_to_chat_id == -100500


async def test_a_bad_gateway_is_no_answer_of_telegram(
    line: Line, anna: Person, telegram: Telegram
) -> None:
    telegram.faults.bad_gateway(times=1)
    with pytest.raises(ClientDecodeError):
        await line.number(SendMessage(chat_id=anna.id, text="Hello"))


async def test_where_nobody_listens_nothing_was_sent(anna: Person) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base("http://127.0.0.1:1"), timeout=2)
    async with Bot("7000000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", session=session) as bot:
        with pytest.raises(TelegramNetworkError) as failed:
            await Line(bot).number(SendMessage(chat_id=anna.id, text="Hello"))
    assert isinstance(failed.value.__cause__, ClientConnectorError)
