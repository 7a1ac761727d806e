import asyncio
import time

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter

from simulator import Group, Person, Telegram
from tests.simulator.conftest import Raw, Refused


async def test_429_for_one_chat_and_a_while(
    telegram: Telegram, api: Bot, anna: Person, street: Group
) -> None:
    await anna.starts()
    telegram.faults.refuse(retry_after=10, chat=street, times=1)
    await api.send_message(anna.id, "x")
    with pytest.raises(TelegramRetryAfter) as caught:
        await api.send_message(street.id, "x")
    assert caught.value.retry_after == 10
    await api.send_message(street.id, "x")


async def test_429_for_all_until_lifted(telegram: Telegram, raw: Raw) -> None:
    fault = telegram.faults.refuse(retry_after=3)
    for _ in range(2):
        with pytest.raises(Refused, match="retry after 3"):
            await raw("getMe")
    assert fault.struck == 2
    telegram.faults.lift(fault)
    await raw("getMe")


async def test_refusals(telegram: Telegram, raw: Raw, street: Group) -> None:
    say = {"chat_id": street.id, "text": "gas"}
    faults = telegram.faults
    for fault, error in [
        (faults.blocked, "Forbidden: bot was blocked by the user"),
        (faults.kicked, "Forbidden: bot was kicked from the supergroup chat"),
        (faults.chat_not_found, "Bad Request: chat not found"),
        (faults.server_error, "Internal Server Error"),
    ]:
        fault(times=1, when=lambda call: call.parameters.text("text") == "gas")
        await raw("sendMessage", chat_id=street.id, text="water")
        with pytest.raises(Refused, match=error):
            await raw("sendMessage", **say)
    faults.migrated(to=-100123, times=1, chat=street)
    with pytest.raises(Refused) as caught:
        await raw("sendMessage", **say)
    assert caught.value.parameters == {"migrate_to_chat_id": -100123}


async def test_502_comes_as_html(telegram: Telegram, api: Bot, anna: Person) -> None:
    await anna.starts()
    telegram.faults.bad_gateway(method="sendMessage", times=1)
    with pytest.raises(ClientDecodeError):
        await api.send_message(anna.id, "x")
    await anna.does_not_see("x")
    telegram.faults.bad_gateway(accepted=True, times=1)
    with pytest.raises(ClientDecodeError):
        await api.send_message(anna.id, "y")
    await anna.sees("y")


@pytest.mark.parametrize("before", [True, False])
async def test_a_lost_answer(telegram: Telegram, api: Bot, anna: Person, before: bool) -> None:
    await anna.starts()
    telegram.faults.lose_answer(before=before, times=1)
    with pytest.raises(TelegramNetworkError):
        await api.send_message(anna.id, "x")
    assert ("x" in [bubble.text for bubble in anna.chat()]) is not before


async def test_silence_and_slowness(telegram: Telegram, raw: Raw, anna: Person) -> None:
    await anna.starts()
    telegram.faults.silence(0.2, times=1)
    began = time.monotonic()
    await raw("sendMessage", chat_id=anna.id, text="x")
    assert time.monotonic() - began >= 0.2
    telegram.faults.slow_answer(0.5, times=1)
    async with asyncio.TaskGroup() as tasks:
        sending = tasks.create_task(raw("sendMessage", chat_id=anna.id, text="y"))
        await anna.sees("y")
        assert not sending.done()


async def test_a_client_that_gives_up(telegram: Telegram, raw: Raw) -> None:
    telegram.faults.silence(5, times=1)
    impatient = aiohttp.ClientTimeout(total=0.1)
    with pytest.raises(TimeoutError):
        async with raw.session.get(f"{raw.url}/getMe", timeout=impatient):
            pass
    await raw("getMe")


async def test_updates_come_late_or_often(telegram: Telegram, raw: Raw, anna: Person) -> None:
    await anna.starts()
    telegram.faults.delay_updates(0.2, times=1)
    telegram.faults.repeat_updates(3, kind="message", times=1)
    await anna.writes("late")
    await anna.writes("thrice")
    updates = await raw("getUpdates")
    assert [update["message"]["text"] for update in updates] == ["/start"] + ["thrice"] * 3
    assert len({update["update_id"] for update in updates[1:]}) == 1
    last = updates[-1]["update_id"] + 1
    [late] = await raw("getUpdates", offset=last, timeout=2)
    assert late["message"]["text"] == "late"
    telegram.faults.lift()


async def test_the_journal(telegram: Telegram, raw: Raw, anna: Person) -> None:
    await anna.starts()
    await raw("sendMessage", chat_id=anna.id, text="x")
    with pytest.raises(Refused):
        await raw("sendMessage", chat_id=5, text="x")
    [sent, refused] = telegram.calls.named("sendMessage")
    assert (sent.chat, sent.outcome) == (str(anna.id), "ok")
    assert telegram.calls.refused() == [refused]
    assert refused.outcome == "400 Bad Request: chat not found"
    assert telegram.calls.counts == {"sendMessage": 2}
