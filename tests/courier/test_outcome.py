"""What Telegram's errors mean for a send. The texts are Telegram's own, as its servers send them
(Bot API, "Making requests"; td/telegram and telegram-bot-api in TDLib)."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import SendMessage
from aiohttp import ClientConnectorError, ServerDisconnectedError
from aiohttp.client_reqrep import ConnectionKey

from bot.outcome import EXPIRED, LEFT_BEHIND, Kind, Outcome, reason, sort
from models.exchange import Reason
from simulator.wire import dumps

METHOD = SendMessage(chat_id=1, text="words")
KEY = ConnectionKey("api.telegram.org", 443, True, True, None, None, None)

NOTHING_HERE = [
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: user not found"),
    (400, "Bad Request: PEER_ID_INVALID"),
    (400, "Bad Request: group chat was deactivated"),
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: user is deactivated"),
    (403, "Forbidden: bot can't initiate conversation with a user"),
    (403, "Forbidden: bot was kicked from the group chat"),
    (403, "Forbidden: bot was kicked from the supergroup chat"),
    (403, "Forbidden: bot was kicked from the channel chat"),
    (403, "Forbidden: bot is not a member of the supergroup chat"),
    (403, "Forbidden: bot is not a member of the channel chat"),
    (403, "Forbidden: the group chat was deleted"),
]
THIS_ONE_ONLY = [
    (400, "Bad Request: TOPIC_CLOSED"),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    (400, "Bad Request: not enough rights to send text messages to the chat"),
    (400, "Bad Request: have no rights to send a message"),
    (400, "Bad Request: CHAT_RESTRICTED"),
    (400, "Bad Request: message text is empty"),
    (400, "Bad Request: message is too long"),
    (400, "Bad Request: BUTTON_DATA_INVALID"),
    (400, "Bad Request: wrong file identifier/HTTP URL specified"),
    (400, "Bad Request: not enough rights to manage pinned messages in the chat"),
    (404, "Not Found"),
    (409, "Conflict: can't use getUpdates method while webhook is active"),
    (413, "Request Entity Too Large"),
]


async def sorted_answer(status: int, body: bytes) -> Outcome:
    """What aiogram makes of an answer, and what we make of that."""
    async with Bot("42:TESTTESTTESTTESTTESTTESTTESTTESTTEST") as bot:
        session = bot.session
        assert isinstance(session, AiohttpSession)
        try:
            session.check_response(bot, METHOD, status, body.decode())
        except Exception as error:
            return sort(error)
    raise AssertionError("This was no error.")


async def refused(status: int, text: str, **parameters: Any) -> Outcome:
    body = {"ok": False, "error_code": status, "description": text, "parameters": parameters}
    return await sorted_answer(status, dumps(body))


@pytest.mark.parametrize(("status", "text"), NOTHING_HERE)
async def test_nobody_can_be_reached_here_any_more(status: int, text: str) -> None:
    assert (await refused(status, text)).kind is Kind.UNREACHABLE


@pytest.mark.parametrize(("status", "text"), THIS_ONE_ONLY)
async def test_only_this_message_is_refused(status: int, text: str) -> None:
    outcome = await refused(status, text)
    assert outcome.kind is Kind.REFUSED
    assert outcome.error
    assert text in outcome.error


WHY = [
    (403, "Forbidden: bot was kicked from the group chat", False, Reason.REMOVED),
    (403, "Forbidden: bot was kicked from the supergroup chat", False, Reason.REMOVED),
    (403, "Forbidden: bot is not a member of the supergroup chat", False, Reason.REMOVED),
    (403, "Forbidden: the group chat was deleted", False, Reason.REMOVED),
    (400, "Bad Request: chat not found", False, Reason.REMOVED),
    (403, "Forbidden: bot was blocked by the user", True, Reason.BLOCKED),
    (403, "Forbidden: user is deactivated", True, Reason.BLOCKED),
    (403, "Forbidden: bot can't initiate conversation with a user", True, Reason.BLOCKED),
    (400, "Bad Request: chat not found", True, Reason.BLOCKED),
    (400, "Bad Request: PEER_ID_INVALID", True, Reason.BLOCKED),
    (400, "Bad Request: TOPIC_CLOSED", False, Reason.NO_RIGHT),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN", False, Reason.NO_RIGHT),
    (403, "Forbidden: CHAT_WRITE_FORBIDDEN", False, Reason.NO_RIGHT),
    (400, "Bad Request: CHAT_RESTRICTED", False, Reason.NO_RIGHT),
    (400, "Bad Request: CHAT_ADMIN_REQUIRED", False, Reason.NO_RIGHT),
    (400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", False, Reason.NO_RIGHT),
    (400, "Bad Request: have no rights to send a message", False, Reason.NO_RIGHT),
    (400, "Bad Request: need administrator rights in the channel chat", False, Reason.NO_RIGHT),
    (400, "Bad Request: not enough rights to send text messages to the chat", False,
     Reason.NO_RIGHT),
    (403, "Forbidden: not enough rights to send photos to the chat", False, Reason.NO_RIGHT),
    (400, "Bad Request: message can't be deleted for everyone", False, Reason.NO_RIGHT),
    (400, "Bad Request: message is too long", False, Reason.OTHER),
]  # fmt: skip


@pytest.mark.parametrize(("status", "text", "is_private", "why"), WHY)
async def test_why_it_did_not_arrive(status: int, text: str, is_private: bool, why: Reason) -> None:
    assert reason(await refused(status, text), is_private) is why


def test_why_it_was_not_even_sent() -> None:
    for said, why in ((EXPIRED, Reason.EXPIRED), (LEFT_BEHIND, Reason.LEFT_BEHIND)):
        assert reason(Outcome(Kind.REFUSED, error=said), False) is why
    assert reason(Outcome(Kind.UNKNOWN, error="the answer was lost"), False) is Reason.UNKNOWN


async def test_a_flood_says_how_long() -> None:
    text = "Too Many Requests: retry after 1035"
    outcome = await refused(429, text, retry_after=1035)
    assert (outcome.kind, outcome.seconds) == (Kind.FLOODED, 1035.0)


async def test_a_group_that_moved_says_where_to() -> None:
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    outcome = await refused(400, text, migrate_to_chat_id=-1001234567890)
    assert (outcome.kind, outcome.chat_id) == (Kind.MOVED, -1001234567890)


async def test_a_revoked_token_is_no_matter_of_one_message() -> None:
    assert (await refused(401, "Unauthorized")).kind is Kind.REVOKED


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (502, b"<html>\r\n<head><title>502 Bad Gateway</title></head></html>"),
        (504, b""),
        (500, b'{"ok":false,"error_code":500,"description":"Internal Server Error"}'),
        (200, b'{"ok":true,"resu'),
        (200, b"<html>A hotel's log-in page</html>"),
    ],
)
async def test_an_answer_that_says_nothing_leaves_it_unknown(status: int, body: bytes) -> None:
    assert (await sorted_answer(status, body)).kind is Kind.UNKNOWN


def network_error(cause: BaseException) -> TelegramNetworkError:
    error = TelegramNetworkError(method=METHOD, message=f"{type(cause).__name__}: {cause}")
    error.__cause__ = cause
    return error


def test_where_no_connection_was_made_nothing_was_sent() -> None:
    cause = ClientConnectorError(KEY, ConnectionRefusedError(111, "refused"))
    assert sort(network_error(cause)).kind is Kind.NOTHING_SENT


@pytest.mark.parametrize(
    "cause", [ServerDisconnectedError(), TimeoutError(), ConnectionResetError(104, "reset")]
)
def test_a_connection_that_broke_leaves_it_unknown(cause: BaseException) -> None:
    assert sort(network_error(cause)).kind is Kind.UNKNOWN


@pytest.mark.parametrize("error", [ValueError("ours"), asyncio.CancelledError()])
def test_what_telegram_did_not_say_is_not_sorted(error: Exception) -> None:
    with pytest.raises(type(error)):
        sort(error)
