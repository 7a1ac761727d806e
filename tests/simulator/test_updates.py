"""https://core.telegram.org/bots/api#getting-updates"""

import asyncio
import json
from typing import Any

import pytest

from simulator import BotAccount, Group, Person, Telegram
from tests.simulator.conftest import Raw, Refused


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_stay_until_they_are_acknowledged(anna: Person, raw: Raw) -> None:
    await anna.starts()
    for word in ("one", "two", "three"):
        await anna.writes(word)
    first = await raw("getUpdates", limit=2)
    assert texts(first) == ["/start", "one"]
    assert await raw("getUpdates", limit=2) == first
    ids = [update["update_id"] for update in first]
    assert ids[1] == ids[0] + 1
    assert texts(await raw("getUpdates", offset=ids[1] + 1)) == ["two", "three"]
    assert texts(await raw("getUpdates", offset=0)) == ["two", "three"]


async def test_a_negative_offset_keeps_the_last_ones(anna: Person, raw: Raw) -> None:
    await anna.starts()
    for word in ("one", "two", "three"):
        await anna.writes(word)
    assert texts(await raw("getUpdates", offset=-2)) == ["two", "three"]
    assert len(await raw("getUpdates")) == 2


async def test_a_poll_waits_for_what_comes(anna: Person, raw: Raw) -> None:
    await anna.starts()
    [start] = await raw("getUpdates")
    async with asyncio.TaskGroup() as tasks:
        offset = start["update_id"] + 1
        poll = tasks.create_task(raw("getUpdates", offset=offset, timeout=10))
        await asyncio.sleep(0.05)
        assert not poll.done()
        await anna.writes("now")
    assert texts(poll.result()) == ["now"]


async def test_an_empty_poll_ends_in_time(raw: Raw) -> None:
    async with asyncio.timeout(3):
        assert await raw("getUpdates", timeout=1) == []


async def test_the_newer_poll_wins(anna: Person, raw: Raw) -> None:
    await anna.starts()
    await raw("getUpdates", offset=-1)
    [start] = await raw("getUpdates")
    offset = start["update_id"] + 1
    async with asyncio.TaskGroup() as tasks:
        older = tasks.create_task(conflict(raw, offset=offset, timeout=10))
        await asyncio.sleep(0.05)
        newer = tasks.create_task(raw("getUpdates", offset=offset, timeout=10))
        assert await older == (
            "Conflict: terminated by other getUpdates request; make sure that only one bot "
            "instance is running"
        )
        await anna.writes("now")
    assert texts(newer.result()) == ["now"]


async def conflict(raw: Raw, **parameters: Any) -> str:
    with pytest.raises(Refused) as caught:
        await raw("getUpdates", **parameters)
    assert caught.value.code == 409
    return str(caught.value)


async def test_no_polling_beside_a_webhook(raw: Raw) -> None:
    await raw("setWebhook", url="http://127.0.0.1:9/")
    assert (await conflict(raw)).startswith(
        "Conflict: can't use getUpdates method while webhook is active"
    )
    await raw("deleteWebhook")
    assert await raw("getUpdates") == []


async def test_kinds_that_must_be_asked_for(
    telegram: Telegram, street: Group, bot: BotAccount, ben: Person, raw: Raw
) -> None:
    street.promote(bot)
    street.promote(ben)
    updates = await raw("getUpdates", offset=-1, allowed_updates=["chat_member"])
    assert [list(update)[1] for update in updates] == ["my_chat_member"]
    street.demote(ben)
    await ben.writes("/help", in_group=street)
    updates = await raw("getUpdates", allowed_updates=[])
    assert [list(update)[1] for update in updates] == ["my_chat_member", "chat_member"]
    await ben.writes("/help", in_group=street)
    assert list((await raw("getUpdates"))[-1])[1] == "message"


async def test_after_24_hours_they_are_gone(telegram: Telegram, anna: Person, raw: Raw) -> None:
    now = [telegram.world.clock()]
    bot = telegram.bot("slow_bot")
    bot.inbox._clock = lambda: now[0]
    await anna.starts(bot)
    now[0] += 24 * 3600 + 1
    await anna.writes("later", to=bot)
    raw.url = f"{telegram.url}/bot{bot.token}"
    assert texts(await raw("getUpdates")) == ["later"]


async def test_anything_can_be_injected(telegram: Telegram, bot: BotAccount, raw: Raw) -> None:
    first = telegram.inject(bot, {"strange": {"a": 1}})
    telegram.inject(bot, {"update_id": first, "message": {"text": 5}})
    assert await raw("getUpdates") == [
        {"update_id": first, "strange": {"a": 1}},
        {"update_id": first, "message": {"text": 5}},
    ]
    telegram.inject(bot, b'{"update_id": 1, "message"')
    with pytest.raises(json.JSONDecodeError):
        await raw("getUpdates")


async def test_ids_are_drawn_anew(bot: BotAccount, anna: Person, raw: Raw) -> None:
    await anna.starts()
    bot.inbox.renumber(42)
    await anna.writes("after a quiet week")
    assert [update["update_id"] for update in await raw("getUpdates")][1] == 42
