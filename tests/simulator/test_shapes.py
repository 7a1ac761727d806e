"""Both libraries' models take all that comes, and know every field of it.

aiogram knows Bot API 10.3 and python-telegram-bot 10.0, so a few fields are new to the latter.
"""

from collections.abc import Iterator
from typing import Any

import aiogram.methods
import pytest
import telegram as ptb
from aiogram import types
from pydantic import BaseModel, TypeAdapter

from simulator import BotAccount, CannotDo, Group, Person, Telegram
from simulator.driver.attachments import Attachment
from simulator.driver.samples import picture
from tests.simulator.conftest import Raw

NEWER = {"can_send_welcome_messages", "receiver_user", "ephemeral_message_id"}


def unknown_to_aiogram(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from unknown_to_aiogram(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for item in value:
            yield from unknown_to_aiogram(item, path)


def unknown_to_ptb(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, ptb.TelegramObject):
        yield from (f"{path}.{name}" for name in value.api_kwargs if name not in NEWER)
        for kind in type(value).__mro__:
            for name in getattr(kind, "__slots__", ()):
                if not name.startswith("_"):
                    yield from unknown_to_ptb(getattr(value, name, None), f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for item in value:
            yield from unknown_to_ptb(item, path)


def assert_known(update: dict[str, Any]) -> None:
    assert list(unknown_to_aiogram(types.Update.model_validate(update), "aiogram")) == []
    parsed = ptb.Update.de_json(update, None)
    assert list(unknown_to_ptb(parsed, "ptb")) == []


@pytest.fixture
async def everything(raw: Raw) -> Raw:
    """Asks for every type of update."""
    await raw("getUpdates", allowed_updates=list(types.Update.model_fields)[1:])
    return raw


async def all_kinds_in(street: Group, news: Group, anna: Person, ben: Person) -> None:
    """Everything that people can do."""
    where: dict[str, Any] = {"in_group": street}
    hello = await anna.writes("Hello @anna_lind +4420794609 a.org #cat 😀", **where)
    await anna.edits(hello, "Hello again")
    await ben.replies(hello, "Hi", quote="again")
    await ben.reacts(hello, "👍")
    await ben.reacts(hello)
    photo = await anna.sends_photo(picture(), caption="Look", **where)
    await anna.edits(photo, "Look here")
    await anna.sends_voice(**where)
    await anna.sends_video(**where)
    await anna.sends_video_note(**where)
    await anna.sends_document(**where)
    await anna.sends_sticker(**where)
    await anna.sends_location(52.2, 21.0, **where)
    await anna.sends_contact("+4420794609", **where)
    for kind in ("audio", "animation"):
        await anna.sends(Attachment(kind, about={"title": "x"}), **where)
    await anna.sends_album(Attachment("photo"), Attachment("video", caption="x"), **where)
    await anna.forwards(hello, **where)
    await anna.writes("Aside", anonymously=True, **where)
    await anna.writes("Aside", as_channel=news, **where)
    await anna.edits(await anna.writes("News", in_group=news), "Corrected")
    anna.user.hides_in_forwards = True
    await ben.forwards(photo, **where)
    topic = street.open_topic("Lost")
    await anna.writes("A key", topic=topic, **where)
    street.close_topic(topic)


async def test_all_updates(
    telegram: Telegram, street: Group, anna: Person, ben: Person, bot: BotAccount, everything: Raw
) -> None:
    street.promote(bot)
    news = telegram.channel("News", [anna, bot], linked=street)
    yard = telegram.group("Yard", [anna, bot], supergroup=False)
    await all_kinds_in(street, news, anna, ben)
    cleo = telegram.person("Cleo")
    await cleo.joins(street)
    for change in (street.mute, street.promote, street.demote, street.remove):
        change(cleo)
    await anna.starts(payload="x")
    await anna.blocks()
    await anna.unblocks()
    old = await anna.writes("@doorstep_bot", in_group=yard)
    yard.upgrade()
    await anna.replies(old, "/x@doorstep_bot")
    street.remove(bot)
    seen = await drain(everything)
    assert {kind for update in seen for kind in list(update)[1:]} == {
        "message", "edited_message", "channel_post", "edited_channel_post", "my_chat_member",
        "chat_member", "message_reaction",
    }  # fmt: skip
    for update in seen:
        assert_known(update)


async def drain(raw: Raw) -> list[dict[str, Any]]:
    updates: list[dict[str, Any]] = []
    while more := await raw("getUpdates", offset=updates[-1]["update_id"] + 1 if updates else 0):
        updates += more
    return updates


async def test_a_persons_poll(anna: Person, everything: Raw) -> None:
    await anna.starts()
    question = await anna.asks("When?", "Now", "Later")
    await anna.votes(question, "Later")
    update = (await drain(everything))[-1]
    assert_known(update)
    assert [one["text"] for one in update["message"]["poll"]["options"]] == ["Now", "Later"]
    for options in (["Now"], ["Now", "Now"], ["Now", ""]):
        with pytest.raises(CannotDo):
            await anna.asks("When?", *options)


async def test_taps_and_votes(anna: Person, everything: Raw) -> None:
    await anna.starts()
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await everything("sendMessage", chat_id=anna.id, text="Tap", reply_markup=keyboard)
    card = await anna.sees("Tap")
    await anna.taps(card, "Go")
    await everything("deleteMessage", chat_id=anna.id, message_id=card.id)
    await anna.presses(card, "go")
    for anonymous in (True, False):
        options = {"options": ["Yes", {"text": "No"}], "is_anonymous": anonymous}
        await everything("sendPoll", chat_id=anna.id, question=f"Well? {anonymous}", **options)
        question = await anna.sees(f"Well? {anonymous}")
        await anna.votes(question, "Yes")
        await anna.votes(question)
        await everything("stopPoll", chat_id=anna.id, message_id=question.id)
    updates = await drain(everything)
    first, second = (u["callback_query"] for u in updates if "callback_query" in u)
    assert first["message"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "go"
    assert second["message"] == {"chat": first["message"]["chat"], "message_id": card.id, "date": 0}
    for update in updates:
        assert_known(update)


PLACE = {"latitude": 1, "longitude": 2, "title": "x", "address": "y"}
THUMB = {"type": "emoji", "emoji": "👍"}
ONE = {"receiver_user_id": "ANNA"}
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("getMe", {}),
    ("getWebhookInfo", {}),
    ("getChat", {"chat_id": "GROUP"}),
    ("getChat", {"chat_id": "ANNA"}),
    ("getChatMember", {"chat_id": "GROUP", "user_id": "ANNA"}),
    ("getChatMember", {"chat_id": "GROUP", "user_id": "BOT"}),
    ("getChatMember", {"chat_id": "GROUP", "user_id": 777000}),
    ("getChatAdministrators", {"chat_id": "GROUP"}),
    ("getChatMemberCount", {"chat_id": "GROUP"}),
    ("sendMessage", {"chat_id": "GROUP", "text": "<b>x</b> a.org", "parse_mode": "HTML"}),
    ("sendLocation", {"chat_id": "GROUP", "latitude": 1.5, "longitude": 2}),
    ("sendVenue", {"chat_id": "GROUP", **PLACE}),
    ("sendContact", {"chat_id": "GROUP", "phone_number": "110", "first_name": "Police"}),
    ("sendPoll", {"chat_id": "GROUP", "question": "?", "options": ["a", "b"]}),
    ("sendPoll", {"chat_id": "GROUP", "question": "?", "options": ["a", "b"], "type": "quiz"}),
    ("sendChatAction", {"chat_id": "GROUP", "action": "typing"}),
    ("createForumTopic", {"chat_id": "GROUP", "name": "Lost"}),
    ("setMessageReaction", {"chat_id": "GROUP", "message_id": 1, "reaction": [THUMB]}),
    ("pinChatMessage", {"chat_id": "GROUP", "message_id": 1}),
    ("unpinChatMessage", {"chat_id": "GROUP", "message_id": 1}),
    ("unpinAllChatMessages", {"chat_id": "GROUP"}),
    ("copyMessage", {"chat_id": "GROUP", "from_chat_id": "GROUP", "message_id": 1}),
    ("copyMessages", {"chat_id": "GROUP", "from_chat_id": "GROUP", "message_ids": [1]}),
    ("forwardMessage", {"chat_id": "GROUP", "from_chat_id": "GROUP", "message_id": 1}),
    ("forwardMessages", {"chat_id": "GROUP", "from_chat_id": "GROUP", "message_ids": [1]}),
    ("setMyCommands", {"commands": [{"command": "help", "description": "x"}]}),
    ("getMyCommands", {}),
    ("deleteMyCommands", {}),
    ("setMyName", {"name": "Doorstep"}),
    ("getMyName", {}),
    ("setMyDescription", {"description": "x"}),
    ("getMyDescription", {}),
    ("setMyShortDescription", {"short_description": "x"}),
    ("getMyShortDescription", {}),
    ("setChatMenuButton", {"menu_button": {"type": "commands"}}),
    ("getChatMenuButton", {}),
    ("sendMessage", {"chat_id": "GROUP", "text": "x", "ephemeral_message_parameters": ONE}),
    ("deleteMessage", {"chat_id": "GROUP", "message_id": 1}),
    ("leaveChat", {"chat_id": "GROUP"}),
    ("logOut", {}),
    ("close", {}),
]  # fmt: skip
MODELS: dict[str, type[ptb.TelegramObject]] = {
    "getMe": ptb.User, "getWebhookInfo": ptb.WebhookInfo, "getChat": ptb.ChatFullInfo,
    "getChatMember": ptb.ChatMember, "getChatAdministrators": ptb.ChatMember,
    "sendMessage": ptb.Message, "sendLocation": ptb.Message, "sendVenue": ptb.Message,
    "sendContact": ptb.Message, "sendPoll": ptb.Message, "createForumTopic": ptb.ForumTopic,
    "copyMessage": ptb.MessageId, "copyMessages": ptb.MessageId, "forwardMessage": ptb.Message,
    "forwardMessages": ptb.MessageId, "getMyCommands": ptb.BotCommand, "getMyName": ptb.BotName,
    "getMyDescription": ptb.BotDescription, "getMyShortDescription": ptb.BotShortDescription,
    "getChatMenuButton": ptb.MenuButton,
}  # fmt: skip


async def test_all_results(street: Group, anna: Person, bot: BotAccount, raw: Raw) -> None:
    await anna.writes("hello", in_group=street)
    street.promote(bot)
    street.open_topic("Found")
    await anna.starts()
    ids = {"GROUP": street.id, "ANNA": anna.id, "BOT": bot.id}
    for method, parameters in CALLS:
        result = await raw(method, **filled(parameters, ids))
        if method == "sendMessage":
            await raw("pinChatMessage", chat_id=street.id, message_id=result["message_id"] or 1)
        assert_result_known(method, result)


def filled(value: Any, ids: dict[str, int]) -> Any:
    if isinstance(value, dict):
        return {key: filled(item, ids) for key, item in value.items()}
    return ids.get(value, value) if isinstance(value, str) else value


def assert_result_known(method: str, result: Any) -> None:
    returning = getattr(aiogram.methods, method[0].upper() + method[1:]).__returning__
    parsed = TypeAdapter(returning).validate_python(result, context={"bot": None})
    assert list(unknown_to_aiogram(parsed, method)) == []
    if kind := MODELS.get(method):
        items = result if isinstance(result, list) else [result]
        for item in items:
            assert list(unknown_to_ptb(kind.de_json(item, None), method)) == []
    else:
        assert isinstance(result, bool | int)
