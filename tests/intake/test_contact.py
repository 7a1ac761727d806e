"""An outage of over 24 hours is recorded and shown: Telegram keeps updates no longer (fault 28)."""

from datetime import timedelta

from sqlalchemy import select
from structlog.testing import capture_logs

from models.journal import Leadership, Outage
from tests.street import Street


async def is_noted(street: Street) -> bool:
    async with street.record() as session:
        noted = await session.scalar(select(Leadership.polled_at))
    return noted is not None and street.clock.now() - noted < timedelta(minutes=1)


async def outages(street: Street) -> list[Outage]:
    async with street.record() as session:
        return list(await session.scalars(select(Outage)))


async def away(street: Street, hours: float) -> None:
    """The bot stands still for so long."""
    await street.quiet()
    await street.until(lambda: is_noted(street))
    street.clock.move(timedelta(hours=hours))
    await street.restart()
    await street.until(lambda: is_noted(street))


async def test_a_gap_of_over_a_day_is_recorded_and_logged(street: Street) -> None:
    street.officer("Ben")
    with capture_logs() as logs:
        await away(street, hours=30)
    (outage,) = await outages(street)
    assert timedelta(hours=30) <= outage.until - outage.since < timedelta(hours=30, minutes=2)
    (told,) = [entry for entry in logs if entry["event"] == "outage"]
    assert told["log_level"] == "error"


async def test_a_gap_that_telegram_bridges_is_none(street: Street) -> None:
    street.officer("Ben")
    await away(street, hours=23)
    assert not await outages(street)


async def test_a_day_without_telegram_is_one_too(street: Street) -> None:
    """The bot runs on, but fetches nothing."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await street.until(lambda: is_noted(street))
    fault = street.telegram.faults.bad_gateway(method="getUpdates")
    await anna.writes("The lamp is out")
    street.clock.move(timedelta(hours=25))
    await street.restart()
    assert not await outages(street)
    street.telegram.faults.lift(fault)
    await ben.sees("The lamp is out", within=15)
    await street.until(lambda: is_noted(street))
    assert len(await outages(street)) == 1
