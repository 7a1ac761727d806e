"""Which functions of a process take its processor time: py-spy, from outside."""

import asyncio
import re
import shutil
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bench.processes import BotProcess

RATE = 200  # samples a second
SHOWN = 40
STARTING_SECONDS = 2.0
_LINE = re.compile(r":\d+\)$")


@asynccontextmanager
async def watched(bot: BotProcess, file: Path) -> AsyncIterator[None]:
    """Samples go to the file, as py-spy's raw format has them."""
    program = shutil.which("py-spy", path=str(Path(sys.executable).parent)) or "py-spy"
    way = ("--format", "raw", "--gil", "--rate", str(RATE), "--output", str(file))
    spy = await asyncio.create_subprocess_exec(
        program, "record", "--pid", str(bot.pid), *way, stdout=-3, stderr=-3
    )
    await asyncio.sleep(STARTING_SECONDS)
    try:
        yield
    finally:
        spy.send_signal(signal.SIGINT)
        await spy.wait()


def shares(file: Path) -> list[tuple[str, float, float]]:
    """Functions with the share of samples in which they ran, or something that they called,
    and that in which they ran themselves."""
    total, own = Counter[str](), Counter[str]()
    for line in file.read_text().splitlines():
        stack, _, count = line.rpartition(" ")
        frames = [_LINE.sub(")", frame) for frame in stack.split(";")]
        own[frames[-1]] += int(count)
        for frame in set(frames):
            total[frame] += int(count)
    samples = own.total() or 1
    return [
        (frame, count / samples, own[frame] / samples) for frame, count in total.most_common(SHOWN)
    ]
