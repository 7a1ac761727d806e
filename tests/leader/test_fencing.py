"""A leader that was cut off changes nothing any more: claims and records carry its epoch."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.testing import capture_logs

from bot import claims
from models.exchange import Delivery, Exchange
from models.journal import Leadership
from tests.street import Street


async def queued(street: Street) -> int:
    """A row that waits: the greeting of an officer, said again."""
    async with street.store.writing() as session:
        row = (await session.scalars(select(Exchange).where(Exchange.delivery == "done"))).first()
        assert row is not None
        row.delivery = Delivery.QUEUED
        return row.id


async def count_up(session: AsyncSession) -> None:
    await session.execute(update(Leadership).values(epoch=Leadership.epoch + 1))


async def delivery(street: Street, row_id: int) -> Delivery | None:
    async with street.record() as session:
        return (await session.get_one(Exchange, row_id)).delivery


async def test_an_old_epoch_claims_nothing(street: Street) -> None:
    street.officer("Ben")
    await street.quiet()
    street.ends()
    await street.gone.wait()
    row_id = await queued(street)
    async with street.store.writing() as session:
        await count_up(session)
    async with street.store.writing() as session:
        assert not await claims.claim(session, [row_id], street.bot.id, epoch=1)
    assert await delivery(street, row_id) is Delivery.QUEUED
    async with street.store.writing() as session:
        (row,) = await claims.claim(session, [row_id], street.bot.id, epoch=2)
        assert row.id == row_id


async def test_an_old_epoch_takes_nothing_in(street: Street) -> None:
    """Who was cut off takes in no update: it is the next leader's, who finds all that is written
    by then."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    async with street.store.writing() as session:
        await count_up(session)
    with capture_logs() as logs:
        await anna.writes("/help The lamp is out", in_group="Maple Street")
        await ben.sees("The lamp is out", within=15)
    assert any(entry["event"] == "leadership_lost" for entry in logs)
    assert len(await street.cases()) == 1


async def test_an_old_epoch_records_nothing_over_the_next_leaders_work(street: Street) -> None:
    street.officer("Ben")
    await street.quiet()
    street.ends()
    await street.gone.wait()
    row_id = await queued(street)
    late = [{"row_id": row_id, "delivery": Delivery.DONE, "message_id": 4711, "error": None}]
    async with street.store.writing() as session:
        await claims.claim(session, [row_id], street.bot.id, epoch=1)
    async with street.store.writing() as session:
        await count_up(session)
        station_id = (await session.get_one(Exchange, row_id)).station_id
        assert await claims.recover(session, station_id) == 1
        await claims.change(session, late, epoch=1)
    assert await delivery(street, row_id) is Delivery.QUEUED
    async with street.store.writing() as session:
        await claims.claim(session, [row_id], street.bot.id, epoch=2)
        await claims.change(session, late, epoch=1)
    assert await delivery(street, row_id) is Delivery.SENDING
    async with street.store.writing() as session:
        await claims.change(session, late, epoch=2)
    assert await delivery(street, row_id) is Delivery.DONE
