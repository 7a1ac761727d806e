"""The scheduler that ticks.

APScheduler 3 drops a job that is over a second late unless it is told not to
(misfire_grace_time=None), and one late tick is enough (coalesce=True).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.util import iscoroutinefunction_partial

Job = Callable[[], Awaitable[None]]


def build_scheduler(jobs: dict[str, tuple[Job, float]]) -> AsyncIOScheduler:
    """`jobs`: by name, what to do and every how many seconds."""
    logging.getLogger("apscheduler.executors.default").addFilter(_has_failed)
    scheduler = AsyncIOScheduler(
        timezone="UTC",
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    for name, (job, seconds) in jobs.items():
        if not iscoroutinefunction_partial(job):
            # APScheduler would call it in a thread, and await nothing.
            raise TypeError(f"The job {name} is no coroutine function.")
        scheduler.add_job(job, "interval", seconds=seconds, id=name, name=name)
    return scheduler


def _has_failed(record: logging.LogRecord) -> bool:
    """A job that is cut off as the bot stops has not failed: its transaction is rolled back, and
    what was due stays due. APScheduler logs it as an error."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, asyncio.CancelledError)
