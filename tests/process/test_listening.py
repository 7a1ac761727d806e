"""Where the webhook can't listen, an operator reads a sentence."""

import socket

import pytest

from tests.process.conftest import Start
from tests.street import Street

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


async def test_an_address_that_is_taken_is_named(street: Street, start: Start) -> None:
    street.officer("Ben")
    with socket.create_server(("127.0.0.1", 0)) as other:
        at = f"127.0.0.1:{other.getsockname()[1]}"
        process = await start(
            WEBHOOK_URL="https://doorstep.example", WEBHOOK_SECRET="a" * 32, LISTEN=at
        )
        assert await process.ended() == 2
    assert f"Doorstep can't listen on {at}: another program does so" in process.said()
    assert "Traceback" not in process.said()
