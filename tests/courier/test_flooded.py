"""429: the chat that it names waits, and nobody else (faults 1 and 2)."""

import time
from datetime import timedelta

from structlog.testing import capture_logs

from tests.street import Street


async def test_one_chat_waits_and_the_others_do_not(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.faults.refuse(retry_after=2, chat=street.maple_street, times=1)
    asked = time.monotonic()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    await ben.sees("The lamp is out")
    await anna.does_not_see("Its number is", in_group="Maple Street")
    await anna.sees("Its number is", in_group="Maple Street")
    assert time.monotonic() - asked >= 2.0


async def test_a_long_pause_is_kept_over_a_restart_and_shown(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()

    async def is_paused() -> bool:
        return (await street.address(ben)).paused_until is not None

    with capture_logs() as logs:
        street.telegram.faults.refuse(retry_after=1035, chat=ben, times=1)
        await anna.writes("/help The lamp is out", in_group="Maple Street")
        await anna.sees("Its number is", in_group="Maple Street")
        await street.until(is_paused)
    shown = next(entry for entry in logs if entry["event"] == "flooded")
    assert (shown["log_level"], shown["seconds"]) == ("warning", 1035.0)

    await street.restart()
    await anna.writes("/help Still dark", in_group="Maple Street")
    await anna.sees("Added to your request", in_group="Maple Street")
    await ben.does_not_see("The lamp is out")

    street.clock.move(timedelta(seconds=1036))
    await street.restart()
    await ben.sees("The lamp is out")
    await ben.sees("Still dark")
