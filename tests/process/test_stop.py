"""SIGTERM: drained and out within ten seconds, whatever is going on (fault 38)."""

import json

import pytest
from sqlalchemy import select

from models.exchange import Delivery, Direction, Exchange
from simulator import Person
from tests import outages
from tests.process.conftest import Start
from tests.street import Street

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
STARTS_WITHIN = 30.0


async def everyone(street: Street) -> tuple[list[Person], Person]:
    residents = [street.resident(f"Neighbour {number}") for number in range(10)]
    ben = street.officer("Ben")
    await ben.starts(street.bot)
    return residents, ben


async def test_under_load_it_drains_and_nothing_is_lost(street: Street, start: Start) -> None:
    residents, ben = await everyone(street)
    process = await start()
    await ben.sees("Newtown", within=STARTS_WITHIN)
    for number in range(60):
        who = residents[number % len(residents)]
        await who.writes(f"/help Lamp {number} is out", in_group="Maple Street")
    await ben.sees("is out")
    status, seconds = await process.terminated()
    assert status == 0
    assert seconds < 10.0
    waiting = [json.loads(one.body)["message"]["text"] for one in street.bot.inbox.peek(100)]
    async with street.record() as session:
        heard = select(Exchange.text).where(Exchange.direction == Direction.IN)
        kept = [text for text in await session.scalars(heard) if text and "Lamp" in text]
        sending = select(Exchange).where(Exchange.delivery == Delivery.SENDING)
        assert not (await session.scalars(sending)).all()
    assert sorted([*waiting, *kept]) == sorted(f"/help Lamp {n} is out" for n in range(60))


async def test_a_stop_does_not_wait_for_a_database_that_is_away(
    street: Street, start: Start
) -> None:
    residents, ben = await everyone(street)
    process = await start()
    await ben.sees("Newtown", within=STARTS_WITHIN)
    async with outages.away(street.database):
        await residents[0].writes("/help The lamp is out", in_group="Maple Street")
        status, seconds = await process.terminated()
        assert status == 0
        assert seconds < 10.0
    assert len(street.bot.inbox)


async def test_a_stop_does_not_wait_for_a_telegram_that_is_silent(
    street: Street, start: Start
) -> None:
    residents, ben = await everyone(street)
    process = await start()
    await ben.sees("Newtown", within=STARTS_WITHIN)
    street.telegram.faults.silence(30.0, method="sendMessage")
    await residents[0].writes("/help The lamp is out", in_group="Maple Street")
    await street.until(lambda: is_sending(street), within=STARTS_WITHIN)
    status, seconds = await process.terminated()
    assert status == 0
    assert seconds < 10.0


async def is_sending(street: Street) -> bool:
    return bool(await street.delivered(Delivery.SENDING))
