"""Bots as processes of their own: started, watched and stopped."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

STOPPING_SECONDS = 15.0
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class BotDied(Exception):
    """The process ended by itself; the message is the end of what it said."""


class BotProcess:
    """What the kernel knows of it (proc(5))."""

    def __init__(self, process: asyncio.subprocess.Process, said: Path) -> None:
        self._process, self._said = process, said

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def cpu(self) -> float:
        """Seconds of processor time so far, all threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def memory(self) -> int:
        """Bytes resident."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * _PAGE

    def must_live(self) -> None:
        if self._process.returncode is not None:
            raise BotDied(self._said.read_text()[-2000:])

    async def stop(self) -> None:
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                async with asyncio.timeout(STOPPING_SECONDS):
                    await self._process.wait()
            except TimeoutError:
                self._process.kill()
                await self._process.wait()


@asynccontextmanager
async def running(
    module: str, *arguments: object, folder: Path, environment: dict[str, str] | None = None
) -> AsyncIterator[BotProcess]:
    """`python -m module arguments`; what it says goes to a file in `folder`."""
    said = folder / f"{module}.log"
    with said.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *map(str, arguments),
            env=os.environ | (environment or {}),
            stdout=log,
            stderr=log,
        )
    bot = BotProcess(process, said)
    try:
        yield bot
    finally:
        await bot.stop()
