"""Processes of their own, forked from one that has imported what takes seconds to import."""

import asyncio
import multiprocessing
from multiprocessing.process import BaseProcess

from bot import app as app  # Preloaded, as is all that it imports; and so are these.
from bot.commands import cases as cases
from bot.commands import check as check
from bot.commands import frozen as frozen
from bot.commands import invite as invite
from bot.commands import parked as parked
from bot.commands import poster as poster
from bot.commands import station as station
from bot.demo import page as page
from bot.demo import play as play

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload([__name__])


async def ended(process: BaseProcess) -> int | None:
    """The exit status, once there is one: -9 if it was killed."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(process.sentinel, over.set)
    try:
        await over.wait()
    finally:
        loop.remove_reader(process.sentinel)
    process.join()
    return process.exitcode
