"""How many messages a second this Telegram takes: the ceiling of every benchmark above it.

`python -m simulator.ceiling` serves in this process; a bare client in another one sends
sendMessage over kept connections, each waiting for its answer before the next.
"""

import argparse
import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from simulator.telegram import Telegram

LOOP: Callable[[], asyncio.AbstractEventLoop] | None = None

try:
    import uvloop
except ImportError:
    pass
else:
    LOOP = uvloop.new_event_loop

Result = TypeVar("Result")
BODY = "chat_id={chat}&text=%3Cb%3EA12%3C%2Fb%3E+I+smell+gas+in+the+stairwell&parse_mode=HTML"


def request_bytes(token: str, chat: int) -> bytes:
    body = BODY.format(chat=chat)
    return (
        f"POST /bot{token}/sendMessage HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def _send_until(end: float, port: int, request: bytes) -> int:
    """One connection; the number of messages it got through."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sent = 0
    while time.monotonic() < end:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(None, 1)[0])
        answer = await reader.readexactly(length)
        if not answer.startswith(b'{"ok":true'):
            raise RuntimeError(answer.decode())
        sent += 1
    writer.close()
    return sent


async def send(port: int, token: str, chat: int, connections: int, seconds: float) -> float:
    """Messages a second over that many connections."""
    request = request_bytes(token, chat)
    began = time.monotonic()
    end = began + seconds
    sent = await asyncio.gather(*(_send_until(end, port, request) for _ in range(connections)))
    return sum(sent) / (time.monotonic() - began)


async def measure(connections: int = 16, seconds: float = 5.0) -> tuple[float, float]:
    """Messages a second, and the share of one core that the server used."""
    async with Telegram(calls=0, keep=100) as telegram:
        bot, anna = telegram.bot("ceiling_bot"), telegram.person("Anna")
        await anna.starts(bot)
        port = telegram.url.rpartition(":")[2]
        arguments = [port, bot.token, str(anna.id), str(connections), str(seconds)]
        began, cpu = time.monotonic(), time.process_time()
        client = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "simulator.ceiling", "--client", *arguments,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        output, _ = await client.communicate()
        busy = (time.process_time() - cpu) / (time.monotonic() - began)
        return float(output), busy


def _run(work: Coroutine[Any, Any, Result]) -> Result:
    with asyncio.Runner(loop_factory=LOOP) as runner:
        return runner.run(work)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--client", nargs=5, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.client:
        port, token, chat, connections, seconds = chosen.client
        rate = _run(send(int(port), token, int(chat), int(connections), float(seconds)))
        sys.stdout.write(f"{rate}\n")
        return
    rate, busy = _run(measure(chosen.connections, chosen.seconds))
    sys.stdout.write(f"{rate:,.0f} sendMessage a second, {busy:.0%} of a core\n")


if __name__ == "__main__":
    main()
