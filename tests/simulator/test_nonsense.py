"""Whatever a bot sends, it gets an answer of the Bot API."""

import random
from typing import Any

import pytest

from simulator import BotAccount, Group, Person
from simulator.methods import METHODS
from tests.simulator.conftest import Raw, Refused

WORDS = """text parse_mode entities reply_markup reply_parameters message_thread_id message_id
message_ids from_chat_id caption caption_entities media photo document latitude longitude question
options user_id callback_query_id commands scope reaction ephemeral_message_parameters
ephemeral_message_id receiver_user_id name menu_button link_preview_options title address
phone_number first_name action allowed_updates correct_option_ids type language_code"""
NAMES = WORDS.split()
VALUES: list[Any] = [
    None, "", "x", "<b>x</b>", "HTML", 0, 1, -1, 2**70, 1.5, True, [], {}, "[", "{}", "[1]", [1],
    ["x"], [{}], [[{}]], [None], {"message_id": "x"}, {"message_id": []}, {"type": []},
    {"message_id": 1, "quote": 5}, {"message_id": 1, "chat_id": []},
    {"receiver_user_id": "x"}, {"receiver_user_id": {}}, {"inline_keyboard": 5},
    {"inline_keyboard": [["x"]]}, {"inline_keyboard": [[{"text": 5}]]},
    {"inline_keyboard": [[{"text": "x", "copy_text": 5}]]}, {"keyboard": [[5]]},
    {"inline_keyboard": [[{"text": "x", "url": []}]]}, {"force_reply": 5},
    [{"type": "bold", "offset": "x", "length": 1}], [{"type": "bold", "offset": 0, "length": 1}],
    [{"type": "text_mention", "offset": 0, "length": 1}], [{"type": [], "offset": 0, "length": 1}],
    [{"type": "text_mention", "offset": 0, "length": 1, "user": {"id": "x"}}],
    [{"type": "photo", "media": []}, {"type": "photo"}], [{"type": {}}, 5], [{"emoji": []}],
    [{"command": 5}], [5, "x"], {"type": "photo", "media": {"x": 1}},
]  # fmt: skip


@pytest.mark.parametrize("method", sorted(name for name, _ in METHODS.values()))
async def test_nonsense(
    method: str, anna: Person, street: Group, bot: BotAccount, raw: Raw
) -> None:
    await anna.starts()
    street.promote(bot)
    street.open_topic("x")
    chosen = random.Random(method)
    for _ in range(60):
        chat: Any = chosen.choice([anna.id, street.id, None, "x", [], {"id": 1}])
        parameters = {name: chosen.choice(VALUES) for name in chosen.sample(NAMES, 12)}
        try:
            await raw(method, chat_id=chat, **parameters)
        except Refused as refused:
            assert 400 <= refused.code < 500, refused  # noqa: PT017
