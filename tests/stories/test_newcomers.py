"""Whoever comes on duty while a case waits at their step is asked at once, and once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from models.case import CaseEvent, CaseState
from models.deadline import Deadline
from models.exchange import Delivery, Exchange, Operation, Purpose
from simulator import Person
from tests.street import DUTY_ROOM, GRID, Street

LIFT = "The lift is stuck"
CARDS = Exchange.purpose == Purpose.CARD
TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "waiting": "Waiting for an officer",
        "handed": "Handed over to you",
        "all": "Accept all",
    },
    "zh_Hans": {"waiting": "等待民警接单", "handed": "交接给您的事项", "all": "全部接单"},
}


def shift(street: Street, begins: str, ends: str, **more: Any) -> None:
    """Of whoever was named last: theirs is this one alone."""
    hours = {"from": f"2026-11-20T{begins}", "to": f"2026-11-20T{ends}"}
    street.file["shifts"][-1] |= hours | more


async def cards_of(street: Street, person: Person) -> int:
    to = Exchange.address_id == (await street.address(person)).id
    return len(await street.sent(CARDS, to, Exchange.operation == Operation.SEND))


async def came(street: Street) -> list[list[str]]:
    async with street.record() as session:
        told = select(CaseEvent.detail).where(CaseEvent.what == "came_on_duty")
        return [detail["people"] for detail in await session.scalars(told.order_by(CaseEvent.id))]


async def test_a_shift_that_begins(street: Street) -> None:
    """A question waits for a quarter of an hour at each step; Carol needn't."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    shift(street, "08:00", "11:00")
    carol = street.officer("Carol")
    shift(street, "11:00", "20:00")
    dan = street.officer("Dan", position="backup")
    await street.later(minutes=58)
    await anna.writes("/ask Where do I register my sister?", in_group=GRID)
    await ben.sees("register my sister")
    await street.later(minutes=2)
    card = await carol.sees("register my sister")
    await anna.sees("Passed on to Officer Carol", in_group=GRID)
    await dan.does_not_see("register my sister")
    assert await came(street) == [["Carol"]]
    await street.restart()
    await street.later(minutes=1)
    assert await cards_of(street, carol) == 1
    await carol.taps(card, "Accept")
    await anna.sees("Officer Carol has it", in_group=GRID)


