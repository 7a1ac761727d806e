"""https://core.telegram.org/bots/api#ephemeralmessageparameters, as aiogram sends it."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from simulator import BotAccount, Group, Person, Telegram

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]]
)


async def whisper(api: Bot, street: Group, person: Person, query_id: str | None = None) -> Message:
    parameters = EphemeralMessageParameters(receiver_user_id=person.id, callback_query_id=query_id)
    return await api.send_message(
        street.id, "For you alone", ephemeral_message_parameters=parameters, reply_markup=KEYBOARD
    )


async def test_one_member_sees_it(
    api: Bot, anna: Person, ben: Person, street: Group, bot: BotAccount
) -> None:
    street.promote(bot)
    sent = await whisper(api, street, anna)
    assert sent.message_id == 0
    assert sent.ephemeral_message_id == 1
    assert sent.receiver_user
    assert sent.receiver_user.id == anna.id
    card = await anna.sees("For you alone", in_group=street)
    await ben.does_not_see("For you alone")
    assert [bubble.text for bubble in ben.chat(street)] == []
    await anna.taps(card, "Go")
    query = (await api.get_updates())[-1].callback_query
    assert query
    assert isinstance(query.message, Message)
    assert query.message.ephemeral_message_id == 1
    await api.edit_ephemeral_message_text(street.id, anna.id, 1, text="Changed")
    assert card.text == "Changed"
    await api.delete_ephemeral_message(street.id, anna.id, 1)
    assert card.is_deleted
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await api.delete_ephemeral_message(street.id, anna.id, 1)


async def test_without_rights_only_in_answer_to_a_tap(
    telegram: Telegram, api: Bot, anna: Person, ben: Person, street: Group
) -> None:
    await api.send_message(street.id, "Tap", reply_markup=KEYBOARD)
    with pytest.raises(TelegramBadRequest, match="BOT_NOT_ADMIN"):
        await whisper(api, street, anna)
    tap = await anna.taps(await anna.sees("Tap"), "Go")
    assert tap.query
    with pytest.raises(TelegramBadRequest, match="BOT_NOT_ADMIN"):
        await whisper(api, street, ben, tap.query.id)
    await whisper(api, street, anna, tap.query.id)
    clock = telegram.world.clock
    telegram.world.clock = lambda: clock() + 16
    with pytest.raises(TelegramBadRequest, match="BOT_NOT_ADMIN"):
        await whisper(api, street, anna, tap.query.id)
