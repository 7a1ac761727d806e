"""The scheduler ticks, and its jobs are awaited."""

import asyncio

import pytest

from scheduler.ticking import build_scheduler


async def test_a_job_is_done_again_and_again() -> None:
    done = asyncio.Semaphore(0)

    async def job() -> None:
        done.release()

    scheduler = build_scheduler({"job": (job, 0.02)})
    scheduler.start()
    try:
        async with asyncio.timeout(5):
            for _ in range(3):
                await done.acquire()
    finally:
        scheduler.shutdown(wait=False)


def test_what_is_no_coroutine_function_is_refused() -> None:
    async def job() -> None: ...

    with pytest.raises(TypeError):
        build_scheduler({"job": (lambda: job(), 1.0)})
