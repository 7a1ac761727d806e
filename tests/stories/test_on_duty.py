"""On duty: who is asked, who is next, and the truth to the resident each time."""

import asyncio
from datetime import timedelta

import pytest

from models.case import CaseState
from tests.street import DUTY_ROOM, GRID, Street


async def test_an_officer_who_never_pressed_start_is_passed_over(street: Street) -> None:
    anna = street.resident("Anna")
    street.officer("Ben", started=False)
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await street.later(seconds=1)
    await carol.sees("The lift is stuck")
    await street.quiet()
    assert "The backup officer has been told" in receipt.text


async def test_an_officer_who_blocked_the_bot_is_passed_over_at_once(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await street.quiet()
    await ben.blocks()
    await street.quiet()
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await carol.sees("The lift is stuck")
    await anna.sees("The backup officer has been told", in_group=GRID)


async def test_an_officer_whose_account_is_gone_is_passed_over(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await street.quiet()
    ben.deactivates()
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await street.later(seconds=1)
    await carol.sees("The lift is stuck")
    await anna.sees("The backup officer has been told", in_group=GRID)


async def test_one_of_two_who_is_reached_is_enough(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.officer("Carol", started=False)
    dan = street.officer("Dan", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    await street.later(seconds=1)
    await street.quiet()
    await dan.does_not_see("The lift is stuck")
    await anna.sees("The officer on duty has been told", in_group=GRID)


async def test_nobody_on_duty_goes_to_the_duty_room(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben", on_duty=False)
    street.duty_room(ben)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck", in_group=DUTY_ROOM)
    receipt = await anna.sees("so it went to the station's duty room", in_group=GRID)
    assert "No officer is available for your neighbourhood right now" in receipt.text
    assert "0996-0000110" in receipt.text
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)


async def test_nobody_at_all_is_said_as_it_is(street: Street) -> None:
    anna = street.resident("Anna")
    street.officer("Ben", on_duty=False)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("No officer is available right now", in_group=GRID)
    assert "We will come back to you by 10:10 at the latest" in receipt.text
    assert "call the station: 0996-0000110" in receipt.text


async def test_the_only_officer_unreachable_is_said_as_it_is(street: Street) -> None:
    anna = street.resident("Anna")
    street.officer("Ben", started=False)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("The officer on duty has been told", in_group=GRID)
    await street.later(seconds=1)
    await street.quiet()
    assert "No officer is available right now" in receipt.text


async def test_who_comes_on_duty_finds_the_case_that_nobody_could_take(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben", on_duty=False)
    carol = street.officer("Carol")
    street.file["shifts"][-1]["to"] = "2026-11-20T10:00"  # It is ten: hers is over.
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await anna.sees("No officer is available right now", in_group=GRID)
    await carol.does_not_see("The lift is stuck")
    await street.later(hours=23)
    await ben.sees("The lift is stuck")
    await anna.sees("The officer on duty has been told", in_group=GRID)


async def test_the_holder_who_blocks_the_bot_loses_the_case_to_the_next(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await ben.blocks()
    await street.quiet()
    await anna.writes("@doorstep_bot Is anyone coming?", in_group=GRID)
    await street.later(seconds=1)
    card = await carol.sees("The lift is stuck")
    more = await carol.sees("Is anyone coming?")
    assert more.reply_to == card
    await anna.sees("The backup officer has been told", in_group=GRID)


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_case_that_nobody_accepts_moves_on(street: Street, restarted: bool) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    dan = street.officer("Dan", position="leader", roles=("leader",))
    room = street.duty_room(dan)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await ben.sees("The lift is stuck")
    if restarted:
        await street.restart()
    await street.later(minutes=11)
    await carol.sees("The lift is stuck")
    await street.quiet()
    assert "We are sorry that you have to wait" in receipt.text
    assert "The backup officer has been told and will come back to you by 10:21" in receipt.text
    await street.later(minutes=11)
    await dan.sees("The lift is stuck")
    await anna.sees("The shift leader has been told", in_group=GRID)
    await street.later(minutes=11)
    card = await dan.sees("The lift is stuck", in_group=room)
    await anna.sees("went to the station's duty room", in_group=GRID)
    await street.later(minutes=11)
    reminder = await dan.sees("is overdue and nobody has it yet", in_group=room)
    assert reminder.reply_to == card
    await street.quiet()
    assert "went to the station's duty room" in receipt.text


async def test_a_deadline_is_done_once_however_often_the_clock_looks(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    street.officer("Dan", position="leader", roles=("leader",))
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    await street.quiet()
    assert street.app is not None
    street.clock.move(timedelta(minutes=11))
    await asyncio.gather(*(street.app.sweep() for _ in range(5)))
    await carol.sees("The lift is stuck")
    receipt = await anna.sees("The backup officer has been told", in_group=GRID)
    await street.quiet()
    assert "by 10:21" in receipt.text


async def test_an_accepted_case_stays(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await street.later(minutes=60)
    await street.quiet()
    await carol.does_not_see("The lift is stuck")
    assert (await street.case()).state is CaseState.ACCEPTED


async def test_the_first_card_still_accepts_after_the_case_moved_on(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await street.later(minutes=11)
    hers = await carol.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await street.quiet()
    assert "Officer Ben has it" in hers.text


async def test_a_grid_has_its_own_officers(street: Street) -> None:
    street.grid(GRID)
    street.grid("Oak Lane")
    anna = street.resident("Anna")
    ben = street.officer("Ben", grids=["grid-1"])
    carol = street.officer("Carol", grids=["grid-2"])
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    await street.quiet()
    await carol.does_not_see("The lift is stuck")


async def test_the_asker_who_blocked_the_bot_is_told_to_the_officer(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("My brother drinks")
    card = await ben.sees("My brother drinks")
    await anna.blocks()
    await street.quiet()
    await ben.replies(card, "Is he at home now?")
    await ben.sees("your words did not arrive")
