"""`doorstep run` as a process of its own. Importing aiogram takes seconds, so a server that has
imported it once forks each."""

import asyncio
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bot import app as app  # Preloaded, as is all that it imports.
from bot import cli


def run(environment: Mapping[str, str], folder: Path, log: Path) -> None:
    """What the forked process does."""
    os.chdir(folder)
    output = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.update(environment)
    sys.argv = ["doorstep", "run"]
    cli.main()


class Doorstep:
    """One process; `settings` are those of the environment, without their prefix."""

    def __init__(self, settings: Mapping[str, str], folder: Path) -> None:
        self._log = folder / "log"
        environment = {f"DOORSTEP_{name}": text for name, text in settings.items()}
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        arguments = (environment, folder, self._log)
        self._process = context.Process(target=run, args=arguments, daemon=True)
        self._process.start()

    async def ended(self) -> int | None:
        """The exit status, once there is one."""
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._process.sentinel, over.set)
        try:
            await over.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        return self._process.exitcode

    async def terminated(self) -> tuple[int | None, float]:
        """SIGTERM: the exit status, and the seconds it took."""
        began = time.monotonic()
        os.kill(self._process.pid or 0, signal.SIGTERM)
        return await self.ended(), time.monotonic() - began

    async def killed(self) -> None:
        self._process.kill()
        await self.ended()

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")
