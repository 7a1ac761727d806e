"""Updates over HTTP: 200 only after the commit, 503 if it can't be stored, 403 without the
secret; requests that wait together are one batch."""

import asyncio
import hmac
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession

from bot import webhook
from bot.webhook import PATH, SECRET_HEADER, Webhook

SECRET = "s3cret-of-the-street"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Intake:
    """Takes batches while its gate is open; `trouble` is raised instead."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    batches: list[list[int]] = field(default_factory=list)
    trouble: Exception | None = None

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        self.batches.append([update["update_id"] for update in updates])
        self.begun.set()
        await self.gate.wait()
        if self.trouble is not None:
            raise self.trouble


class Door:
    """The webhook, and somebody who posts to it."""

    def __init__(self, port: int, http: ClientSession, source: Webhook, intake: Intake) -> None:
        self.url = f"http://127.0.0.1:{port}{PATH}"
        self.http, self.source, self.intake = http, source, intake

    async def post(self, body: bytes | BytesIO, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        response: ClientResponse
        async with self.http.post(self.url, data=body, headers=headers) as response:
            return response.status

    async def update(self, number: int) -> int:
        return await self.post(b'{"update_id":%d,"message":{}}' % number)


@asynccontextmanager
async def open_door(patience: float = 5.0) -> AsyncIterator[Door]:
    port, intake = free_port(), Intake()
    source = Webhook("127.0.0.1", port, SECRET, patience)
    running = asyncio.create_task(source.run(intake.take))
    async with ClientSession() as http:
        door = Door(port, http, source, intake)
        while await _is_closed(port):  # noqa: ASYNC110  It says nothing when it listens.
            await asyncio.sleep(0.01)
        try:
            yield door
        finally:
            intake.gate.set()
            source.stop()
            await running


async def _is_closed(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return True
    writer.close()
    return False


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with open_door() as door:
        yield door


async def test_the_answer_comes_after_the_commit(door: Door) -> None:
    answer = asyncio.create_task(door.update(1))
    await door.intake.begun.wait()
    await asyncio.sleep(0.05)
    assert not answer.done()
    door.intake.gate.set()
    assert await answer == 200


async def test_requests_that_wait_together_are_one_batch(door: Door) -> None:
    async with asyncio.TaskGroup() as tasks:
        answers = [tasks.create_task(door.update(1))]
        await door.intake.begun.wait()
        answers += [tasks.create_task(door.update(number)) for number in range(2, 12)]
        while door.source.waiting < 10:  # noqa: ASYNC110  Requests come from sockets.
            await asyncio.sleep(0.01)
        door.intake.gate.set()
    assert {answer.result() for answer in answers} == {200}
    first, second = door.intake.batches
    assert (first, sorted(second)) == ([1], list(range(2, 12)))


async def test_what_cannot_be_stored_is_to_come_again(door: Door) -> None:
    door.intake.trouble = OSError("no database")
    door.intake.gate.set()
    assert await door.update(1) == 503
    door.intake.trouble = None
    assert await door.update(1) == 200


async def test_what_takes_too_long_is_to_come_again_and_isnt_kept_twice() -> None:
    async with open_door(patience=0.2) as door:
        first = asyncio.create_task(door.update(1))
        await door.intake.begun.wait()
        assert await asyncio.gather(*(door.update(2) for _ in range(3))) == [503] * 3
        assert await first == 503
        door.intake.gate.set()
        assert await door.update(2) == 200
        # Those that had their 503 aren't taken in on top of it.
        assert door.intake.batches == [[1], [2]]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "ş3cret"])
async def test_without_the_secret_nobody_is_heard(door: Door, secret: str | None) -> None:
    assert await door.post(b'{"update_id":1}', secret) == 403
    assert not door.intake.batches


async def test_secrets_are_compared_in_constant_time(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, wanted: bytes) -> bool:
        compared.append((given, wanted))
        return hmac.compare_digest(given, wanted)

    monkeypatch.setattr(webhook, "hmac", type("Watched", (), {"compare_digest": compare}))
    await door.post(b"{}", "wrong")
    assert compared == [(b"wrong", SECRET.encode())]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"17",
        b'{"update_id":"1"}',
        b'{"update_id":true}',
        b'{"update_id":1e400}',
        b'{"update_id":99999999999999999999999}',
        b"[" * 200_000,
    ],
)
async def test_garbage_is_refused_and_holds_nothing_up(door: Door, body: bytes) -> None:
    assert await door.post(body) == 400
    assert not door.intake.batches
    door.intake.gate.set()
    assert await door.update(1) == 200


async def test_what_is_too_long_is_refused(door: Door) -> None:
    assert await door.post(BytesIO(b" " * (2 << 20))) == 413


async def test_a_stop_answers_what_was_received() -> None:
    async with open_door() as door:
        answer = asyncio.create_task(door.update(1))
        await door.intake.begun.wait()
        door.source.stop()
        door.intake.gate.set()
        assert await answer == 200
