"""Thanks for an outcome ask nothing: the officer reads them, and nobody is asked anything."""

import pytest

from simulator import Person
from simulator.driver.bubble import Bubble
from tests.street import GRID, Street


async def resolved(street: Street, in_group: str | None) -> tuple[Person, Person, Bubble]:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("/help The lift is stuck", in_group=in_group)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Resolve")
    await ben.replies(await ben.sees("How did it end?"), "It runs again")
    await ben.taps(await ben.sees("Post it?"), "Post it")
    return anna, ben, await anna.sees("It runs again", in_group=in_group)


@pytest.mark.parametrize("in_group", [GRID, None])
@pytest.mark.parametrize("said", ["Thanks, Ben!", "谢谢", "👍"])
async def test_thanks_reach_the_officer_and_open_nothing(
    street: Street, said: str, in_group: str | None
) -> None:
    anna, ben, outcome = await resolved(street, in_group)
    thanks = await anna.replies(outcome, said)
    assert said in (await ben.sees(said)).text
    await street.quiet()
    assert len(await street.cases()) == 1
    assert anna.chat(in_group)[-1] == thanks


async def test_a_neighbours_thanks_are_the_neighbours(street: Street) -> None:
    _, ben, outcome = await resolved(street, GRID)
    ella = street.telegram.person("Ella", language_code="en")
    street.maple_street.add(ella)
    await ella.replies(next(b for b in ella.chat(GRID) if b.text == outcome.text), "Thank you")
    assert (await ben.sees("Thank you")).text.startswith("Ella (a neighbour)")


async def test_anything_more_opens_a_new_case(street: Street) -> None:
    anna, ben, outcome = await resolved(street, GRID)
    await anna.replies(outcome, "Thanks, but it is stuck again")
    await anna.sees("We have your request for help", in_group=GRID, after=outcome)
    await ben.sees("stuck again")
    assert len(await street.cases()) == 2
