"""What a whole street needn't read: a neutral receipt, and an outcome that says only "done"."""

import pytest
from sqlalchemy import select

from models.case import CaseEvent, CaseKind
from simulator import Bubble, Person
from simulator.driver.attachments import Attachment
from tests.street import GRID, Street

ASKED = "/help My husband drinks and shouts"


async def drafts(ben: Person, card: Bubble, outcome: str) -> Bubble:
    """Taps Resolve and answers the form; returns the preview."""
    await ben.taps(card, "Resolve")
    await ben.replies(await ben.sees("How did it end?"), outcome)
    return await ben.sees("Post it?")


async def test_the_receipt_is_neutral_from_the_start(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes(ASKED, in_group=GRID)
    receipt = await anna.sees("We have your request. Its number is", in_group=GRID)
    assert "in private" in receipt.text
    assert receipt.buttons == ["Continue privately"]
    for word in ("help", "husband", "drinks"):
        assert word not in receipt.text
    await ben.sees("My husband drinks and shouts")


async def test_danger_still_comes_first(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My husband has a knife", in_group=GRID)
    receipt = await anna.sees("We have your request. Its number is", in_group=GRID)
    assert "110" in receipt.text.splitlines()[0]
    assert "crime" not in receipt.text
    assert "not an emergency call" in receipt.text


async def test_the_group_reads_done_and_the_asker_the_outcome(street: Street) -> None:
    anna, ben, ella = street.resident("Anna"), street.officer("Ben"), street.resident("Ella")
    await anna.writes(ASKED, in_group=GRID)
    preview = await drafts(ben, await ben.sees("My husband"), "He sleeps at his brother's")
    number = (await street.case()).number
    shown, told = preview.text.split("🔒")
    assert f"Request {number} is done." in shown
    assert "brother" not in shown
    assert "The asker alone will see this:" in told
    assert "brother" in told
    await ben.taps(preview, "Post it")
    await anna.sees("He sleeps at his brother's")
    done = await ella.sees(f"Request {number} is done.", in_group=GRID)
    assert done.text == f"🟢 Request {number} is done."
    await street.quiet()
    await ella.does_not_see("brother", in_group=GRID)


async def test_an_asker_without_a_private_chat(street: Street) -> None:
    anna, ella = street.resident("Anna", started=False), street.resident("Ella")
    ben = street.officer("Ben")
    await anna.writes(ASKED, in_group=GRID)
    preview = await drafts(ben, await ben.sees("My husband"), "He sleeps at his brother's")
    assert "The asker has no private chat with us: please tell them yourself." in preview.text
    await ben.taps(preview, "Post it")
    await anna.sees("is done.", in_group=GRID)
    await street.quiet()
    await ella.does_not_see("brother", in_group=GRID)
    assert (await street.case()).outcome == "He sleeps at his brother's"


async def test_a_dispute_ends_in_front_of_the_group_as_done_alone(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help They park on my place", in_group=GRID)
    card = await ben.sees("They park on my place")
    await ben.taps(card, "Change kind")
    await street.quiet()
    await ben.taps(card, "Dispute")
    await street.quiet()
    assert (await street.case()).kind is CaseKind.DISPUTE
    preview = await drafts(ben, card, "Both shook hands")
    await ben.taps(preview, "Post it")
    await anna.sees("Both shook hands")
    await street.quiet()
    await anna.does_not_see("Both shook hands", in_group=GRID)


@pytest.mark.parametrize("language", ["zh_Hans"])
async def test_in_chinese(street: Street) -> None:
    anna, ben = street.resident("李奶奶"), street.officer("王向阳")
    await anna.writes("求助 隔壁两口子又打起来了", in_group=GRID)
    receipt = await anna.sees("您的事项已收到", in_group=GRID)
    assert "两口子" not in receipt.text
    assert "您的求助" not in receipt.text
    card = await ben.sees("隔壁两口子")
    await ben.taps(card, "办结")
    await ben.replies(await ben.sees("群里只会看到已办结"), "已调解和好")
    preview = await ben.sees("只有提出人会看到")
    await ben.taps(preview, preview.buttons[0])
    await anna.sees("已调解和好")
    await street.quiet()
    await anna.does_not_see("已调解和好", in_group=GRID)


async def test_an_answer_goes_to_the_asker_alone(street: Street) -> None:
    anna, ben, ella = street.resident("Anna"), street.officer("Ben"), street.resident("Ella")
    asked = await anna.writes(ASKED, in_group=GRID)
    card = await ben.sees("My husband")
    await ben.replies(card, "Is he at home now?")
    words = await anna.sees("Is he at home now?")
    assert words.chat.id == anna.id
    told = await ella.sees("we have answered in private", in_group=GRID)
    assert told.reply_to == asked
    assert "Ben" not in told.text
    await ben.replies(card, "Shall I come?")
    await anna.sees("Shall I come?")
    await street.quiet()
    for said in ("at home", "Shall I"):
        await ella.does_not_see(said, in_group=GRID)
    lines = [one for one in ella.chat(GRID) if "answered in private" in one.text]
    assert len(lines) == 1


async def test_on_the_way_is_not_for_the_street_either(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes(ASKED, in_group=GRID)
    card = await ben.sees("My husband")
    await ben.taps(card, "Accept")
    await street.quiet()
    await ben.taps(card, "On my way")
    assert (await anna.sees("is on the way to you")).chat.id == anna.id


async def held_words(street: Street) -> tuple[Person, Person, Bubble]:
    """Anna has no private chat, and Ben's answer waits for what he decides."""
    anna, ben = street.resident("Anna", started=False), street.officer("Ben")
    await anna.writes(ASKED, in_group=GRID)
    await ben.replies(await ben.sees("My husband"), "Is he at home now?")
    question = await ben.sees("Everyone in the group would read these words")
    await street.quiet()
    await anna.does_not_see("at home")
    return anna, ben, question


async def test_without_a_private_chat_the_officer_sends_it_to_the_group(street: Street) -> None:
    anna, ben, question = await held_words(street)
    await ben.taps(question, "Send to the group")
    await anna.sees("Is he at home now?", in_group=GRID)
    await street.quiet()
    assert "sent to the group, as you chose" in question.text
    await ben.presses(question, f"send_to_group:{(await street.case()).id}:1")
    await street.quiet()
    said = [one for one in anna.chat(GRID) if "Is he at home" in one.text]
    assert len(said) == 1


async def test_without_a_private_chat_the_officer_calls_them(street: Street) -> None:
    anna, ben, question = await held_words(street)
    await ben.taps(question, "I will call them")
    await street.quiet()
    assert "You will call them" in question.text
    assert (await street.case()).to_call_at is not None
    await ben.taps(question, question.buttons[0])
    await street.quiet()
    assert (await street.case()).to_call_at is None
    await anna.does_not_see("at home")
    async with street.record() as session:
        what = await session.scalars(select(CaseEvent.what))
        assert "will_call" in set(what)


async def test_somebody_else_decides_nothing(street: Street) -> None:
    anna, _, question = await held_words(street)
    data = question.message.inline_keyboard[0][0]["callback_data"]
    receipt = await anna.sees("Officer Ben has it", in_group=GRID)
    await anna.presses(receipt, data)
    await street.quiet()
    await anna.does_not_see("at home")


async def test_an_album_is_decided_on_once(street: Street) -> None:
    anna, ben = street.resident("Anna", started=False), street.officer("Ben")
    await anna.writes(ASKED, in_group=GRID)
    card = await ben.sees("My husband")
    photos = [Attachment("photo", caption="Is this him?"), Attachment("photo")]
    await ben.sends_album(*photos, reply_to=card)
    question = await ben.sees("Everyone in the group would read these words")
    await street.quiet()
    assert len([one for one in ben.chat() if "nothing has gone out yet" in one.text]) == 1
    await ben.taps(question, "Send to the group")
    await anna.sees("Is this him?", in_group=GRID)
    await street.quiet()
    assert [one.kind for one in anna.chat(GRID)].count("photo") == 2


async def test_the_officer_shows_the_group_the_outcome(street: Street) -> None:
    anna, ben, ella = street.resident("Anna"), street.officer("Ben"), street.resident("Ella")
    await anna.writes(ASKED, in_group=GRID)
    preview = await drafts(ben, await ben.sees("My husband"), "All is well again")
    await ben.taps(preview, "Show the group the words")
    await ella.sees("All is well again", in_group=GRID)
    await anna.sees("All is well again", in_group=GRID)
    async with street.record() as session:
        what = await session.scalars(select(CaseEvent.what))
        assert "outcome_shown_to_group" in set(what)


async def test_an_ordinary_preview_has_no_such_button(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    preview = await drafts(ben, await ben.sees("The lift is stuck"), "It runs")
    assert preview.buttons == ["Post it", "Change it"]
