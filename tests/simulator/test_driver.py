"""What a person does and sees."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot

from simulator import BotAccount, CannotDo, Change, Group, Person, Telegram
from tests.simulator.conftest import Raw


def keyboard(**action: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Go", **action}]]}


async def test_sees_waits_and_says_what_is_seen_instead(anna: Person, raw: Raw) -> None:
    await anna.starts()
    async with asyncio.TaskGroup() as tasks:
        seeing = tasks.create_task(anna.sees("gas"))
        await asyncio.sleep(0)
        await raw("sendMessage", chat_id=anna.id, text="It's gas")
    assert seeing.result().text == "It's gas"
    with pytest.raises(AssertionError) as caught:
        await anna.sees("water", within=0.01)
    assert str(caught.value) == (
        "Anna Lind doesn't see 'water'. What is seen:\n  with Doorstep:\n"
        "    Anna Lind in Doorstep: '/start'\n    Doorstep in Doorstep: \"It's gas\""
    )
    await anna.does_not_see("water")
    with pytest.raises(AssertionError, match="It's gas"):
        await anna.does_not_see("gas")


async def test_own_words_are_not_seen(anna: Person, street: Group) -> None:
    await anna.writes("gas", in_group=street)
    await anna.does_not_see("gas")


async def test_after_leaves_out_what_was_there(anna: Person, raw: Raw) -> None:
    await anna.starts()
    await raw("sendMessage", chat_id=anna.id, text="Noted")
    again = await anna.writes("again")
    with pytest.raises(AssertionError):
        await anna.sees("Noted", after=again, within=0.01)
    await raw("sendMessage", chat_id=anna.id, text="Noted")
    assert (await anna.sees("Noted", after=again)).id > again.id


async def test_edits_and_deletions_show(anna: Person, raw: Raw) -> None:
    await anna.starts()
    sent = await raw("sendMessage", chat_id=anna.id, text="Red")
    card = await anna.sees("Red")
    here = {"chat_id": anna.id, "message_id": sent["message_id"]}
    async with asyncio.TaskGroup() as tasks:
        seeing = tasks.create_task(anna.sees("Green"))
        await asyncio.sleep(0)
        await raw("editMessageText", text="Green", **here)
    assert seeing.result() == card
    await anna.does_not_see("Red")
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(anna.sees_no_more(card))
        await asyncio.sleep(0)
        await raw("deleteMessage", **here)


async def test_a_deep_link_opens_the_private_chat(anna: Person, street: Group, raw: Raw) -> None:
    link = keyboard(url="https://t.me/doorstep_bot?start=case-1")
    await raw("sendMessage", chat_id=street.id, text="Privately", reply_markup=link)
    await anna.taps(await anna.sees("Privately"), "Go")
    [update] = await raw("getUpdates")
    assert update["message"]["text"] == "/start case-1"
    assert update["message"]["chat"]["type"] == "private"


async def test_a_tap_that_nobody_answers(anna: Person, raw: Raw) -> None:
    await anna.starts()
    await raw("sendMessage", chat_id=anna.id, text="Tap", reply_markup=keyboard(callback_data="x"))
    card = await anna.sees("Tap")
    tap = await anna.taps(card, "Go")
    with pytest.raises(AssertionError, match="got no answer"):
        await tap.answer(within=0.01)
    with pytest.raises(AssertionError, match="isn't told"):
        await anna.is_told("x", within=0.01)
    with pytest.raises(CannotDo, match="no button 'Stop'"):
        await anna.taps(card, "Stop")
    [_, update] = await raw("getUpdates")
    answer = {"callback_query_id": update["callback_query"]["id"]}
    await raw("answerCallbackQuery", text="No", show_alert=True, **answer)
    assert await anna.is_told("No") == await tap.answer()


async def test_reply_keyboards_and_forced_replies(anna: Person, street: Group, raw: Raw) -> None:
    await anna.starts()
    labels = {"keyboard": [["East Garden"], [{"text": "West Garden"}]]}
    await raw("sendMessage", chat_id=anna.id, text="Which?", reply_markup=labels)
    card = await anna.sees("Which?")
    assert card.keyboard == ["East Garden", "West Garden"]
    await anna.taps(card, "West Garden")
    assert anna.chat()[-1].text == "West Garden"
    asked = {"force_reply": True, "selective": True}
    await raw("sendMessage", chat_id=street.id, text="Say it", reply_markup=asked)
    card = await anna.sees("Say it")
    assert card.asks_for_reply
    await anna.replies(card, "My key")
    assert (await raw("getUpdates"))[-1]["message"]["reply_to_message"]["text"] == "Say it"


async def test_what_the_apps_do_not_let_one_do(
    telegram: Telegram, anna: Person, ben: Person
) -> None:
    with pytest.raises(CannotDo, match="there are 0"):
        await anna.writes("hello")
    bot = telegram.bot("doorstep_bot")
    with pytest.raises(CannotDo, match="has not started"):
        await anna.writes("hello")
    mine = await anna.starts()
    with pytest.raises(CannotDo, match="empty"):
        await anna.writes(" \n")
    with pytest.raises(CannotDo, match="own messages"):
        await ben.edits(mine, "x")
    await anna.blocks(bot)
    with pytest.raises(CannotDo, match="has blocked"):
        await anna.writes("hello")


async def test_long_texts_go_in_several_messages(anna: Person, raw: Raw) -> None:
    await anna.starts()
    await anna.writes("😀" * 2047 + "é" * 3)
    parts = [update["message"]["text"] for update in (await raw("getUpdates"))[1:]]
    assert parts == ["😀" * 2047 + "éé", "é"]


async def test_lone_surrogates_cannot_be_typed(anna: Person, raw: Raw) -> None:
    await anna.starts()
    await anna.writes("a\ud800b\x00")
    assert (await raw("getUpdates"))[-1]["message"]["text"] == "a\ufffdb"


async def test_the_stream_of_changes(
    telegram: Telegram, anna: Person, ben: Person, street: Group, raw: Raw, bot: BotAccount
) -> None:
    await anna.starts()
    with telegram.changes.listen() as all_changes, telegram.changes.listen(ben.user) as bens:
        await anna.writes("secret")
        hello = await anna.writes("hello", in_group=street)
        await anna.edits(hello, "hallo")
        await raw("sendChatAction", chat_id=street.id, action="typing")
        await anna.deletes(hello)
        kinds = [(await anext(all_changes)).kind for _ in range(5)]
        seen: list[Change] = [await anext(bens) for _ in range(4)]
    assert kinds == ["message", "message", "edit", "typing", "delete"]
    assert [change.kind for change in seen] == kinds[1:]
    assert seen[2].details == {"action": "typing", "bot": bot}


async def test_what_is_kept_is_bounded() -> None:
    async with Telegram(calls=0, keep=10) as telegram:
        bot, anna = telegram.bot("doorstep_bot"), telegram.person("Anna")
        await anna.starts(bot)
        for number in range(30):
            await anna.writes(f"{number}")
        assert [bubble.text for bubble in anna.chat()] == [f"{n}" for n in range(20, 30)]
        assert len(telegram.calls) == 0


async def test_it_is_served_to_other_processes(api: Bot) -> None:
    assert (await api.get_me()).username == "doorstep_bot"
