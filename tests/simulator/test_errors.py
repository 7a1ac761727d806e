"""Each refusal in Telegram's own words."""

from typing import Any

import pytest

from simulator import BotAccount, Group, Person, Telegram
from tests.simulator.conftest import Raw, Refused


async def refusal(raw: Raw, method: str, **parameters: Any) -> tuple[int, str]:
    with pytest.raises(Refused) as caught:
        await raw(method, **parameters)
    return caught.value.code, str(caught.value)


async def test_unknown_methods_and_tokens(raw: Raw) -> None:
    assert await refusal(raw, "sendNothing") == (404, "Not Found")
    raw.url = raw.url[:-1] + "?"
    assert await refusal(raw, "getMe") == (401, "Unauthorized")


async def test_a_revoked_token(telegram: Telegram, bot: BotAccount, raw: Raw) -> None:
    await raw("getMe")
    fresh = telegram.revoke(bot)
    assert await refusal(raw, "getMe") == (401, "Unauthorized")
    raw.url = f"{telegram.url}/bot{fresh}"
    assert (await raw("getMe"))["id"] == bot.id


NOT_THERE = [
    ("sendMessage", {"text": "x"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": 5, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": -5, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": "HERE"}, "message text is empty"),
    (
        "sendMessage",
        {"chat_id": "HERE", "text": "<b>x", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    (
        "sendMessage",
        {"chat_id": "HERE", "text": "x", "parse_mode": "Latex"},
        "unsupported parse_mode",
    ),
    (
        "sendMessage",
        {"chat_id": "HERE", "text": "x", "parse_mode": "MarkdownV2"},
        "can't parse entities: this server reads HTML, not Markdown",
    ),
    (
        "sendMessage",
        {"chat_id": "HERE", "text": "x", "reply_parameters": {"message_id": 99}},
        "message to be replied not found",
    ),
    (
        "sendMessage",
        {"chat_id": "HERE", "text": "x", "reply_to_message_id": 99},
        "message to be replied not found",
    ),
    (
        "sendMessage",
        {"chat_id": "HERE", "text": "x", "reply_markup": {"nothing": 1}},
        "object expected as reply markup",
    ),
    (
        "sendMessage",
        {"chat_id": "HERE", "text": "x", "reply_markup": "{"},
        "can't parse reply_markup JSON object",
    ),
    (
        "sendMessage",
        {"chat_id": "HERE", "text": "x", "message_thread_id": 7},
        "message thread not found",
    ),
    ("editMessageText", {"chat_id": "HERE", "text": "x"}, "message identifier is not specified"),
    (
        "editMessageText",
        {"chat_id": "HERE", "message_id": 99, "text": "x"},
        "message to edit not found",
    ),
    ("deleteMessage", {"chat_id": "HERE", "message_id": 99}, "message to delete not found"),
    ("pinChatMessage", {"chat_id": "HERE", "message_id": 99}, "message to pin not found"),
    (
        "copyMessage",
        {"chat_id": "HERE", "from_chat_id": "HERE", "message_id": 99},
        "message to copy not found",
    ),
    (
        "forwardMessage",
        {"chat_id": "HERE", "from_chat_id": "HERE", "message_id": 99},
        "message to forward not found",
    ),
    (
        "copyMessages",
        {"chat_id": "HERE", "from_chat_id": "HERE", "message_ids": [2, 1]},
        "message identifiers must be in a strictly increasing order",
    ),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("getFile", {"file_id": "x"}, "invalid file_id"),
    ("sendPhoto", {"chat_id": "HERE"}, "there is no photo in the request"),
    (
        "sendPhoto",
        {"chat_id": "HERE", "photo": "x"},
        "wrong file identifier/HTTP URL specified",
    ),
    ("sendChatAction", {"chat_id": "HERE", "action": "x"}, "wrong parameter action in request"),
    ("setMyCommands", {"commands": [{"command": "Ä", "description": "x"}]}, "BOT_COMMAND_INVALID"),
]


@pytest.mark.parametrize(("method", "parameters", "error"), NOT_THERE)
async def test_what_is_not_there(
    method: str, parameters: dict[str, Any], error: str, anna: Person, raw: Raw
) -> None:
    await anna.starts()
    parameters = {k: anna.id if v == "HERE" else v for k, v in parameters.items()}
    assert await refusal(raw, method, **parameters) == (400, f"Bad Request: {error}")


async def test_a_deleted_original_can_be_done_without(anna: Person, raw: Raw) -> None:
    await anna.starts()
    reply = {"message_id": 99, "allow_sending_without_reply": True}
    sent = await raw("sendMessage", chat_id=anna.id, text="x", reply_parameters=reply)
    assert "reply_to_message" not in sent


async def test_edits(anna: Person, raw: Raw) -> None:
    start = await anna.starts()
    sent = await raw("sendMessage", chat_id=anna.id, text="x")
    here = {"chat_id": anna.id, "message_id": sent["message_id"]}
    assert await refusal(raw, "editMessageText", text="x", **here) == (
        400,
        "Bad Request: message is not modified: specified new message content and reply markup "
        "are exactly the same as a current content and reply markup of the message",
    )
    assert await refusal(raw, "editMessageCaption", caption="y", **here) == (
        400,
        "Bad Request: there is no caption in the message to edit",
    )
    assert (await raw("editMessageText", text="y", **here))["edit_date"]
    theirs = {"chat_id": anna.id, "message_id": start.id, "text": "y"}
    assert (await refusal(raw, "editMessageText", **theirs))[1].endswith("message can't be edited")
    asked = await raw("sendMessage", chat_id=anna.id, text="?", reply_markup={"force_reply": True})
    here["message_id"] = asked["message_id"]
    error = await refusal(raw, "editMessageText", text="y", **here)
    assert error[1].endswith("message can't be edited")


async def test_private_chats(telegram: Telegram, anna: Person, bot: BotAccount, raw: Raw) -> None:
    say = {"chat_id": anna.id, "text": "x"}
    forbidden = "Forbidden: bot can't initiate conversation with a user"
    assert await refusal(raw, "sendMessage", **say) == (403, forbidden)
    await anna.starts()
    await raw("sendMessage", **say)
    await anna.blocks()
    assert await refusal(raw, "sendMessage", **say) == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    await anna.unblocks()
    await raw("sendMessage", **say)
    anna.deactivates()
    assert await refusal(raw, "sendMessage", **say) == (403, "Forbidden: user is deactivated")
    other = telegram.bot("other_bot")
    to_bot = await refusal(raw, "sendMessage", chat_id=other.id, text="x")
    assert to_bot == (403, "Forbidden: bot can't send messages to bots")


async def test_groups(telegram: Telegram, street: Group, bot: BotAccount, raw: Raw) -> None:
    say = {"chat_id": street.id, "text": "x"}
    street.close()
    assert await refusal(raw, "sendMessage", **say) == (
        400,
        "Bad Request: not enough rights to send text messages to the chat",
    )
    street.promote(bot, pin=False)
    sent = await raw("sendMessage", **say)
    pin = await refusal(raw, "pinChatMessage", chat_id=street.id, message_id=sent["message_id"])
    assert pin[1].endswith("not enough rights to manage pinned messages in the chat")
    street.remove(bot)
    assert await refusal(raw, "sendMessage", **say) == (
        403,
        "Forbidden: bot was kicked from the supergroup chat",
    )
    elsewhere = telegram.group("Elsewhere")
    assert await refusal(raw, "sendMessage", chat_id=elsewhere.id, text="x") == (
        403,
        "Forbidden: bot is not a member of the supergroup chat",
    )


async def test_an_upgraded_group(
    telegram: Telegram, anna: Person, bot: BotAccount, raw: Raw
) -> None:
    yard = telegram.group("Yard", [anna, bot], supergroup=False)
    old = yard.id
    await raw("sendMessage", chat_id=old, text="x")
    yard.upgrade()
    with pytest.raises(Refused) as caught:
        await raw("sendMessage", chat_id=old, text="x")
    assert str(caught.value) == "Bad Request: group chat was upgraded to a supergroup chat"
    assert caught.value.parameters == {"migrate_to_chat_id": yard.id}
    assert (await raw("sendMessage", chat_id=yard.id, text="x"))["message_id"] == 2


async def test_topics(street: Group, bot: BotAccount, raw: Raw) -> None:
    topic = street.open_topic("Lost and found")
    say = {"chat_id": street.id, "message_thread_id": topic, "text": "x"}
    await raw("sendMessage", **say)
    street.close_topic(topic)
    assert await refusal(raw, "sendMessage", **say) == (400, "Bad Request: TOPIC_CLOSED")
    street.promote(bot)
    await raw("sendMessage", **say)


async def test_old_taps(telegram: Telegram, anna: Person, raw: Raw) -> None:
    await anna.starts()
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await raw("sendMessage", chat_id=anna.id, text="Tap", reply_markup=keyboard)
    tap = await anna.taps(await anna.sees("Tap"), "Go")
    assert tap.query
    telegram.world.callbacks.life = -1
    answer = {"callback_query_id": tap.query.id}
    assert "query is too old" in (await refusal(raw, "answerCallbackQuery", **answer))[1]


async def test_old_messages_stay(telegram: Telegram, anna: Person, raw: Raw) -> None:
    await anna.starts()
    sent = await raw("sendMessage", chat_id=anna.id, text="x")
    clock = telegram.world.clock
    telegram.world.clock = lambda: clock() + 49 * 3600
    here = {"chat_id": anna.id, "message_id": sent["message_id"]}
    assert (await refusal(raw, "deleteMessage", **here))[1].endswith(
        "message can't be deleted for everyone"
    )
    assert await raw("deleteMessages", chat_id=anna.id, message_ids=[sent["message_id"], 99])
    await anna.sees("x")
