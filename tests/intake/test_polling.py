"""Fetching updates: rivals, nonsense, and a stop (faults 13, 26 and 38)."""

import asyncio

import pytest
from aiohttp import ClientSession
from structlog.testing import capture_logs

from bot import polling
from bot.decoding import decode
from simulator.errors import Refusal
from tests.street import Street


async def test_a_rival_is_named_and_waited_out(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "RIVAL_PAUSE", 0.3)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    url = f"{street.telegram.url}/bot{street.bot.token}/getUpdates"
    with capture_logs() as logs:
        async with ClientSession() as http, http.post(url, data={"timeout": 1}) as rival:
            assert rival.status in (200, 409)
        await anna.writes("The lamp is out")
        await ben.sees("The lamp is out")
    told = next(entry for entry in logs if entry["event"] == "another_poller")
    assert "Another program fetches updates with this token" in told["meaning"]
    assert street.bot.token not in str(logs)


async def test_nonsense_in_place_of_updates_is_waited_out(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "FIRST_PAUSE", 0.05)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    faults = street.telegram.faults
    faults.bad_gateway(method="getUpdates", times=1)
    faults.lose_answer(before=True, method="getUpdates", times=1)
    faults.lose_answer(before=False, method="getUpdates", times=1)
    faults.answer(Refusal(429, "Too Many Requests"), method="getUpdates", times=1)
    faults.answer(Refusal(404, "Not Found"), method="getUpdates", times=1)
    street.telegram.inject(street.bot, b'{"message":{}}')  # Without an id nothing can be done.
    street.telegram.inject(street.bot, {"update_id": 10**30, "message": {}})
    await anna.writes("The lamp is out")
    await ben.sees("The lamp is out", within=15)


async def test_a_stop_ends_the_long_poll_and_acknowledges(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("The lamp is out")
    await ben.sees("The lamp is out")
    street.ends()
    async with asyncio.timeout(5):
        await street.gone.wait()
    assert not len(street.bot.inbox)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"17", b"<html></html>", b"\xff", b'"x"'])
def test_what_is_no_object_is_no_answer(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  Whichever of its kinds: it is waited out.
        decode(body)
