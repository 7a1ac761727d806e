"""What an officer has to do, and each case of it told on one screen."""

import pytest
from sqlalchemy import select

from models.case import CaseState, Look
from simulator import Person
from simulator.driver.bubble import Bubble
from tests.street import GRID, Street


def row(listed: Bubble, name: str) -> str:
    return next(label for label in listed.buttons if name in label)


async def listed_for(officer: Person) -> Bubble:
    await officer.writes("/cases")
    return await officer.sees("What is to be done")


async def test_mine_and_what_waits_the_longest_first(street: Street) -> None:
    anna, dora = street.resident("Anna"), street.resident("Dora")
    ella, ben = street.resident("Ella"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    await street.later(minutes=5)
    await dora.writes("/help The bench is broken", in_group=GRID)
    await ben.sees("The bench is broken")
    await ella.writes("/help My key is lost", in_group=GRID)
    await ben.taps(await ben.sees("My key is lost"), "Accept")
    await street.quiet()
    listed = await listed_for(ben)
    assert listed.text.splitlines()[1:3] == ["Yours: 1", "Waiting, the longest first: 2"]
    assert [one.split(" · ")[1] for one in listed.buttons] == ["Ella", "Anna", "Dora"]


async def test_a_tap_tells_the_story_and_that_one_looked_is_on_record(street: Street) -> None:
    anna, ben, carol = street.resident("Anna"), street.officer("Ben"), street.officer("Carol")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await anna.replies(await anna.sees("We have your request", in_group=GRID), "House 4")
    await ben.replies(card, "I am coming")
    await anna.sees("I am coming", in_group=GRID)
    listed = await listed_for(ben)
    await ben.taps(listed, row(listed, "Anna"))
    told = await ben.sees("Ben · accepted it")
    case = await street.case()
    assert told.text.splitlines() == [
        f"🟡 {case.number} · Help · Maple Street",
        "Anna · 20 Nov 10:00",
        "The lift is stuck",
        "10:00 Anna: House 4",
        "10:00 Ben: I am coming",
        "10:00 Ben · accepted it",
    ]
    await ben.replies(told, "Two minutes")
    await anna.sees("Two minutes", in_group=GRID)
    async with street.record() as session:
        looks = [(one.reader, one.way) for one in await session.scalars(select(Look))]
    assert looks == [("Ben", "list")]
    tap = await carol.presses(await carol.sees("The lift is stuck"), f"read_case:{case.id}")
    assert "for someone else" in (await tap.answer()).text


async def test_a_case_is_taken_from_the_list(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    listed = await listed_for(carol)
    await carol.taps(listed, row(listed, "Anna"))
    await carol.taps(await carol.sees("Waiting for an officer"), "Accept")
    card = await carol.sees("Officer Carol has it")
    assert "Resolve" in card.buttons
    await carol.replies(card, "I am coming")
    await anna.sees("I am coming", in_group=GRID)


async def test_whom_to_call_stands_first_until_it_is_done(street: Street) -> None:
    ben = street.officer("Ben")
    await street.quiet()
    await ben.writes("/new Mrs Li: burst pipe")
    card = await ben.sees("burst pipe")
    await ben.taps(card, "Resolve")
    await ben.replies(await ben.sees("How did it end?"), "Mended")
    await ben.taps(await ben.sees("Post it?"), "Post it")
    await ben.sees("doesn't know the outcome yet")
    assert (await street.case()).state is CaseState.RESOLVED
    listed = await listed_for(ben)
    assert "☎ To call: 1" in listed.text
    assert row(listed, "Mrs Li").startswith("☎")
    await ben.taps(listed, row(listed, "Mrs Li"))
    told = await ben.sees("Please call them")
    await ben.taps(told, "Called")
    await street.quiet()
    await ben.writes("/cases")
    await ben.sees("Nothing is to be done")


async def test_a_private_case_of_others_is_not_told(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await street.quiet()
    await anna.writes("My brother drinks")
    await ben.sees("My brother drinks")
    await carol.writes("/cases")
    empty = await carol.sees("Nothing is to be done")
    case = await street.case()
    tap = await carol.presses(empty, f"read_case:{case.id}")
    assert "for someone else" in (await tap.answer()).text
    tap = await anna.presses(anna.chat()[-1], f"read_case:{case.id}")
    assert case.number not in (await tap.answer()).text
    async with street.record() as session:
        assert not list(await session.scalars(select(Look)))


async def test_ones_own_requests_follow_the_list(street: Street) -> None:
    ben = street.officer("Ben")
    await street.quiet()
    await ben.writes("/help My bicycle was stolen")
    await ben.sees("We have your request")
    await ben.writes("/cases")
    await ben.sees("Your requests")


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_the_list_and_a_story(self, street: Street) -> None:
        li, wang = street.resident("李奶奶"), street.officer("王向阳")
        await li.writes("求助 电梯坏了", in_group=GRID)
        await wang.taps(await wang.sees("电梯坏了"), "接单")
        await street.quiet()
        await wang.writes("/cases")
        listed = await wang.sees("我经办：1 件")
        await wang.taps(listed, row(listed, "李奶奶"))
        await wang.sees("王向阳 · 接单")
