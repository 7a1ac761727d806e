"""Building and door: asked in private, to be skipped, for officers alone."""

import pytest

from simulator.driver.attachments import Attachment
from tests.stories.test_media import KINDS
from tests.street import DUTY_ROOM, GRID, Street

ASKED = "which building and door?"
DOOR = "House 4, door 301"


async def test_it_is_asked_told_and_shown_to_officers_alone(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.duty_room(ben)
    await street.quiet()
    await anna.writes("My brother drinks")
    question = await anna.sees(ASKED)
    assert question.buttons == ["Skip"]
    card = await ben.sees("My brother drinks")
    await anna.replies(question, DOOR)
    assert (await ben.sees(f"Anna · 🟡 {(await street.case()).number}")).reply_to == card
    await street.quiet()
    assert f"🏠 {DOOR}" in card.text
    assert question.text == f"Thank you, noted for the officers alone: {DOOR}"
    assert (await street.case()).door == DOOR
    await ben.taps(card, "Pass on")
    await ben.sees((await street.case()).number, in_group=DUTY_ROOM)
    await street.quiet()
    for chat in (GRID, DUTY_ROOM):
        group = street.maple_street if chat == GRID else None
        if group is not None:
            group.add(ben)
        assert not any(DOOR in bubble.text for bubble in ben.chat(in_group=chat))


async def test_it_can_be_skipped(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("My brother drinks")
    question = await anna.sees(ASKED)
    await anna.taps(question, "Skip")
    await ben.sees("My brother drinks")
    await street.quiet()
    assert question.text.startswith("All right")
    assert question.buttons == []
    assert (await street.case()).door is None


async def test_the_next_time_it_is_offered_and_not_assumed(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("My brother drinks")
    await anna.replies(await anna.sees(ASKED), DOOR)
    joined = await anna.writes("He shouts")
    added = await anna.sees("Added to your request", after=joined)
    await anna.taps(added, "This is something new")
    question = await anna.sees(ASKED, after=added)
    assert question.buttons == [DOOR, "Skip"]
    first, second = await street.cases()
    assert (first.door, second.door) == (DOOR, None)
    await anna.taps(question, DOOR)
    told = await ben.sees(f"🏠 {second.number} · {DOOR}")
    await street.quiet()
    assert (await street.cases())[1].door == DOOR
    assert told.reply_to is not None
    assert f"🏠 {DOOR}" in told.reply_to.text


async def test_an_edit_of_the_answer_counts(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("My brother drinks")
    said = await anna.replies(await anna.sees(ASKED), DOOR)
    await street.quiet()
    await anna.edits(said, "House 5, door 301")
    await ben.sees("House 5, door 301")
    assert (await street.case()).door == "House 5, door 301"


async def test_nobody_else_answers_or_skips(street: Street) -> None:
    anna, ella, ben = street.resident("Anna"), street.resident("Ella"), street.officer("Ben")
    await street.quiet()
    await anna.writes("My brother drinks")
    question = await anna.sees(ASKED)
    case = await street.case()
    for who in (ella, ben):
        for name in ("same_door", "skip_door"):
            tap = await who.presses(who.chat()[-1], f"{name}:{case.id}")
            assert case.number not in (await tap.answer()).text
    await street.quiet()
    assert question.buttons == ["Skip"]


async def test_for_a_question_it_is_left_open_and_in_the_group_not_asked(street: Street) -> None:
    anna, ella, ben = street.resident("Anna"), street.resident("Ella"), street.officer("Ben")
    await street.quiet()
    await anna.writes("/ask Who repairs the lamp?")
    question = await anna.sees("If it is about one place: which building and door?")
    await anna.replies(question, DOOR)
    await ben.sees(f"🏠 {DOOR}")
    await ella.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    await street.quiet()
    await ella.does_not_see(ASKED, in_group=GRID)
    await ella.does_not_see(ASKED)


@pytest.mark.parametrize("kind", [*KINDS, "text", "album"])
async def test_whatever_opens_a_case_is_asked_where_and_anything_joins_it(
    street: Street, kind: str
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    for _ in range(2):
        if kind == "text":
            await anna.writes("My brother drinks")
        elif kind == "album":
            await anna.sends_album(Attachment("photo", caption="Look"), Attachment("photo"))
        else:
            await KINDS[kind](anna, {})
        await street.quiet()
    await anna.sees(ASKED)
    await anna.sees("Added to your request")
    assert (await street.case()).door is None
    shown = [one for one in ben.chat() if one.kind == ("photo" if kind == "album" else kind)]
    if kind != "text":
        assert len(shown) == (4 if kind == "album" else 2)


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_asked_and_told(self, street: Street) -> None:
        li, wang = street.resident("李奶奶"), street.officer("王向阳")
        await street.quiet()
        await li.writes("我家水管爆了")
        question = await li.sees("几号楼、几门几户")
        assert question.buttons == ["跳过"]
        await li.replies(question, "4栋2单元301")
        await wang.sees("🏠 4栋2单元301")
        await li.sees("只有民警看得到：4栋2单元301")
