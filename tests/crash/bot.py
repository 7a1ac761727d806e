"""The bot as a process of its own, as `doorstep run` has it, mostly without flood limits."""

import asyncio
import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

from bot import app
from bot.flood import FloodLimits
from bot.settings import Settings
from tests.forked import SERVER, ended

LONGEST_STOP = 10.0  # seconds that a stop may take (fault 38)


Limits = Callable[[], FloodLimits]


def run(environment: Mapping[str, str], log: Path, limits: Limits) -> None:
    """What the forked process does."""
    os.setsid()
    output = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.update(environment)
    raise SystemExit(asyncio.run(app.run(Settings.read(_env_file=None), limits)))


def without_limits() -> FloodLimits:
    return FloodLimits(enforced=False)


class Bot:
    """One process, which leads a process group of its own."""

    def __init__(
        self, environment: Mapping[str, str], log: Path, limits: Limits = without_limits
    ) -> None:
        arguments = (dict(environment), log, limits)
        self._process = SERVER.Process(target=run, args=arguments, daemon=True)
        self._process.start()
        self.dead = asyncio.Event()

    def kill(self) -> None:
        """kill -9, to the whole process group."""
        if self.dead.is_set() or self._process.pid is None:
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:  # It leads no group yet, or has ended just now.
            self._process.kill()

    async def ended(self) -> int | None:
        """Its exit status, once it has one: -9 if it was killed."""
        status = await ended(self._process)
        self.dead.set()
        return status

    async def stop(self) -> float | None:
        """SIGTERM; the seconds until it was out, none if it was too slow or ended badly."""
        began = asyncio.get_running_loop().time()
        self._process.terminate()
        try:
            async with asyncio.timeout(LONGEST_STOP):
                status = await self.ended()
        except TimeoutError:
            self.kill()
            await self.ended()
            return None
        return asyncio.get_running_loop().time() - began if status == 0 else None
