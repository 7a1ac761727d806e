"""Runs one command of the command line in an event loop, and ends the process with its status."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any

from bot import logs
from bot.settings import Settings


def run_command(command: Any, *arguments: object) -> None:
    """A command of bot/commands, with the settings as its first argument."""
    settings = Settings.read()
    logs.configure("WARNING", settings.secrets)
    finish(command(settings, *arguments))


def finish(work: Coroutine[Any, Any, int]) -> None:
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        sys.exit(runner.run(work))


def _loop_factory() -> Any:
    """uvloop, where there is one (not on Windows)."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
