"""The demo's bot: `doorstep run` in a process of its own, but for its Clock.

aiogram takes seconds to import, so one process imports everything and forks a bot for each line of
JSON on its standard input, which says what to serve; it answers with the bot's process id. When
that input ends, whoever started it is gone, and all bots go, too.
"""

import asyncio
import gc
import json
import os
import signal
import sys
from pathlib import Path

from bot import app
from bot.demo.clock import FollowingClock
from bot.settings import Settings


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # The kernel buries the dead.
    gc.collect()
    gc.freeze()  # What is imported stays shared: no bot's collector touches it.
    for line in sys.stdin:
        bot = os.fork()
        if not bot:
            _serve_and_end(line)
        sys.stdout.write(f"{bot}\n")
        sys.stdout.flush()
    os.killpg(os.getpgrp(), signal.SIGKILL)  # The group is ours: it began with our session.


def _serve_and_end(line: str) -> None:
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(2, 1)
        told = json.loads(line)
        settings = Settings(_env_file=None, **told["settings"])
        clock = FollowingClock(Path(told["clock"]))
        status = asyncio.run(app.run(settings, clock=clock))
    except BaseException:
        sys.excepthook(*sys.exc_info())  # Nothing of the process it was forked from goes on.
    finally:
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
