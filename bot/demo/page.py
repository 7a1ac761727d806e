"""`doorstep demo` with the page: the simulator, the bot and the page, until Ctrl-C."""

import asyncio
import os
import signal
import sys
import webbrowser
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import logs
from bot.demo.director import Director
from bot.demo.panel import panel_words
from simulator.page import PageServer

PORT = 8765


async def serve(language: str, port: int = PORT, open_browser: bool = True) -> int:
    """Returns once somebody presses Ctrl-C, or the process is told to end."""
    logs.configure("ERROR")
    stopping = _stop_on_signals()
    with TemporaryDirectory(prefix="doorstep-demo-") as folder:
        async with Director(Path(folder)) as director:
            await director.prepare()
            async with PageServer(director, port=port).serving() as url:
                sys.stdout.write(panel_words(language)["terminal"].format(url=url))
                sys.stdout.flush()
                if open_browser and has_desktop():
                    await asyncio.to_thread(webbrowser.open, url)
                await stopping.wait()
    return 0


def has_desktop() -> bool:
    """Whether a browser's window could be seen: a text browser would take the terminal."""
    if sys.platform == "darwin":
        return "SSH_CONNECTION" not in os.environ
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _stop_on_signals() -> asyncio.Event:
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    return stopping
