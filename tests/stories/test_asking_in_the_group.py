"""A resident asks in the grid group: each way in, and what the bot answers at once."""

import pytest

from models.case import CaseKind
from tests.street import GRID, Street

WAYS_OF_ASKING = [
    ("/help The lift is stuck", CaseKind.HELP),
    ("/help@doorstep_bot The lift is stuck", CaseKind.HELP),
    ("/ask The lift is stuck", CaseKind.CONSULTATION),
    ("@doorstep_bot The lift is stuck", CaseKind.HELP),
    ("@doorstep_bot: The lift is stuck", CaseKind.HELP),
]


@pytest.mark.parametrize(("said", "kind"), WAYS_OF_ASKING)
async def test_a_command_or_a_mention_opens_a_case(
    street: Street, said: str, kind: CaseKind
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes(said, in_group=GRID)
    card = await ben.sees("The lift is stuck")
    case = await street.case()
    assert case.kind is kind
    assert case.words == "The lift is stuck"
    assert card.text.splitlines()[0].startswith(f"🟡 {case.number}")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("求助 我家水管爆了", CaseKind.HELP),
        ("咨询：身份证怎么补办", CaseKind.CONSULTATION),
        ("@doorstep_bot 咨询 身份证怎么补办", CaseKind.CONSULTATION),
    ],
)
async def test_a_first_word_opens_a_case_where_the_bot_hears_all(
    street: Street, said: str, kind: CaseKind
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes(said, in_group=GRID)
    card = await ben.sees(said[-6:])
    assert said[-6:] in card.text.splitlines()[-2]
    assert not {"求助", "咨询"} & set(card.text.splitlines()[-2].replace("：", " ").split())
    assert (await street.case()).kind is kind


async def test_a_mention_at_the_end_counts_too(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("The lift is stuck @doorstep_bot", in_group=GRID)
    await ben.sees("The lift is stuck")


async def test_a_reply_to_a_message_of_the_bot_opens_a_case(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/start@doorstep_bot", in_group=GRID)
    group_card = await anna.sees("In danger, call at once", in_group=GRID)
    await anna.replies(group_card, "The lift is stuck")
    await ben.sees("The lift is stuck")
    assert (await street.case()).kind is CaseKind.HELP


async def test_the_receipt_replies_with_number_promise_and_private_button(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    asked = await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request for help", in_group=GRID)
    assert receipt.reply_to == asked
    assert (await street.case()).number in receipt.text
    assert "The officer on duty has been told" in receipt.text
    assert "by 10:10" in receipt.text
    assert receipt.buttons == ["Continue privately"]


async def test_a_question_is_promised_an_answer_in_half_an_hour(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/ask When do you open?", in_group=GRID)
    receipt = await anna.sees("We have your question", in_group=GRID)
    assert "by 10:30" in receipt.text


@pytest.mark.parametrize("command", ["/help", "/ask"])
async def test_a_command_without_words_is_asked_for_them(street: Street, command: str) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    said = await anna.writes(f"{command}@doorstep_bot", in_group=GRID)
    form = await anna.sees("Please reply to this message", in_group=GRID)
    assert form.asks_for_reply
    assert form.reply_to == said
    await anna.replies(form, "The lift is stuck")
    await ben.sees("The lift is stuck")
    kind = CaseKind.HELP if command == "/help" else CaseKind.CONSULTATION
    assert (await street.case()).kind is kind


async def test_a_mention_without_words_is_asked_for_them(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("@doorstep_bot", in_group=GRID)
    question = await anna.sees("Please tell us what it is about", in_group=GRID)
    assert not await street.cases()
    await anna.replies(question, "The lift is stuck")
    await ben.sees("The lift is stuck")


async def test_a_photo_with_a_mention_reaches_the_officer(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.sends_photo(caption="@doorstep_bot This pipe leaks", in_group=GRID)
    card = await ben.sees("This pipe leaks")
    await street.quiet()
    photos = [bubble for bubble in ben.chat() if bubble.kind == "photo"]
    assert [photo.reply_to for photo in photos] == [card]
