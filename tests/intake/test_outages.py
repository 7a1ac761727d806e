"""The database is locked, away or full: nothing is acknowledged, and all is handled afterwards
(faults 35 and 36; design, section 5, 1)."""

import asyncio
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot import intake
from tests import outages
from tests.street import Street


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LONGEST_PAUSE", 0.4)


@pytest.mark.slow
async def test_while_the_database_is_away_nothing_is_acknowledged(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    async with outages.away(street.database):
        for number in range(5):
            await anna.writes(f"/help Lamp {number} is out", in_group="Maple Street")
        await asyncio.sleep(3.0)  # Longer than SQLite waits for a lock by itself.
        assert len(street.bot.inbox) == 5
        await ben.does_not_see("is out")
    for number in range(5):
        await ben.sees(f"Lamp {number} is out", within=20)
    await street.quiet()
    assert len(await street.cases()) == 1


@pytest.mark.slow
async def test_a_send_under_way_when_the_database_goes_is_recorded_afterwards(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.faults.slow_answer(1.0, chat=ben, method="sendMessage", times=1)
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    async with outages.away(street.database):
        await asyncio.sleep(2.0)
    await ben.replies(card, "On my way")
    await anna.sees("On my way", in_group="Maple Street", within=20)
    # At most one message a chat is repeated: PostgreSQL took the lock along with the database.
    assert sum("The lamp is out" in bubble.text for bubble in ben.chat()) <= 2


async def is_told(logs: list[Any]) -> bool:
    return any(entry["event"] == "disk_full" for entry in logs)


async def test_a_full_disk_is_waited_for_and_an_operator_is_told(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    words = "so long a story " * 200
    with capture_logs() as logs:
        async with outages.on_a_full_disk(street.database, street.store):
            for number in range(20):
                await anna.writes(f"/help Lamp {number}: {words}", in_group="Maple Street")
            await street.until(lambda: is_told(logs))
            assert len(street.bot.inbox)
    told = next(entry for entry in logs if entry["event"] == "disk_full")
    assert told["log_level"] == "error"
    await ben.sees("Lamp 19", within=30)
    assert len(await street.cases()) == 1
    assert not any(entry["event"] == "update_parked" for entry in logs)
