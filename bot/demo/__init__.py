"""`doorstep demo`: the neighbourhood in a browser, or one whole case in the terminal; without a
token and without a network."""

import asyncio
import signal
import sys

from bot import logs, terminal
from bot.demo.broken import StoryBroken
from bot.demo.screen import Screen
from bot.demo.script import Script
from locales import match

BROKEN = 1
INTERRUPTED = 130  # as a shell reports Ctrl-C


async def main(language: str | None = None, fast: bool = False) -> int:
    """Play the story and return the exit status: 0 only if the case went all the way.

    `language` is the terminal's unless given; `fast` leaves out the pauses, which are also left
    out where nobody sits and reads.
    """
    logs.configure("ERROR")
    _clean_up_when_told_to_stop()
    script = Script.read(page_language(language))
    screen = Screen(script, hurry=fast or not sys.stdout.isatty())
    await screen.greet()
    from bot.demo.play import play  # aiogram takes seconds to import: something is seen by then.

    try:
        await play(script, screen)
    except StoryBroken as broken:
        sys.stderr.write(f"The demo's case did not go through: {broken}\n")
        return BROKEN
    except asyncio.CancelledError:
        return INTERRUPTED
    return 0


def page_language(language: str | None = None) -> str:
    """In which the terminal is told where the page is; the page itself goes by the browser."""
    return match(language, "en") if language else terminal.language("en")


def _clean_up_when_told_to_stop() -> None:
    """SIGTERM would end the process at once, and leave the temporary folder behind."""
    task = asyncio.current_task()
    if task is not None and sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
