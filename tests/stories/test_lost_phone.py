"""A lost phone is shut out with one tap; who left the staff is out at the next load."""

import pytest
from sqlalchemy import select

from models.case import CaseEvent, CaseState
from models.person import Suspension
from simulator import Person
from simulator.driver.bubble import Bubble
from tests.street import DUTY_ROOM, GRID, Street

OUT = "This account was shut out by the station"


async def held_by_ben(street: Street) -> tuple[Person, Person, Person, Bubble]:
    """Ben holds a case; Carol is on duty, too; Dan leads."""
    anna, ben, carol = street.resident("Anna"), street.officer("Ben"), street.officer("Carol")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await street.quiet()
    return anna, ben, carol, card


def leader(street: Street, name: str = "Dan", role: str = "leader") -> Person:
    return street.officer(name, on_duty=False, roles=(role,))


async def shut_out(dan: Person, name: str = "Ben") -> Bubble:
    await dan.writes("/lost")
    listed = await dan.sees("Whose phone is lost?")
    await dan.taps(listed, name)
    return listed


async def test_one_tap_shuts_the_account_out_and_hands_its_cases_over(street: Street) -> None:
    dan = leader(street)
    anna, ben, carol, card = await held_by_ben(street)
    listed = await shut_out(dan)
    await street.later(seconds=1)
    digest = await carol.sees("Handed over to you")
    await carol.taps(digest, (await street.case()).number)
    again = await carol.sees("The lift is stuck")
    assert listed.text.splitlines() == ["Officer Ben's account is shut out.", "Cases handed on: 1"]
    for label in ("Resolve", "On my way"):
        tap = await ben.taps(card, label)
        assert (await tap.answer()).text.startswith(OUT)
    await ben.replies(card, "Let me in")
    await ben.sees(OUT)
    for said in ("/cases", "/new Mrs Li: burst pipe", "/help My key is lost", "Hello"):
        await ben.writes(said)
    street.maple_street.add(ben)
    await ben.writes("/help My key is lost", in_group=GRID)
    await street.quiet()
    await anna.does_not_see("Let me in")
    await anna.does_not_see(OUT, in_group=GRID)
    assert "The lift is stuck" in again.text
    case = await street.case()
    assert (case.state, case.holder_id) == (CaseState.WAITING, None)
    async with street.record() as session:
        (row,) = await session.scalars(select(Suspension))
        events = list(await session.scalars(select(CaseEvent.what)))
    assert (row.person_id, row.by_id) == (
        (await street.address(ben)).person_id,
        (await street.address(dan)).person_id,
    )
    assert "holder_lost" in events


async def test_another_tap_lets_it_in_again(street: Street) -> None:
    dan = leader(street)
    anna, ben, _, card = await held_by_ben(street)
    listed = await shut_out(dan)
    await street.later(seconds=1)
    await dan.taps(listed, "Let Ben in again")
    await street.quiet()
    assert listed.text == "Officer Ben's account is let in again."
    await ben.replies(card, "I am coming")
    await anna.sees("I am coming", in_group=GRID)
    async with street.record() as session:
        (row,) = await session.scalars(select(Suspension))
    assert row.lifted_at is not None
    assert row.lifted_by_id is not None


async def test_a_new_account_works_while_the_lost_phone_stays_outside(street: Street) -> None:
    dan, ben = leader(street), street.officer("Ben")
    await street.quiet()
    await shut_out(dan)
    await street.quiet()
    new = street.telegram.person("Ben's new phone", language_code="en")
    street.file["people"][1]["telegram"] = new.id
    await street.reload()
    await new.starts(street.bot)
    await new.writes("/cases")
    await new.sees("Nothing is to be done")
    await ben.writes("/cases")
    await ben.sees(OUT)


async def test_only_who_leads_may_and_a_leader_not_the_chief(street: Street) -> None:
    anna, ben, dan = street.resident("Anna"), street.officer("Ben"), leader(street)
    street.duty_room(ben, dan)
    eve = leader(street, "Eve", "chief")
    await street.quiet()
    await ben.writes("/lost")
    await ben.sees("this is for someone else")
    await dan.writes("/lost")
    assert (await dan.sees("Whose phone is lost?")).buttons == ["Ben"]
    await dan.writes("/lost", in_group=DUTY_ROOM)
    await dan.sees("open it, and send /lost there", in_group=DUTY_ROOM)
    await eve.writes("/lost")
    assert (await eve.sees("Whose phone is lost?")).buttons == ["Ben", "Dan"]
    chief, officer = [(await street.address(who)).person_id for who in (eve, ben)]
    for who, whom in ((dan, chief), (ben, chief), (anna, officer), (dan, 17)):
        for name in ("suspend", "lift"):
            await who.presses(who.chat()[-1], f"{name}:{whom}")
    await street.quiet()
    async with street.record() as session:
        assert not list(await session.scalars(select(Suspension)))


async def test_who_is_out_of_the_file_is_out_at_the_next_load(street: Street) -> None:
    dan = leader(street)
    anna, ben, carol, card = await held_by_ben(street)
    number = (await street.case()).number
    people, shifts = street.file["people"], street.file["shifts"]
    badge = next(one["badge"] for one in people if one["name"] == "Ben")
    street.file["people"] = [one for one in people if one["badge"] != badge]
    street.file["shifts"] = [one for one in shifts if one["badge"] != badge]
    await street.reload()
    await street.later(seconds=1)
    await carol.sees("Waiting for an officer")
    case = await street.case()
    assert (case.state, case.holder_id) == (CaseState.WAITING, None)
    for label in ("Resolve", "On my way", "Pass on"):
        tap = await ben.taps(card, label)
        answer = (await tap.answer()).text
        assert answer
        assert number not in answer
    await ben.replies(card, "I am still here")
    await street.quiet()
    await anna.does_not_see("I am still here")
    assert (await street.cases())[0].state is CaseState.WAITING
    await dan.writes("/lost")
    assert (await dan.sees("Whose phone is lost?")).buttons == ["Carol"]


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_shut_out(self, street: Street) -> None:
        wang, zhao = street.officer("王向阳"), leader(street, "赵强")
        await street.quiet()
        await zhao.writes("/lost")
        listed = await zhao.sees("是谁的手机丢了？")
        await zhao.taps(listed, "王向阳")
        await zhao.sees("王向阳警官的账号已停用")
        await wang.writes("/cases")
        await wang.sees("这个账号已被派出所停用")
        await zhao.taps(listed, "恢复王向阳")
        await zhao.sees("已恢复使用")


async def test_who_is_out_of_the_file_edits_nothing_into_a_case(street: Street) -> None:
    anna, ben, carol, card = await held_by_ben(street)
    said = await ben.replies(card, "Somebody comes at 8")
    await anna.sees("Somebody comes at 8", in_group=GRID)
    people, shifts = street.file["people"], street.file["shifts"]
    badge = next(one["badge"] for one in people if one["name"] == "Ben")
    street.file["people"] = [one for one in people if one["badge"] != badge]
    street.file["shifts"] = [one for one in shifts if one["badge"] != badge]
    await street.reload()
    await street.later(seconds=1)
    await carol.sees("Waiting for an officer")
    await ben.edits(said, "Nobody will ever come")
    await street.quiet()
    await anna.does_not_see("Nobody will ever come")
    case = await street.case()
    assert (case.state, case.holder_id) == (CaseState.WAITING, None)
