"""An officer on foot: on the way, in vain at the door, and notes for colleagues."""

import pytest

from simulator import Person
from simulator.driver.bubble import Bubble
from tests.street import GRID, Street

NOTE = "The dog bites"


async def held(street: Street) -> tuple[Person, Person, Bubble]:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await street.quiet()
    return anna, ben, card


async def test_on_my_way_is_told_once(street: Street) -> None:
    anna, ben, card = await held(street)
    assert card.buttons[-2:] == ["On my way", "Can't reach them"]
    taps = [await ben.taps(card, "On my way") for _ in range(2)]
    await anna.sees("Officer Ben is on the way to you.", in_group=GRID)
    for tap in taps:
        assert "knows that you are on your way" in (await tap.answer()).text
    await street.quiet()
    assert [one.text for one in anna.chat(in_group=GRID)].count(
        "🚶 Officer Ben is on the way to you."
    ) == 1


async def test_who_cannot_be_reached_is_asked_to_come_back(street: Street) -> None:
    anna, ben, card = await held(street)
    await ben.taps(card, "Can't reach them")
    told = await anna.sees("Officer Ben tried to reach you", in_group=GRID)
    await anna.replies(told, "I was in the cellar")
    await ben.sees("I was in the cellar")


async def test_a_note_stays_among_officers_and_goes_with_the_case(street: Street) -> None:
    anna, ben, card = await held(street)
    carol = street.officer("Carol", position="backup")
    await street.reload()
    await carol.starts(street.bot)
    await ben.replies(card, f"/note {NOTE}")
    await ben.sees("Only officers see it")
    await ben.taps(card, "Pass on")
    noted = await carol.sees(NOTE)
    assert "internal note" in noted.text
    assert noted.text.startswith("Officer Ben")
    await carol.replies(noted, "Keep the door shut")
    await anna.sees("Keep the door shut", in_group=GRID)
    await street.quiet()
    await anna.does_not_see(NOTE)


async def test_a_colleagues_note_reaches_the_holder_and_an_edit_stays_a_note(
    street: Street,
) -> None:
    anna, ben, carol = street.resident("Anna"), street.officer("Ben"), street.officer("Carol")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await carol.sees("The lift is stuck")
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    said = await carol.replies(card, f"/note {NOTE}")
    await ben.sees(NOTE)
    await carol.edits(said, "/note The dog bites hard")
    await ben.sees("The dog bites hard")
    await street.quiet()
    await anna.does_not_see(NOTE)


async def test_a_note_on_nothing_is_refused(street: Street) -> None:
    anna, ben, card = await held(street)
    await ben.writes(f"/note {NOTE}")
    await ben.sees("To keep an internal note")
    await ben.replies(card, "/note")
    await street.quiet()
    await anna.does_not_see(NOTE)


async def test_a_note_in_the_group_is_not_passed_on(street: Street) -> None:
    _, ben, _ = await held(street)
    street.maple_street.add(ben)
    await ben.writes(f"/note {NOTE}", in_group=GRID)
    await ben.sees("Internal notes are written to me in private", in_group=GRID)


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_on_foot(self, street: Street) -> None:
        li, wang = street.resident("李奶奶"), street.officer("王向阳")
        await li.writes("求助 电梯坏了", in_group=GRID)
        card = await wang.sees("电梯坏了")
        await wang.taps(card, "接单")
        await street.quiet()
        await wang.taps(card, "我已出发")
        await li.sees("王警官正在赶来", in_group=GRID)
        await wang.taps(card, "联系不上")
        await li.sees("刚才没能联系上您", in_group=GRID)
        await wang.replies(card, "/note 家里有狗")
        await wang.sees("只有经办民警看得到")
        await street.quiet()
        await li.does_not_see("家里有狗")