async def test_i_take_this_shift_now(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    dan = street.officer("Dan", on_duty=False)
    carol = street.officer("Carol", position="backup")
    await anna.writes(f"/help {LIFT}", in_group=GRID)
    await ben.sees(LIFT)
    await dan.writes("/duty")
    taken = await dan.sees("On duty: Officer Ben")
    await dan.taps(taken, f"Take over now: Ben · {GRID}")
    mine = await dan.sees("You have this shift from now on")
    await street.later(seconds=1)
    await dan.sees(LIFT)
    await dan.taps(mine, "Undo")
    await street.later(seconds=1)
    assert await cards_of(street, ben) == await cards_of(street, dan) == 1
    await carol.does_not_see(LIFT)


async def test_back_from_away(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol")
    street.officer("Dan", position="backup")
    await street.quiet()
    await ben.writes("/duty")
    await ben.taps(await ben.sees("Your shifts"), "I'm away until…")
    await ben.taps(await ben.sees("Until when are you away?"), "11-20 11:00")
    await ben.sees("You are away until 20 Nov 11:00")
    await street.later(minutes=59)
    await anna.writes(f"/help {LIFT}", in_group=GRID)
    await carol.sees(LIFT)
    await ben.does_not_see(LIFT)
    await street.later(minutes=1)
    await ben.sees(LIFT)
    assert await came(street) == [["Ben"]]


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
async def test_several_are_read_in_one_list(street: Street, language: str) -> None:
    texts = TEXTS[language]
    street.officer("Ben")
    shift(street, "08:00", "11:00")
    carol = street.officer("Carol")
    shift(street, "11:00", "20:00")
    await street.later(minutes=58)
    for who, words in (("Anna", LIFT), ("Ella", "The light is out")):
        neighbour = street.resident(who)
        await neighbour.starts(street.bot)
        await neighbour.writes(f"/help {words}", in_group=GRID)
        await street.quiet()
    await street.later(minutes=2)
    listed = await carol.sees(texts["waiting"])
    assert texts["handed"] not in listed.text
    assert all(case.number in listed.text for case in await street.cases())
    assert await cards_of(street, carol) == 0
    await street.restart()
    await street.later(seconds=1)
    assert len([one for one in carol.chat() if texts["waiting"] in one.text]) == 1
    await carol.taps(listed, texts["all"])
    await street.quiet()
    assert {case.state for case in await street.cases()} == {CaseState.ACCEPTED}


async def test_a_case_that_could_be_asked_of_nobody(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    shift(street, "11:00", "20:00")
    street.clock.move(timedelta(minutes=30))
    await anna.writes(f"/help {LIFT}", in_group=GRID)
    receipt = await anna.sees("No officer is available right now", in_group=GRID)
    await street.later(minutes=9)
    await ben.does_not_see(LIFT)
    await street.later(minutes=21)
    await ben.sees(LIFT)
    await street.quiet()
    assert "Officer Ben" in receipt.text
    async with street.record() as session:
        ahead = await session.scalars(select(Deadline).where(Deadline.done_at.is_(None)))
        assert len(list(ahead)) == 1


async def test_what_has_reached_the_duty_room_is_joined_by_nobody(street: Street) -> None:
    anna, dan = street.resident("Anna"), street.officer("Dan", on_duty=False)
    street.duty_room(dan)
    ben = street.officer("Ben")
    shift(street, "11:00", "20:00")
    await street.later(minutes=58)
    await anna.writes(f"/help {LIFT}", in_group=GRID)
    await dan.sees(LIFT, in_group=DUTY_ROOM)
    await street.later(minutes=2)
    await ben.does_not_see(LIFT)
    await street.later(minutes=61)
    await ben.sees(LIFT)


async def test_a_keeper_whose_working_day_begins(street: Street) -> None:
    """Nobody else is there; Kim looks after Maple Street, from half past ten on."""
    anna, kim = street.resident("Anna"), street.officer("Kim", on_duty=False)
    street.file["people"][-1] |= {
        "grids": ["grid-1"],
        "working_hours": {"days": "all", "from": "10:30", "to": "18:00"},
    }
    await anna.writes(f"/help {LIFT}", in_group=GRID)
    await anna.sees("No officer is available right now", in_group=GRID)
    await street.later(minutes=29)
    await kim.does_not_see(LIFT)
    await street.later(minutes=1)
    await kim.sees(LIFT)


async def test_what_an_officer_has_answered_is_not_asked_of_newcomers(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    shift(street, "08:00", "11:00")
    carol = street.officer("Carol")
    shift(street, "11:00", "20:00")
    street.maple_street.add(ben)
    await street.later(minutes=58)
    await anna.writes(f"/help {LIFT}", in_group=GRID)
    receipt = await ben.sees("We have your request", in_group=GRID)
    await ben.replies(receipt, "It is being mended")
    await street.later(minutes=2)
    await carol.does_not_see(LIFT)


def comes_back(street: Street, at: str) -> None:
    """Whoever was named last goes at eleven, and is there again from then on."""
    later = street.file["shifts"][-1] | {"from": f"2026-11-20T{at}", "to": "2026-11-20T20:00"}
    shift(street, "08:00", "11:00")
    street.file["shifts"].append(later)


async def reminders_of(street: Street, person: Person) -> int:
    to = Exchange.address_id == (await street.address(person)).id
    return len(await street.sent(Exchange.template == "asked_again", to))


async def test_who_knew_the_case_before_it_was_set_free_is_asked_again(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    comes_back(street, "12:00")
    dan, eve = street.officer("Dan"), street.officer("Eve")
    await anna.writes("/ask Where do I register my sister?", in_group=GRID)
    card = await ben.sees("register my sister")
    await dan.taps(await dan.sees("register my sister"), "Accept")
    await street.later(minutes=119)
    await dan.blocks()
    await street.quiet()
    await anna.writes("@doorstep_bot Is anyone there?", in_group=GRID)
    await street.later(seconds=1)
    await eve.sees("Is anyone there?")
    assert await reminders_of(street, ben) == 0
    await street.later(minutes=1)
    assert await came(street) == [["Ben"]]
    assert (await ben.sees("you are asked once more")).reply_to == card
    await street.restart()
    await street.later(seconds=1)
    assert (await cards_of(street, ben), await reminders_of(street, ben)) == (1, 1)


@pytest.mark.parametrize("passes_on", [False, True])
async def test_who_was_asked_at_an_earlier_step_has_not_come_on_duty(
    street: Street, passes_on: bool
) -> None:
    """Kim looks after Maple Street, and has the main shift as well."""
    anna, kim = street.resident("Anna"), street.officer("Kim")
    street.file["people"][-1] |= {"grids": ["grid-1"], "working_hours": {"days": "all"}}
    carol = street.officer("Carol")
    await anna.writes(f"/help {LIFT}", in_group=GRID)
    card = await kim.sees(LIFT)
    if passes_on:
        await kim.taps(card, "Pass on")
    await street.later(minutes=0 if passes_on else 3)
    await carol.sees(LIFT)
    await street.restart()
    await street.later(seconds=1)
    assert await came(street) == []


@pytest.mark.parametrize("lost", ["failed", "cancelled", "elsewhere"])
async def test_a_card_that_never_arrived_has_reached_nobody(street: Street, lost: str) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/ask Where do I register my sister?", in_group=GRID)
    await ben.sees("register my sister")
    await street.quiet()
    elsewhere = {"address_id": (await street.address(anna)).id}
    change = elsewhere if lost == "elsewhere" else {"delivery": Delivery(lost)}
    async with street.store.writing() as session:
        await session.execute(update(Exchange).where(CARDS).values(change))
    await street.restart()
    await street.later(seconds=1)
    arrived = Exchange.delivery == Delivery.DONE
    to = Exchange.address_id == (await street.address(ben)).id
    assert len(await street.sent(CARDS, to, arrived, Exchange.operation == Operation.SEND)) == 1


async def test_a_clock_that_was_put_back_reminds_nobody(street: Street) -> None:
    """Ben gives the case up at ten, by a clock that was an hour ahead."""
    anna, ben, carol = street.resident("Anna"), street.officer("Ben"), street.officer("Carol")
    await anna.writes("/ask Where do I register my sister?", in_group=GRID)
    await ben.taps(await ben.sees("register my sister"), "Accept")
    await street.quiet()
    await ben.blocks()
    await street.quiet()
    await anna.writes("@doorstep_bot Is anyone there?", in_group=GRID)
    await street.later(seconds=1)
    await carol.sees("Is anyone there?")
    await street.quiet()
    street.clock.move(timedelta(hours=-1))
    fay = street.officer("Fay")
    await fay.starts(street.bot)
    await street.reload()
    await street.later(seconds=1)
    await fay.sees("register my sister")
    await street.restart()
    await street.later(seconds=1)
    assert (await cards_of(street, fay), await reminders_of(street, fay)) == (1, 0)
