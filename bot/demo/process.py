"""The bot's process, and the one that forks it."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

COMMAND = (sys.executable, "-m", "bot.demo.serving")
STARTS_WITHIN = 90.0
CLOSES_WITHIN = 2.0
LOOK = 0.02
SHOWN = 2_000  # letters of what a bot said before it ended by itself


class Nursery:
    """The process of bot.demo.serving, from which bots come."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._is_asked = False

    async def open(self) -> None:
        """In a session of its own: Ctrl-C in the terminal is ours to handle."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *COMMAND,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )

    async def bear(self, told: dict[str, Any]) -> int:
        """A new bot's process id; it waits until everything is imported."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise RuntimeError("the nursery isn't open")
        self._is_asked = True
        async with self._turn:
            process.stdin.write(json.dumps(told).encode() + b"\n")
            await process.stdin.drain()
            return int(await process.stdout.readline())

    async def close(self) -> None:
        """It takes along whoever still lives of those it bore."""
        process = self._process
        if process is None or process.stdin is None:
            return
        process.stdin.close()
        try:
            async with asyncio.timeout(CLOSES_WITHIN if self._is_asked else 0):
                await process.wait()
        except TimeoutError:  # It still imports, and has borne nobody.
            process.kill()
            await process.wait()

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-SHOWN:]


class KeptBot:
    """The page's BotProcess. `served` counts the times that some bot began to serve."""

    def __init__(
        self, nursery: Nursery, told: dict[str, Any], served: Callable[[], Awaitable[int]]
    ) -> None:
        self._nursery, self._told, self._served = nursery, told, served
        self._pid = 0
        self._is_starting = self._was_killed = False

    @property
    def state(self) -> str:
        if self._is_starting:
            return "starting"
        return "running" if self._lives() else "stopped"

    async def start(self) -> None:
        if self.state != "stopped":
            return
        self._is_starting, self._was_killed = True, False
        try:
            before = await self._served()
            self._pid = await self._nursery.bear(self._told)
            async with asyncio.timeout(STARTS_WITHIN):
                while await self._served() == before and self._lives():  # noqa: ASYNC110  Another process changes it.
                    await asyncio.sleep(LOOK)
        except TimeoutError:
            await self.kill()
        finally:
            self._is_starting = False
        if not self._lives() and not self._was_killed:
            sys.stderr.write(f"The bot ended by itself:\n{self._nursery.said()}\n")

    async def kill(self) -> None:
        self._was_killed = True
        if self._lives():
            os.kill(self._pid, signal.SIGKILL)
        while self._lives():  # noqa: ASYNC110  Another process changes it.
            await asyncio.sleep(LOOK)

    def _lives(self) -> bool:
        """The nursery buries it at once, so that its id then names nobody."""
        if not self._pid:
            return False
        try:
            os.kill(self._pid, 0)
        except ProcessLookupError:
            self._pid = 0
        return bool(self._pid)
