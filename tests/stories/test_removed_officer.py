"""An officer who isn't in the station's file any more (fault 44): out at once, and what they held
is asked anew."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.desks import Desks
from bot.directories import Directories
from models.case import CaseState
from models.handover import Handover
from services import handover_rows, handovers
from simulator import Person
from tests.street import GRID, Street


async def leaves_the_staff(street: Street, officer: Person) -> None:
    badges = {one["badge"] for one in street.file["people"] if one["name"] == officer.name}
    for part in ("people", "shifts"):
        street.file[part] = [one for one in street.file[part] if one["badge"] not in badges]
    await street.reload()


async def left(street: Street) -> list[Handover]:
    async with street.record() as session:
        return list(await session.scalars(select(Handover).where(Handover.left)))


async def test_they_read_nothing_more_of_the_case_that_they_held(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await street.quiet()
    await anna.writes("My brother drinks")
    card = await ben.sees("My brother drinks")
    await ben.taps(card, "Accept")
    await street.quiet()
    shown = card.text
    await leaves_the_staff(street, ben)
    await anna.writes("He hit me today")
    await street.later(seconds=1)
    digest = await carol.sees("Handed over to you")
    assert "My brother drinks" not in digest.text  # Not for everyone.
    await carol.taps(digest, (await street.case()).number)
    theirs = await carol.sees("My brother drinks")
    await carol.sees("He hit me today")
    await carol.taps(theirs, "Accept")
    await street.quiet()
    await ben.does_not_see("He hit me today")
    assert card.text == shown  # Nor does the card on their screen follow the case.
    case = await street.case()
    assert case.state is CaseState.ACCEPTED


async def test_they_read_nothing_more_of_a_case_that_waits(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    receipt = await anna.sees("We have your request", in_group=GRID)
    await street.quiet()
    await leaves_the_staff(street, ben)
    await anna.replies(receipt, "In house 4")
    await carol.sees("In house 4")
    await street.quiet()
    await ben.does_not_see("In house 4")


async def test_who_came_back_before_the_clock_looked_keeps_the_case(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    held = (await street.case()).holder_id
    was = {part: list(street.file[part]) for part in ("people", "shifts")}

    async def leaves_and_comes_back() -> None:
        await leaves_the_staff(street, ben)
        street.file.update(was)
        await street.reload()
        assert [row.done_at for row in await left(street)] == [None]

    await street.restart(while_down=leaves_and_comes_back)  # The clock looks once the bot is up.
    await street.later(seconds=1)
    assert [row.done_at is None for row in await left(street)] == [False]
    assert (await street.case()).holder_id == held


async def test_whoever_looks_with_the_old_roster_leaves_it_to_the_next_look(street: Street) -> None:
    """The file is loaded while the clock has begun to look: it sees that Ben has left, and still
    has him on its list."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    assert (await street.case()).holder_id is not None
    desks = Desks(street.store, Directories(street.bot.id), street.clock)
    async with desks.open() as desk:
        old = desk.directory

    async def leaves_meanwhile() -> None:
        await leaves_the_staff(street, ben)
        async with desks.open() as desk:
            looking = replace(desk, directory=old)
            await handovers.fall_due(looking, await handover_rows.due(looking))
        assert [row.done_at for row in await left(street)] == [None]

    await street.restart(while_down=leaves_meanwhile)
    await street.later(seconds=1)
    assert (await street.case()).number in (await carol.sees("Handed over to you")).text


async def test_a_clock_that_is_put_back_delays_nothing(street: Street) -> None:
    """One case Ben holds, of the other he was asked."""
    anna, ella, ben = street.resident("Anna"), street.resident("Ella"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    await ella.writes("/help The light is out", in_group=GRID)
    await ben.sees("The light is out")
    await street.quiet()
    street.clock.move(timedelta(hours=-1))
    await leaves_the_staff(street, ben)
    await street.later(seconds=1)
    await carol.sees("Handed over to you")
    await carol.sees("The light is out")
    assert {case.holder_id for case in await street.cases()} == {None}


async def test_all_they_had_goes_to_who_is_on_duty_in_one_digest(street: Street) -> None:
    anna, ella, ben = street.resident("Anna"), street.resident("Ella"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    receipts = []
    for asker, words in ((anna, "The lift is stuck"), (ella, "The light is out")):
        await asker.writes(f"/help {words}", in_group=GRID)
        await ben.taps(await ben.sees(words), "Accept")
        await street.quiet()
        number = (await street.cases())[-1].number
        receipts.append(await asker.sees(f"Request {number}", in_group=GRID))
    await leaves_the_staff(street, ben)
    await street.later(seconds=1)
    digest = await carol.sees("Handed over to you")
    await street.quiet()
    assert [case.number in digest.text for case in await street.cases()] == [True, True]
    assert all("Passed on to Officer Carol" in one.text for one in receipts)
    await carol.taps(digest, "Accept all")
    await anna.sees("Officer Carol has it", in_group=GRID)
    assert {case.state for case in await street.cases()} == {CaseState.ACCEPTED}


async def test_who_knew_of_it_by_a_list_alone_has_left(street: Street) -> None:
    """Ben's case was handed to Carol, who has no card of it; somebody else is asked at once."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    dan = street.officer("Dan", position="leader", roles=("leader",))
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    await street.quiet()
    await leaves_the_staff(street, ben)
    await street.later(seconds=1)
    await carol.sees("Handed over to you")
    await leaves_the_staff(street, carol)
    await street.later(seconds=1)
    await dan.sees("The lift is stuck")


async def test_who_is_an_officer_no_more_may_do_nothing_with_a_case(street: Street) -> None:
    """They stay with us as a volunteer."""
    anna, ella, ben = street.resident("Anna"), street.resident("Ella"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await street.quiet()
    street.file["people"][0]["roles"] = ["volunteer"]
    street.file["shifts"] = street.file["shifts"][1:]
    await street.reload()
    await street.later(seconds=1)
    await carol.sees("Handed over to you")
    tap = await ben.presses(card, f"accept:{(await street.case()).id}")
    assert (await tap.answer()).show_alert
    await ben.writes("/cases")
    await ben.sees("Nothing is to be done")
    await ella.writes("/help The light is out", in_group=GRID)
    await carol.sees("The light is out")
    await ben.does_not_see("The light is out")
    assert [case.holder_id for case in await street.cases()] == [None, None]
