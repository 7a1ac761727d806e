"""A reply from an officer who no longer holds the case is held."""

import pytest

from models.exchange import Exchange
from simulator import Person
from simulator.driver import samples
from simulator.driver.attachments import Attachment
from simulator.driver.bubble import Bubble
from tests.stories.test_removed_officer import leaves_the_staff
from tests.street import GRID, Street

SAID = "Leave the door open"
HELD = "so this went to nobody yet"


async def passed_on(street: Street) -> tuple[Person, Person, Person, Bubble]:
    """Ben had the case, and Carol has it now."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await ben.taps(card, "Pass on")
    await carol.taps(await carol.sees("The lift is stuck"), "Accept")
    await anna.sees("Officer Carol has it", in_group=GRID)
    await street.quiet()
    return anna, ben, carol, card


async def test_it_is_held_and_sent_in_the_writers_name(street: Street) -> None:
    anna, ben, carol, card = await passed_on(street)
    said = await ben.replies(card, SAID)
    question = await ben.sees("so this went to nobody yet")
    assert question.reply_to == said
    assert question.buttons == ["Send it", "Give to Carol", "Drop it"]
    await street.quiet()
    await anna.does_not_see(SAID)
    await ben.taps(question, "Send it")
    answer = await anna.sees(SAID, in_group=GRID)
    assert answer.text.startswith("Officer Ben")
    assert (await carol.sees(SAID)).text.startswith("Officer Ben")
    case = await street.case()
    assert case.holder_id == (await street.address(carol)).person_id
    tap = await ben.presses(question, f"send_late:{case.id}:1")
    assert SAID not in (await tap.answer()).text


async def test_it_is_given_to_the_holder(street: Street) -> None:
    anna, ben, carol, card = await passed_on(street)
    await ben.replies(card, SAID)
    question = await ben.sees(HELD)
    await ben.taps(question, "Give to Carol")
    noted = await carol.sees(SAID)
    assert "internal note" in noted.text
    await street.quiet()
    assert question.text.startswith("Given to Officer Carol")
    await anna.does_not_see(SAID)


async def test_it_is_dropped(street: Street) -> None:
    anna, ben, carol, card = await passed_on(street)
    said = await ben.replies(card, SAID)
    question = await ben.sees(HELD)
    await ben.taps(question, "Drop it")
    await street.quiet()
    assert question.text == "Dropped: nobody reads it."
    for who in (anna, carol):
        await who.does_not_see(SAID)
    await leaves_the_staff(street, ben)
    await ben.edits(said, "Open the window")
    await ben.sees("this is for someone else")
    await street.quiet()
    await anna.does_not_see("Open the window")


async def test_what_was_dropped_and_is_edited_is_asked_about_anew_photo_and_all(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help Which tap is it?", in_group=GRID)
    card = await ben.sees("Which tap is it?")
    said = await ben.sends_photo(caption="This one", reply_to=card)
    await anna.sees("This one", in_group=GRID)
    await ben.taps(card, "Pass on")
    await carol.taps(await carol.sees("Which tap is it?"), "Accept")
    await street.quiet()
    await ben.exchanges(said, Attachment("photo", samples.picture(80, 60), caption="That one"))
    question = await ben.sees(HELD)
    await ben.taps(question, "Drop it")
    await street.quiet()
    await ben.edits(said, "That one, by the door")
    again = await ben.sees(HELD, after=question)
    await ben.taps(again, "Send it")
    for reader, place in ((anna, GRID), (carol, None)):
        told = await reader.sees("That one, by the door", in_group=place)
        assert ("edited" in told.text, told.raw["photo"][-1]["width"]) == (True, 80)
    await anna.does_not_see("That one\n", in_group=GRID)
    await street.quiet()
    assert not await street.failed()


async def test_who_never_held_it_is_refused(street: Street) -> None:
    anna, ben, carol, _ = await passed_on(street)
    dan = street.officer("Dan")
    await street.reload()
    await dan.starts(street.bot)
    await dan.writes("I am coming")
    question = await dan.sees("Is it a new case?")
    case = await street.case()
    said = (await street.sent(Exchange.template == "which_case"))[-1].target_id
    for data in (f"send_late:{case.id}:{said}", f"give_late:{case.id}:{said}"):
        await dan.presses(question, data)
    await street.quiet()
    for who in (anna, ben, carol):
        await who.does_not_see("I am coming")


async def test_nobody_elses_words_are_sent(street: Street) -> None:
    anna, ben, carol, card = await passed_on(street)
    await ben.replies(card, SAID)
    await ben.sees(HELD)
    case = await street.case()
    said = (await street.sent(Exchange.template == "late_words"))[-1].target_id
    await carol.presses(await carol.sees("The lift is stuck"), f"send_late:{case.id}:{said}")
    await street.quiet()
    await anna.does_not_see(SAID)


async def test_an_album_is_asked_about_once_and_goes_out_whole(street: Street) -> None:
    anna, ben, _, card = await passed_on(street)
    items = [Attachment("photo", caption=SAID), Attachment("photo", caption="The key")]
    await ben.sends_album(*items, reply_to=card)
    question = await ben.sees(HELD)
    await street.quiet()
    assert len(await street.sent(Exchange.template == "late_words")) == 1
    await ben.taps(question, "Send it")
    await anna.sees(SAID, in_group=GRID)
    await anna.sees("The key", in_group=GRID)


async def test_an_edit_of_an_old_answer_is_held_too(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    asked = await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    said = await ben.replies(card, "Somebody comes at 8")
    await anna.sees("Somebody comes at 8", in_group=GRID)
    await ben.taps(card, "Pass on")
    await carol.taps(await carol.sees("The lift is stuck"), "Accept")
    await ben.edits(said, "Somebody comes at 9")
    question = await ben.sees(HELD)
    assert question.reply_to == said
    await ben.edits(said, "Somebody comes at 10")
    await street.quiet()
    await anna.does_not_see("Somebody comes at 9")
    await ben.taps(question, "Send it")
    told = await anna.sees("Somebody comes at 10", in_group=GRID)
    assert (told.reply_to, "edited" in told.text) == (asked, True)
    await carol.sees("Somebody comes at 10")


async def test_who_wrote_it_decides_where_a_delicate_one_is_read(street: Street) -> None:
    """Anna has no private chat, and Carol has her case by now."""
    anna, ben = street.resident("Anna", started=False), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help My husband beats me", in_group=GRID)
    card = await ben.sees("My husband")
    await ben.taps(card, "Accept")
    await ben.taps(card, "Pass on")
    await carol.taps(await carol.sees("My husband"), "Accept")
    await street.quiet()
    for words, choice in ((SAID, "Send to the group"), ("Stay calm", "I will call them")):
        said = await ben.replies(card, words)
        await ben.taps(await ben.sees(HELD, after=said), "Send it")
        question = await ben.sees("Everyone in the group would read these words", after=said)
        data = question.message.inline_keyboard[0][0]["callback_data"]
        await carol.presses(await carol.sees("My husband"), data)
        await street.quiet()
        await anna.does_not_see(words, in_group=GRID)
        await ben.taps(question, choice)
        await street.quiet()
    await anna.sees(SAID, in_group=GRID)
    await anna.does_not_see("Stay calm", in_group=GRID)
    assert (await street.case()).to_call_at is not None
    await ben.taps(await ben.sees("You will call them"), "Called")
    assert (await street.case()).to_call_at is None


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_held(self, street: Street) -> None:
        li, wang = street.resident("李奶奶"), street.officer("王向阳")
        mei = street.officer("李梅", position="backup")
        await li.writes("求助 电梯坏了", in_group=GRID)
        card = await wang.sees("电梯坏了")
        await wang.taps(card, "接单")
        await street.quiet()
        await wang.taps(card, "转交")
        await mei.taps(await mei.sees("电梯坏了"), "接单")
        await street.quiet()
        await wang.replies(card, "请开着门")
        question = await wang.sees("现在由李梅警官办理")
        assert question.buttons == ["照发", "转给李梅", "不发了"]
        await wang.taps(question, "照发")
        assert (await li.sees("请开着门", in_group=GRID)).text.startswith("王警官")
