"""`doorstep run` as a process of its own."""

import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bot import cli
from tests.forked import SERVER, ended


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
        arguments = (environment, folder, self._log)
        self._process = SERVER.Process(target=run, args=arguments, daemon=True)
        self._process.start()

    async def ended(self) -> int | None:
        """The exit status, once there is one."""
        return await ended(self._process)

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
