"""https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from simulator import Flood, Telegram
from simulator.flood import Bucket, Limit, Meter, Window
from tests.simulator.conftest import Raw, Refused


@pytest.mark.parametrize("make", [Bucket, Window])
def test_no_more_than_the_count_at_once(make: Callable[[Limit], Meter]) -> None:
    meter = make(Limit(3, 10))
    for _ in range(3):
        assert meter.wait(100.0, 1) == 0
        meter.take(100.0, 1)
    assert meter.wait(100.0, 1) > 0


def test_a_bucket_refills_evenly() -> None:
    bucket = Bucket(Limit(20, 60))
    bucket.wait(0.0, 20)
    bucket.take(0.0, 20)
    assert bucket.wait(0.0, 1) == pytest.approx(3.0)
    assert bucket.wait(3.0, 1) == pytest.approx(0.0)
    assert bucket.wait(9.0, 5) == pytest.approx(6.0)


def test_a_window_frees_what_has_left_it() -> None:
    window = Window(Limit(2, 10))
    window.take(0.0, 1)
    window.take(4.0, 1)
    assert window.wait(5.0, 1) == pytest.approx(5.0)
    assert window.wait(5.0, 2) == pytest.approx(9.0)
    assert window.wait(10.0, 1) == 0


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram(flood=Flood.strict()) as telegram:
        yield telegram


async def burst(raw: Raw, count: int, **parameters: Any) -> list[int]:
    """The retry_after of each call, 0 for those that passed."""
    waits = []
    for number in range(count):
        try:
            await raw("sendMessage", text=f"{number}", **parameters)
        except Refused as refused:
            waits.append(refused.parameters["retry_after"])
        else:
            waits.append(0)
    return waits


async def test_a_group_takes_20_a_minute_and_edits_count(
    telegram: Telegram, raw: Raw, street: Any
) -> None:
    assert await burst(raw, 19, chat_id=street.id) == [0] * 19
    edit = {"chat_id": street.id, "message_id": 1}
    await raw("editMessageText", text="edited", **edit)
    [wait] = await burst(raw, 1, chat_id=street.id)
    assert 58 <= wait <= 60
    with pytest.raises(Refused):
        await raw("editMessageText", text="again", **edit)
    await raw("deleteMessage", **edit)
    assert [violation.scope for violation in telegram.violations] == ["group", "group"]


async def test_a_private_chat_takes_a_short_burst(telegram: Telegram, raw: Raw) -> None:
    anna = telegram.person("Anna")
    await anna.starts()
    assert await burst(raw, 4, chat_id=anna.id) == [0, 0, 0, 3]
    await raw("sendChatAction", chat_id=anna.id, action="typing")


async def test_the_refusal(telegram: Telegram, raw: Raw, street: Any) -> None:
    telegram.flood.group = Limit(1, 60)
    await raw("sendMessage", chat_id=street.id, text="x")
    with pytest.raises(Refused, match=r"Too Many Requests: retry after (59|60)") as caught:
        await raw("sendMessage", chat_id=street.id, text="x")
    assert caught.value.code == 429


async def test_30_a_second_over_all(telegram: Telegram, raw: Raw) -> None:
    telegram.flood.overall = Limit(10, 60)
    waits = []
    for number in range(11):
        person = telegram.person(f"Person {number}")
        await person.starts()
        waits += await burst(raw, 1, chat_id=person.id)
    assert waits[:10] == [0] * 10
    assert waits[10] > 0
    assert telegram.violations[0].scope == "overall"


async def test_several_at_once_count_as_so_many(telegram: Telegram, raw: Raw, street: Any) -> None:
    telegram.flood.group = Limit(3, 60)
    assert await burst(raw, 2, chat_id=street.id) == [0, 0]
    ids = [1, 2]
    with pytest.raises(Refused, match="Too Many"):
        await raw("copyMessages", chat_id=street.id, from_chat_id=street.id, message_ids=ids)
    await raw("copyMessages", chat_id=street.id, from_chat_id=street.id, message_ids=[1])
