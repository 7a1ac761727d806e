"""The clock an hour off, forward or back: nothing but the times shown is wrong (fault 33)."""

from datetime import timedelta

import pytest

from models.case import CaseState
from tests.street import Street


@pytest.mark.parametrize("hours", [-2, 1])
async def test_a_clock_that_jumps_stops_nothing(street: Street, hours: int) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    await street.quiet()
    street.clock.move(timedelta(hours=hours))
    await ben.replies(card, "On my way")
    await anna.sees("On my way", in_group="Maple Street")
    await anna.writes("/help It is quite dark", in_group="Maple Street")
    await ben.sees("It is quite dark")
    await street.quiet()
    assert street.app is not None
    assert street.app.leading.is_set()
    street.clock.move(timedelta(hours=-hours))
    await street.restart()
    await ben.replies(card, "I'm here")
    await anna.sees("I'm here", in_group="Maple Street")
    assert (await street.case()).state is CaseState.ACCEPTED
    assert not await street.failed()
