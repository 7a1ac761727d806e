"""A database that was restored from an older backup: what it brings back isn't sent blindly
(fault 36)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from structlog.testing import capture_logs

from bot.desks import Desks
from bot.directories import Directories
from models.base import Base
from models.exchange import Delivery, Exchange
from services import freezing
from simulator import Bubble, Group, Person
from tests.street import Street

Backup = dict[str, Sequence[Any]]


async def back_up(street: Street) -> Backup:
    async with street.record() as session:
        return {
            table.name: (await session.execute(select(table))).mappings().all()
            for table in Base.metadata.sorted_tables
        }


async def restore(street: Street, backup: Backup) -> None:
    async with street.store.writing() as session:
        for table in reversed(Base.metadata.sorted_tables):
            await session.execute(delete(table))
        for table in Base.metadata.sorted_tables:
            if rows := backup[table.name]:
                await session.execute(insert(table), [dict(row) for row in rows])


async def waits(street: Street) -> bool:
    return bool(await street.delivered(Delivery.QUEUED))


async def back_from_a_backup(street: Street, anna: Person, ben: Person) -> None:
    """While nothing could be sent a backup was made; then all of it was sent; a minute later,
    before the case is asked of anybody else, the backup takes the database's place."""
    await street.quiet()
    fault = street.telegram.faults.bad_gateway(method="sendMessage")
    await anna.writes("The lamp is out")
    await street.until(lambda: waits(street))
    backup = await back_up(street)
    street.telegram.faults.lift(fault)
    await ben.taps(await ben.sees("The lamp is out"), "Accept")
    await street.later(minutes=1)
    await street.restart()
    await street.restart(while_down=lambda: restore(street, backup))


def cards(of: Person) -> list[Bubble]:
    return [one for one in of.chat() if "The lamp is out" in one.text]


async def decide(street: Street, what: Any) -> None:
    desks = Desks(street.store, Directories(street.bot.id), street.clock)
    async with desks.open() as desk:
        await what(desk)


async def frozen(street: Street) -> list[Exchange]:
    desks = Desks(street.store, Directories(street.bot.id), street.clock)
    async with desks.open() as desk:
        return list(await freezing.frozen(desk))


async def test_what_a_backup_brings_back_is_frozen_and_the_duty_room_told(street: Street) -> None:
    anna, ben, chief = street.resident("Anna"), street.officer("Ben"), street.officer("Chief")
    room: Group = street.duty_room(chief)
    with capture_logs() as logs:
        await back_from_a_backup(street, anna, ben)
        await chief.sees("restored from a backup", in_group=room.title)
    assert [one["log_level"] for one in logs if one["event"] == "database_restored"] == ["error"]
    await anna.writes("And the bell, too")
    await ben.sees("And the bell, too")
    assert len(await frozen(street)) > 0
    assert len(cards(ben)) == 1


async def test_a_person_has_it_sent(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await back_from_a_backup(street, anna, ben)
    await decide(street, freezing.send)
    await street.until(lambda: seen_twice(ben))
    assert not await frozen(street)


async def seen_twice(ben: Person) -> bool:
    return len(cards(ben)) == 2


async def test_or_dropped(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await back_from_a_backup(street, anna, ben)
    waiting = {row.id for row in await frozen(street)}
    await decide(street, freezing.drop)
    await street.restart()
    await street.quiet()
    assert {row.id for row in await street.delivered(Delivery.CANCELLED)} >= waiting
    await street.until(lambda: seen_twice(ben))  # The case still waits: he is asked anew, once.


async def test_after_an_ordinary_stop_nothing_is_frozen(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    fault = street.telegram.faults.bad_gateway(method="sendMessage")
    await anna.writes("The lamp is out")
    await street.until(lambda: waits(street))
    await street.restart()
    street.telegram.faults.lift(fault)
    await ben.sees("The lamp is out")
    assert not await frozen(street)
