"""What ticks: each job again and again, by APScheduler.

APScheduler 3 drops a job that is over a second late unless it is told not to
(misfire_grace_time=None), and one late tick is enough (coalesce=True). When it is shut down it
cancels what is running, whether asked to wait or not; so the ticker waits itself.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from functools import partial
from typing import Any, cast

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.util import iscoroutinefunction_partial

from services.clock import SystemClock

Job = Callable[[], Awaitable[None]]


class Ticker:
    """`jobs`: by name, what to do and every how many seconds. Those `at_once` are done for the
    first time as soon as it starts, the others once their seconds are over."""

    def __init__(
        self, jobs: Mapping[str, tuple[Job, float]], at_once: Collection[str] = ()
    ) -> None:
        logging.getLogger("apscheduler.executors.default").addFilter(_has_failed)
        self._running: set[asyncio.Task[Any]] = set()
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        for name, (job, seconds) in jobs.items():
            if not iscoroutinefunction_partial(job):
                # APScheduler would call it in a thread, and await nothing.
                raise TypeError(f"The job {name} is no coroutine function.")
            done = partial(self._do, job)
            now = SystemClock().now()  # APScheduler's own clock is no other.
            first = {"next_run_time": now} if name in at_once else {}
            self._scheduler.add_job(done, "interval", seconds=seconds, id=name, name=name, **first)

    def start(self) -> None:
        self._scheduler.start()

    async def stop(self, seconds: float) -> None:
        """Begin nothing more, and let what is running come to its end, but for no longer than
        this: what is cut off in the middle can leave a connection behind."""
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)
        self._scheduler.shutdown(wait=False)

    async def _do(self, job: Job) -> None:
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        self._running.add(task)
        try:
            await job()
        finally:
            self._running.discard(task)


def _has_failed(record: logging.LogRecord) -> bool:
    """A job that is cut off as the bot stops has not failed: its transaction is rolled back, and
    what was due stays due. APScheduler logs it as an error."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, asyncio.CancelledError)
