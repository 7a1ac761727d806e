"""More than one case at once: what is said goes to the right one."""

import pytest

from models.exchange import Exchange
from simulator import Person
from simulator.driver.attachments import Attachment
from simulator.driver.bubble import Bubble
from tests.street import GRID, Street

ASKED = "Which case is this for?"


async def two_cases(street: Street) -> tuple[Person, Person, Person]:
    anna, dora, ben = street.resident("Anna"), street.resident("Dora"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    await dora.writes("There is noise at night")
    await ben.sees("There is noise at night")
    await street.quiet()
    return anna, dora, ben


def choice(question: Bubble, name: str) -> str:
    return next(label for label in question.buttons if name in label)


async def test_each_relayed_message_carries_number_and_colour(street: Street) -> None:
    anna, dora, ben = await two_cases(street)
    first, second = await street.cases()
    await anna.writes("@doorstep_bot House 4", in_group=GRID)
    assert (await ben.sees("House 4")).text.startswith(f"Anna · 🟡 {first.number}")
    await street.later(minutes=31)
    await dora.writes("It goes on")
    assert (await ben.sees("It goes on")).text.startswith(f"Dora · 🔴 {second.number}")


async def test_a_plain_message_asks_which_case_and_goes_where_it_is_told(street: Street) -> None:
    anna, dora, ben = await two_cases(street)
    said = await ben.writes("I am coming")
    question = await ben.sees(ASKED)
    assert question.reply_to == said
    known, new = question.buttons[:-2], question.buttons[-2:]
    assert [one.split(" · ")[1:2] for one in known] == [["Anna"], ["Dora"]]
    assert new == ["New case", "For myself"]
    await street.quiet()
    await anna.does_not_see("I am coming")
    await dora.does_not_see("I am coming")
    await ben.taps(question, choice(question, "Dora"))
    await dora.sees("I am coming")
    await street.quiet()
    await anna.does_not_see("I am coming")
    number = (await street.cases())[1].number
    assert question.text == f"Taken as your answer in {number}."
    assert question.buttons == []
    await ben.replies(question, "In ten minutes")
    await dora.sees("In ten minutes")


async def test_an_edit_before_the_tap_counts(street: Street) -> None:
    anna, _, ben = await two_cases(street)
    said = await ben.writes("I am comming")
    question = await ben.sees(ASKED)
    await ben.edits(said, "I am coming")
    await street.quiet()
    await ben.taps(question, choice(question, "Anna"))
    answer = await anna.sees("I am coming", in_group=GRID)
    assert "edited" not in answer.text


async def test_it_goes_out_once(street: Street) -> None:
    anna, _, ben = await two_cases(street)
    await ben.writes("I am coming")
    question = await ben.sees(ASKED)
    first = choice(question, "Anna")
    taps = [await ben.taps(question, first), await ben.taps(question, choice(question, "Dora"))]
    assert (await taps[0].answer()).text == ""
    assert "no longer works" in (await taps[1].answer()).text
    await anna.sees("I am coming", in_group=GRID)


async def test_a_photo_is_asked_about_and_an_album_once(street: Street) -> None:
    anna, _, ben = await two_cases(street)
    await ben.sends_album(
        Attachment("photo", caption="The stairs"), Attachment("photo", caption="The door")
    )
    question = await ben.sees(ASKED)
    await street.quiet()
    assert len(await street.sent(Exchange.template == "which_case")) == 1
    await ben.taps(question, choice(question, "Anna"))
    await anna.sees("The stairs", in_group=GRID)
    await anna.sees("The door", in_group=GRID)


async def test_a_command_is_no_answer(street: Street) -> None:
    _, _, ben = await two_cases(street)
    await ben.writes("/halp")
    await ben.sees("This went to nobody")


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_which_case(self, street: Street) -> None:
        li, wang = street.resident("李奶奶"), street.officer("王向阳")
        await li.writes("求助 电梯坏了", in_group=GRID)
        await wang.sees("电梯坏了")
        await wang.writes("我马上到")
        question = await wang.sees("还没有发给任何人")
        await wang.taps(question, choice(question, "李奶奶"))
        await li.sees("我马上到", in_group=GRID)
        await wang.sees("的答复")
