"""The limits are those that python-telegram-bot read out of the documentation."""

from typing import Any

import pytest
from telegram import constants

from simulator import BotAccount, CannotDo, Person, flood, keyboards, quotes
from simulator.driver import presence
from simulator.methods import albums, answering, copying, deleting, places, profile, topics
from simulator.text import formatting
from simulator.world import files, polls
from tests.simulator.conftest import Raw, Refused

SAME = [
    (formatting.TEXT_LIMIT, constants.MessageLimit.MAX_TEXT_LENGTH),
    (formatting.CAPTION_LIMIT, constants.MessageLimit.CAPTION_LENGTH),
    (presence.PAYLOAD_LIMIT, constants.MessageLimit.DEEP_LINK_LENGTH),
    (keyboards.CALLBACK_DATA_LIMIT, constants.InlineKeyboardButtonLimit.MAX_CALLBACK_DATA),
    (keyboards.COPY_TEXT_LIMIT, constants.InlineKeyboardButtonLimit.MAX_COPY_TEXT),
    (keyboards.BUTTON_LIMIT, constants.InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER),
    (keyboards.PLACEHOLDER_LIMIT, constants.ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER),
    (answering.TEXT_LIMIT, constants.CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH),
    (albums.SMALLEST, constants.MediaGroupLimit.MIN_MEDIA_LENGTH),
    (albums.LARGEST, constants.MediaGroupLimit.MAX_MEDIA_LENGTH),
    (profile.COMMAND_LIMIT, constants.BotCommandLimit.MAX_COMMAND_NUMBER),
    (profile.DESCRIPTION_LIMIT, constants.BotCommandLimit.MAX_DESCRIPTION),
    (profile.DESCRIPTION_TEXT_LIMIT, constants.BotDescriptionLimit.MAX_DESCRIPTION_LENGTH),
    (copying.BULK_LIMIT, constants.BulkRequestLimit.MAX_LIMIT),
    (deleting.BULK_LIMIT, constants.BulkRequestLimit.MAX_LIMIT),
    (polls.QUESTION_LIMIT, constants.PollLimit.MAX_QUESTION_LENGTH),
    (polls.OPTION_LIMIT, constants.PollLimit.MAX_OPTION_LENGTH),
    (polls.MOST_OPTIONS, constants.PollLimit.MAX_OPTION_NUMBER),
    (places.VCARD_LIMIT, constants.ContactLimit.VCARD),
    (topics.NAME_LIMIT, constants.ForumTopicLimit.MAX_NAME_LENGTH),
    (files.DOWNLOAD_LIMIT, constants.FileSizeLimit.FILESIZE_DOWNLOAD),
    (files.UPLOAD_LIMIT, constants.FileSizeLimit.FILESIZE_UPLOAD),
    (files.PHOTO_LIMIT, constants.FileSizeLimit.PHOTOSIZE_UPLOAD),
    (flood.OVERALL.count, constants.FloodLimit.MESSAGES_PER_SECOND),
    (flood.GROUP.count, constants.FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP),
    (quotes.QUOTE_LIMIT, 1024),
]


@pytest.mark.parametrize(("ours", "theirs"), SAME)
def test_limits(ours: int, theirs: int) -> None:
    assert ours == theirs


def button(**action: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **action}]]}


AT_THE_EDGE = [
    ({"text": "é" * 4096}, {"text": "é" * 4097}, "message is too long"),
    ({"text": "😀" * 2048}, {"text": "😀" * 2048 + "x"}, "message is too long"),
    ({"text": "<b>" + "x" * 4096 + "</b>", "parse_mode": "HTML"}, {"text": " \n"}, "text is empty"),
    (
        {"text": "x", "reply_markup": button(callback_data="é" * 32)},
        {"text": "x", "reply_markup": button(callback_data="é" * 32 + "x")},
        "BUTTON_DATA_INVALID",
    ),
    (
        {"text": "x", "reply_markup": button(url="https://example.org")},
        {"text": "x", "reply_markup": button(url="example")},
        "inline keyboard button URL 'example' is invalid: Wrong HTTP URL",
    ),
]


@pytest.mark.parametrize(("fits", "breaks", "error"), AT_THE_EDGE)
async def test_at_the_edge(
    fits: dict[str, Any], breaks: dict[str, Any], error: str, anna: Person, raw: Raw
) -> None:
    await anna.starts()
    await raw("sendMessage", chat_id=anna.id, **fits)
    with pytest.raises(Refused, match=error):
        await raw("sendMessage", chat_id=anna.id, **breaks)


async def test_deep_links_carry_64_characters(anna: Person, bot: BotAccount) -> None:
    await anna.starts(bot, "x" * 64)
    with pytest.raises(CannotDo):
        await anna.starts(bot, "x" * 65)
