"""The scheduler ticks, and its jobs are awaited."""

import asyncio

import pytest

from scheduler.ticking import Ticker


async def test_a_job_is_done_again_and_again() -> None:
    done = asyncio.Semaphore(0)

    async def job() -> None:
        done.release()

    ticker = Ticker({"job": (job, 0.02)})
    ticker.start()
    try:
        async with asyncio.timeout(5):
            for _ in range(3):
                await done.acquire()
    finally:
        await ticker.stop(1)


async def test_what_is_named_is_done_at_once() -> None:
    done = asyncio.Event()

    async def job() -> None:
        done.set()

    ticker = Ticker({"job": (job, 3_600.0)}, at_once=("job",))
    ticker.start()
    try:
        async with asyncio.timeout(5):
            await done.wait()
    finally:
        await ticker.stop(1)


async def test_what_is_running_comes_to_its_end() -> None:
    begun, may_end, ends = asyncio.Event(), asyncio.Event(), []

    async def job() -> None:
        begun.set()
        await may_end.wait()
        ends.append("end")

    ticker = Ticker({"job": (job, 0.02)})
    ticker.start()
    await begun.wait()
    asyncio.get_running_loop().call_later(0.1, may_end.set)
    await ticker.stop(5)
    assert ends == ["end"]


def test_what_is_no_coroutine_function_is_refused() -> None:
    async def job() -> None: ...

    with pytest.raises(TypeError):
        Ticker({"job": (lambda: job(), 1.0)})
