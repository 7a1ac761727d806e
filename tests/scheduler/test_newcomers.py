"""Newcomers, many cases at once: each look ends, whatever came of it, and what goes wrong is made
up for at the next."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.desks import Desks
from models.case import Case, CaseEvent, CaseKind
from models.exchange import Exchange, Purpose
from models.ids import LARGEST_ID
from scheduler.handovers import Handovers
from services import holding, newcomers
from services.desk import Desk
from simulator import Person
from tests.scheduler.test_handovers import sweeper
from tests.scheduler.test_sweeping import stopped
from tests.stories.test_handover import officer
from tests.street import GRID, PATIENCE, Street


async def test_of_many_cases_each_reads_one_list_whatever_their_ids(street: Street) -> None:
    """They were opened where the clock was ahead; so their ids are larger than any list's."""
    street.grid()
    street.grid("Oak Street")
    street.officer("Ben", grids=["grid-1"])
    street.officer("Carol", grids=["grid-2"])
    await street.quiet()
    desks, store = await stopped(street)
    async with desks.open() as desk:
        for number in range(2 * newcomers.BATCH):
            desk.session.add(waiting(desk, number))
    async with asyncio.timeout(PATIENCE):
        await sweeper(street, desks).keep()
        street.clock.move(timedelta(days=3))
        await sweeper(street, desks).keep()
    await store.close()
    async with street.record() as session:
        lists = select(Exchange.values).where(Exchange.purpose == Purpose.DIGEST)
        told = [len((values or {})["ids"]) for values in await session.scalars(lists)]
        assert told == [newcomers.BATCH] * 2


def waiting(desk: Desk, number: int) -> Case:
    now = desk.now()
    return Case(
        id=LARGEST_ID - 2 * newcomers.BATCH + number,
        station_id=desk.station.id,
        number=f"N{number}",
        kind=CaseKind.HELP,
        grid_id=sorted(desk.directory.grids)[number % 2],
        rung="main",
        asker_name="Anna",
        words="The lift is stuck",
        opened_at=now,
        touched_at=now,
        promised_at=now + timedelta(minutes=10),
    )


async def carol_comes(street: Street) -> tuple[Person, Person]:
    """At eleven, while a case waits that Ben was asked to take."""
    ben = officer(street, "Ben", "08:00", "20:00")
    carol = officer(street, "Carol", "11:00", "20:00")
    anna = street.resident("Anna")
    await street.later(minutes=58)
    await anna.writes("/ask Where do I register my sister?", in_group=GRID)
    await ben.sees("register my sister")
    return ben, carol


@pytest.mark.parametrize("how", ["accepted", "answered", "climbed"])
async def test_what_has_become_of_a_case_since_it_was_found_counts(
    street: Street, how: str
) -> None:
    await carol_comes(street)
    desks, store = await stopped(street)
    street.clock.move(timedelta(minutes=2))
    async with desks.open() as desk:
        found = await newcomers.find(desk)
        assert [person.name for one in found for person in one.people] == ["Carol"]
    await becomes(desks, found[0].case_id, how)
    async with desks.open() as desk:
        await newcomers.ask(desk, found)
        assert desk.outgoing == []
    await store.close()


async def becomes(desks: Desks, case_id: int, how: str) -> None:
    async with desks.open() as desk:
        case = await desk.session.get_one(Case, case_id)
        if how == "accepted":
            ben = next(one for one in desk.directory.staff.values() if one.name == "Ben")
            await holding.take(desk.acting_as(ben), case)
        elif how == "answered":
            case.promised_at = None
        else:
            case.rung = "backup"


async def test_who_could_not_be_asked_is_asked_at_the_next_look(street: Street) -> None:
    await carol_comes(street)
    desks, store = await stopped(street)
    street.clock.move(timedelta(minutes=2))
    is_cut = True

    @asynccontextmanager
    async def cut() -> AsyncIterator[Desk]:
        async with desks.open() as desk:
            yield desk
            if is_cut and desk.outgoing:
                raise ConnectionError("The database has gone.")

    sweep = Handovers(street.clock, desks.looking, cut, lambda _: None)
    await sweep.keep()
    assert await came(street) == 0
    is_cut = False
    await sweep.keep()
    assert await came(street) == 1
    await store.close()


async def came(street: Street) -> int:
    async with street.record() as session:
        rows = select(CaseEvent.id).where(CaseEvent.what == "came_on_duty")
        return len(list(await session.scalars(rows)))
