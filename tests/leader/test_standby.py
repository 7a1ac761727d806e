"""Two bots on one database: one leads, the other takes over (design, section 8; fault 31)."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from bot import leader
from bot.running import App
from models.exchange import Delivery
from models.journal import Leadership
from tests.street import Street

TAKES_OVER_WITHIN = 15.0


async def lose_lock(street: Street) -> None:
    """PostgreSQL ends the connection that holds it; on SQLite its file is another one."""
    if street.database.startswith("sqlite"):
        for path in street.folder.glob("*.lock"):
            path.unlink()
        return
    async with street.store.writing() as session:
        held = "SELECT pid FROM pg_locks WHERE locktype = 'advisory'"
        for pid in list(await session.scalars(text(held))):
            await session.execute(text(f"SELECT pg_terminate_backend({pid}, 5000)"))


async def epoch(street: Street) -> int:
    async with street.record() as session:
        return (await session.scalars(select(Leadership.epoch))).one()


async def led_anew(street: Street) -> bool:
    return await epoch(street) > 1


async def one_leads(first: App, second: App) -> bool:
    """The one that has lost its lock finds out within a second, and claims nothing till then."""
    return first.leading.is_set() is not second.leading.is_set()


async def was_lost(logs: list[Any]) -> bool:
    return any(entry["event"] == "leadership_lost" for entry in logs)


async def test_the_second_stands_by_and_takes_over_after_a_stop(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    async with street.standby() as second:
        await anna.writes("/help The lamp is out", in_group="Maple Street")
        card = await ben.sees("The lamp is out")
        await street.quiet()
        assert not second.leading.is_set()
        street.ends()
        async with asyncio.timeout(TAKES_OVER_WITHIN):
            await second.leading.wait()
        await ben.replies(card, "On my way")
        await anna.sees("On my way", in_group="Maple Street")
    assert await epoch(street) == 2


async def test_the_second_takes_over_when_the_lock_falls(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    async with street.standby() as second:
        first = street.app
        assert first is not None
        await lose_lock(street)
        await street.until(lambda: led_anew(street), TAKES_OVER_WITHIN)
        # Whichever of them it is: one leads, the other doesn't, and the work goes on.
        await anna.writes("/help The lamp is out", in_group="Maple Street")
        card = await ben.sees("The lamp is out", within=TAKES_OVER_WITHIN)
        await ben.replies(card, "On my way")
        await anna.sees("On my way", in_group="Maple Street", within=TAKES_OVER_WITHIN)
        await street.until(lambda: one_leads(first, second))
    assert sum("The lamp is out" in bubble.text for bubble in ben.chat()) == 1


async def test_what_an_earlier_leader_was_sending_is_taken_up(street: Street) -> None:
    """It was killed in the middle of a send; the next one sends again, under its own epoch."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.faults.silence(30.0, chat=ben, times=1)
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    await anna.sees("Its number is", in_group="Maple Street")

    async def is_sending() -> bool:
        return bool(await street.delivered(Delivery.SENDING))

    await street.until(is_sending)
    await lose_lock(street)
    await ben.sees("The lamp is out", within=TAKES_OVER_WITHIN)
    await street.quiet()
    assert await epoch(street) == 2


async def test_without_a_fresh_heartbeat_nothing_is_sent(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    with capture_logs() as logs:
        monkeypatch.setattr(leader, "STALE", -1.0)
        await anna.writes("/help The lamp is out", in_group="Maple Street")
        await street.until(lambda: was_lost(logs))
        await ben.does_not_see("The lamp is out")
        await anna.does_not_see("Its number is", in_group="Maple Street")
    monkeypatch.setattr(leader, "STALE", 5.0)
    await ben.sees("The lamp is out")
    assert await epoch(street) > 1


async def test_a_lock_file_that_was_replaced_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "doorstep.lock"
    first, second = leader.FileLock(path), leader.FileLock(path)
    assert await first.acquire()
    assert not await second.acquire()
    assert await first.held()
    path.unlink()
    assert await second.acquire()
    assert await second.held()
    assert not await first.held()
    await first.release()
    await second.release()
