"""A case goes from hand to hand: to a colleague by name, to the duty room, and back."""

import pytest

from tests.street import GRID, Street


async def test_the_choice_begins_with_the_line_and_with_who_is_on_duty(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.officer("Abe", on_duty=False)
    street.officer("Carol", position="backup")
    street.duty_room(ben)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Pass on to…")
    await street.quiet()
    assert card.buttons == ["Next in line", "Carol", "Abe", "Duty room", "Back"]
    await ben.taps(card, "Back")
    await street.quiet()
    assert card.buttons[0] == "Accept"
    await ben.taps(card, "Pass on to…")
    await street.quiet()
    await ben.taps(card, "Next in line")
    await anna.sees("The backup officer has been told", in_group=GRID)


async def test_a_colleague_is_asked_by_name_and_gives_it_back(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    eve = street.officer("Eve", on_duty=False)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    await ben.taps(card, "Pass on to…")
    await street.quiet()
    await ben.taps(card, "Eve")
    its_card = await eve.sees("Passed on by Officer Ben")
    await anna.sees("Another officer has been told", in_group=GRID)
    await street.quiet()
    assert "Asked: Eve" in card.text
    assert (await street.case()).holder_id is None
    await eve.taps(its_card, "Accept")
    await anna.sees("Officer Eve has it", in_group=GRID)
    await eve.taps(its_card, "Pass on to…")
    await street.quiet()
    assert "Back to Ben" in its_card.buttons
    await eve.taps(its_card, "Back to Ben")
    await ben.taps(await ben.sees("Passed on by Officer Eve"), "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)


async def test_who_is_asked_by_name_and_stays_silent_loses_it_to_the_line(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    eve = street.officer("Eve", on_duty=False)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Pass on to…")
    await street.quiet()
    await ben.taps(card, "Eve")
    await eve.sees("The lift is stuck")
    await street.later(minutes=11)
    await carol.sees("The lift is stuck")
    await anna.sees("The backup officer has been told", in_group=GRID)


async def test_a_colleague_who_blocked_the_bot_is_no_dead_end(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    eve = street.officer("Eve", on_duty=False)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Pass on to…")
    await street.quiet()
    await eve.blocks(street.bot)
    await street.quiet()
    tap = await ben.taps(card, "Eve")
    assert "Eve can't be reached here" in (await tap.answer()).text


async def test_to_the_duty_room(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.officer("Carol", position="backup")
    room = street.duty_room(ben)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Pass on to…")
    await street.quiet()
    await ben.taps(card, "Duty room")
    await ben.sees("Passed on by Officer Ben", in_group=room)
    await anna.sees("station's duty room", in_group=GRID)


async def test_only_the_holder_hands_it_on(street: Street) -> None:
    anna, ben, carol = street.resident("Anna"), street.officer("Ben"), street.officer("Carol")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await carol.sees("The lift is stuck")
    await carol.taps(card, "Pass on to…")
    await street.quiet()
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    case = await street.case()
    for data in (f"hand_to_room:{case.id}", f"choose_colleague:{case.id}", f"hand_back:{case.id}"):
        tap = await carol.presses(card, data)
        assert (await tap.answer()).text != ""
    assert (await street.case()).holder_id == case.holder_id


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_to_a_colleague(self, street: Street) -> None:
        li, wang = street.resident("李奶奶"), street.officer("王向阳")
        mei = street.officer("李梅", on_duty=False)
        await li.writes("求助 电梯坏了", in_group=GRID)
        card = await wang.sees("电梯坏了")
        await wang.taps(card, "转交给…")
        await street.quiet()
        await wang.taps(card, "李梅")
        await mei.sees("由王向阳警官转来")
        await li.sees("已请另一位民警跟进", in_group=GRID)
