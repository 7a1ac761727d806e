"""Noted: each counts once, and nobody can tell afterwards who it was."""

import asyncio
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    String,
    cast,
    func,
    or_,
    select,
)

from models.address import Address
from models.alert import NotedMark
from models.base import Base
from models.person import Person as PersonRow
from simulator import Person
from tests.alerts.station import Station


async def known(station: Station, who: Person) -> bool:
    """Whether there is any record of this account."""
    async with station.street.record() as session:
        found = select(func.count()).select_from(Address).where(Address.external_id == who.id)
        named = select(func.count()).select_from(PersonRow).where(PersonRow.name == who.name)
        return bool(await session.scalar(found) or await session.scalar(named))


async def mentions(station: Station, number: int) -> list[str]:
    """The tables in which this number stands anywhere."""
    found = []
    async with station.street.record() as session:
        for table in Base.metadata.sorted_tables:
            anywhere = or_(*(_holds(column, number) for column in table.c))
            rows = select(func.count()).select_from(table).where(anywhere)
            if await session.scalar(rows):
                found.append(table.name)
    return found


def _holds(column: Column[Any], number: int) -> ColumnElement[bool]:
    return cast(column, String).contains(str(number))


async def test_who_never_wrote_to_the_bot_counts_and_is_not_recorded(station: Station) -> None:
    street = station.street
    street.officer("Ben")
    street.resident("Anna")
    alert = await station.sends()
    stranger = street.telegram.person("Xeno", language_code="zh-hans")
    street.maple_street.add(stranger)
    seen = await street.resident("Ella", started=False).sees("Nobody asks", in_group="Maple Street")
    await stranger.taps(seen, "Noted")
    await stranger.is_told("1")
    await stranger.taps(seen, "Noted")
    await street.quiet()
    assert (await station.run(alert)).noted == 1
    assert not await known(station, stranger)
    assert await mentions(station, stranger.id) == []
    # Who becomes known later is still the same.
    await stranger.starts(street.bot)
    await street.quiet()
    await stranger.taps(seen, "Noted")
    await street.quiet()
    assert (await station.run(alert)).noted == 1


async def test_two_taps_at_the_same_moment_count_two(station: Station) -> None:
    street = station.street
    street.officer("Ben")
    people = [street.resident(f"Neighbour {number}") for number in range(8)]
    alert = await station.sends()
    seen = await people[0].sees("Nobody asks", in_group="Maple Street")
    await asyncio.gather(*(one.taps(seen, "Noted") for one in people * 2))
    await street.quiet()
    assert (await station.run(alert)).noted == 8
    async with street.record() as session:
        assert await session.scalar(select(func.count()).select_from(NotedMark)) == 8


async def test_when_it_is_over_the_marks_are_gone_and_the_count_stays(station: Station) -> None:
    street = station.street
    street.officer("Ben")
    anna = street.resident("Anna")
    alert = await station.sends(valid_minutes=60)
    await anna.taps(await anna.sees("Nobody asks", in_group="Maple Street"), "Noted")
    await street.quiet()
    async with street.record() as session:
        (mark,) = await session.scalars(select(NotedMark))
    assert str(anna.id) not in mark.mark
    await station.goes_on(seconds=4_000)
    run = await station.run(alert)
    assert (run.noted, run.salt) == (1, None)
    async with street.record() as session:
        assert list(await session.scalars(select(NotedMark))) == []


async def test_an_anonymous_admin_and_a_channel_count_for_nobody(station: Station) -> None:
    street = station.street
    street.officer("Ben")
    anna = street.resident("Anna")
    alert = await station.sends()
    seen = await anna.sees("Nobody asks", in_group="Maple Street")
    world = street.telegram.world
    for nobody in (world.anonymous, world.channel_bot):
        await Person(world, nobody).taps(seen, "Noted")
    await street.quiet()
    assert (await station.run(alert)).noted == 0
