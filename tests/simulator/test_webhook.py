"""https://core.telegram.org/bots/api#setwebhook"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from simulator import Person, Telegram
from simulator.webhooks import FIRST_PAUSE
from tests.simulator.conftest import Raw, Refused


class Receiver:
    """Answers with the statuses in turn, then with 200."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.received: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.headers: dict[str, str] = {}
        self.at_once = 0
        self.most_at_once = 0
        self.pause = 0.0
        self.url = ""

    async def handle(self, request: web.BaseRequest) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.headers = dict(request.headers)
        update = await request.json()
        await asyncio.sleep(self.pause)
        self.at_once -= 1
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        await self.received.put(update)
        return web.Response()

    async def text(self) -> str:
        async with asyncio.timeout(5):
            update = await self.received.get()
        text: str = update["message"]["text"]
        return text


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    runner = web.ServerRunner(web.Server(receiver.handle))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_what_waited_comes_first(raw: Raw, anna: Person, receiver: Receiver) -> None:
    await anna.starts()
    await raw("setWebhook", url=receiver.url, secret_token="s3cret-_")
    await anna.writes("now")
    assert [await receiver.text(), await receiver.text()] == ["/start", "now"]
    assert receiver.headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret-_"
    await asyncio.sleep(0.05)
    assert (await raw("getWebhookInfo"))["pending_update_count"] == 0


async def test_what_is_refused_comes_again(raw: Raw, anna: Person, receiver: Receiver) -> None:
    receiver.statuses = [503, 500]
    await anna.starts()
    await raw("setWebhook", url=receiver.url)
    async with asyncio.timeout(FIRST_PAUSE * 20):
        assert await receiver.text() == "/start"
    info = await raw("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")


async def test_one_chat_in_order_and_several_at_once(
    telegram: Telegram, raw: Raw, receiver: Receiver
) -> None:
    receiver.pause = 0.01
    people = [telegram.person(f"Person {number}") for number in range(8)]
    for person in people:
        await person.starts()
        for number in range(5):
            await person.writes(f"{person.id} {number}")
    await raw("setWebhook", url=receiver.url, max_connections=4)
    texts = [await receiver.text() for _ in range(48)]
    for person in people:
        mine = [text for text in texts if text.startswith(str(person.id))]
        assert mine == [f"{person.id} {number}" for number in range(5)]
    assert receiver.most_at_once == 4


async def test_nobody_there(raw: Raw, anna: Person) -> None:
    await anna.starts()
    await raw("setWebhook", url="http://127.0.0.1:9/")
    await asyncio.sleep(0.1)
    assert (await raw("getWebhookInfo"))["last_error_message"].startswith("Connection failed")
    await raw("deleteWebhook", drop_pending_updates=True)
    assert await raw("getUpdates") == []


async def test_bad_settings(raw: Raw) -> None:
    with pytest.raises(Refused, match="secret token contains unallowed characters"):
        await raw("setWebhook", url="http://127.0.0.1:9/", secret_token="a b")
    with pytest.raises(Refused, match="bad webhook"):
        await raw("setWebhook", url="nowhere")
