"""On someone's behalf: a neighbour replies to what somebody wrote, with a mention alone."""

import pytest
from sqlalchemy import select

from models.case import CaseKind, CaseState
from models.exchange import Direction, Exchange, Voice
from models.person import Person
from tests.street import GRID, Street

NEED = "My tap drips all night"


@pytest.mark.parametrize(
    "said", ["@doorstep_bot", "/help@doorstep_bot", "求助", "@doorstep_bot 求助"]
)
async def test_a_neighbour_asks_for_whoever_wrote_it(street: Street, said: str) -> None:
    granny = street.resident("Granny Zhang", started=False)
    ella, ben = street.resident("Ella"), street.officer("Ben")
    written = await granny.writes(NEED, in_group=GRID)
    await ella.replies(written, said)
    receipt = await granny.sees("Ella entered this for Granny Zhang. Thank you!", in_group=GRID)
    assert receipt.reply_to == written
    card = await ben.sees(NEED)
    assert "Granny Zhang" in card.text
    assert "Entered by Ella" in card.text
    case = await street.case()
    assert (case.kind, case.words, case.asker_name) == (CaseKind.HELP, NEED, "Granny Zhang")
    assert case.number in receipt.text
    async with street.record() as session:
        people = {one.id: one.name for one in await session.scalars(select(Person))}
        heard = await session.get_one(Exchange, case.request_id)
    assert people[case.entered_by_id or 0] == "Ella"
    assert people[case.asker_id or 0] == people[heard.person_id or 0] == "Granny Zhang"
    assert (heard.direction, heard.voice, heard.text) == (Direction.IN, Voice.ASKER, NEED)


@pytest.mark.parametrize("said", ["/ask@doorstep_bot", "咨询"])
async def test_a_question_is_shown_for_somebody(street: Street, said: str) -> None:
    granny, ella = street.resident("Granny"), street.resident("Ella")
    street.officer("Ben")
    await ella.replies(await granny.writes("When do you open?", in_group=GRID), said)
    await granny.sees("We have your question", in_group=GRID)
    assert (await street.case()).kind is CaseKind.CONSULTATION


async def test_words_of_ones_own_make_a_case_of_ones_own(street: Street) -> None:
    granny, ella, ben = street.resident("Granny"), street.resident("Ella"), street.officer("Ben")
    await ella.replies(await granny.writes(NEED, in_group=GRID), "@doorstep_bot Mine too")
    await ben.sees("Mine too")
    assert (await street.case()).asker_name == "Ella"


async def test_what_one_wrote_oneself_is_ones_own(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.replies(await anna.writes(NEED, in_group=GRID), "@doorstep_bot")
    await anna.sees("We have your request for help", in_group=GRID)
    case = await street.case()
    assert (case.asker_name, case.entered_by_id) == ("Anna", None)


async def test_the_author_goes_on_and_the_officer_answers(street: Street) -> None:
    granny, ella, ben = street.resident("Granny"), street.resident("Ella"), street.officer("Ben")
    await ella.replies(await granny.writes(NEED, in_group=GRID), "@doorstep_bot")
    receipt = await granny.sees("Ella entered this", in_group=GRID)
    await granny.replies(receipt, "In the kitchen")
    assert (await ben.sees("In the kitchen")).text.startswith("Granny")
    await ben.replies(await ben.sees(NEED), "I bring a plumber")
    await granny.sees("I bring a plumber", in_group=GRID)
    await granny.taps(receipt, "Continue privately")
    await granny.sees("It continues here")
    assert (await street.case()).is_private


async def test_the_author_cancels_it_and_nobody_else(street: Street) -> None:
    granny, ella, ben = street.resident("Granny"), street.resident("Ella"), street.officer("Ben")
    await ella.replies(await granny.writes(NEED, in_group=GRID), "@doorstep_bot")
    receipt = await granny.sees("Ella entered this", in_group=GRID)
    number = (await street.case()).number
    await ella.taps(receipt, f"Cancel {number}")
    await ella.is_told("this is for someone else")
    assert (await street.case()).is_open
    await granny.taps(receipt, f"Cancel {number}")
    await ben.sees(f"The asker took {number} back")
    assert (await street.case()).state is CaseState.CANCELLED
    assert receipt.buttons == []
    await granny.does_not_see("Your requests", in_group=GRID)


async def test_a_photo_is_shown_for_somebody(street: Street) -> None:
    granny, ella, ben = street.resident("Granny"), street.resident("Ella"), street.officer("Ben")
    await ella.replies(await granny.sends_photo(in_group=GRID), "@doorstep_bot")
    card = await ben.sees("Entered by Ella")
    await street.quiet()
    photos = [bubble for bubble in ben.chat() if bubble.kind == "photo"]
    assert [photo.reply_to for photo in photos] == [card]


async def test_two_neighbours_ask_for_the_same(street: Street) -> None:
    granny, ella, finn = (street.resident(name) for name in ("Granny", "Ella", "Finn"))
    street.officer("Ben")
    written = await granny.writes(NEED, in_group=GRID)
    await ella.replies(written, "@doorstep_bot")
    await granny.sees("Ella entered this", in_group=GRID)
    await finn.replies(written, "求助")
    case = await street.case()
    await finn.sees(f"We already have this, as request {case.number}", in_group=GRID)


async def test_a_bot_needs_no_help(street: Street) -> None:
    ella, _ = street.resident("Ella"), street.officer("Ben")
    mention = await ella.writes("The forecast?", in_group=GRID)
    chat = {"id": mention.chat.id, "type": "group", "title": GRID}
    bot = {"id": 4711, "is_bot": True, "first_name": "Weather"}
    written = {"message_id": 900, "date": 1, "chat": chat, "from": bot, "text": "It will rain"}
    sender = {"id": ella.id, "is_bot": False, "first_name": "Ella"}
    message = {"message_id": 901, "date": 1, "chat": chat, "from": sender, "text": "求助"}
    await street.open.wait()
    street.telegram.inject(street.bot, {"message": message | {"reply_to_message": written}})
    await ella.sees("That was written by a bot", in_group=GRID)
    assert not await street.cases()


async def test_who_has_no_face_gets_a_case_for_that_message_alone(street: Street) -> None:
    anna, ella, ben = street.resident("Anna"), street.resident("Ella"), street.officer("Ben")
    street.maple_street.promote(anna, anonymous=True)
    written = await anna.writes(NEED, in_group=GRID, anonymously=True)
    await ella.replies(written, "@doorstep_bot")
    await ben.sees(NEED)
    case = await street.case()
    assert (case.asker_id, case.asker_name) == (None, GRID)
    receipt = await ella.sees("Ella entered this", in_group=GRID)
    assert receipt.reply_to == written
    assert receipt.buttons == []


async def test_who_helps_in_an_open_case_is_thanked(street: Street) -> None:
    granny, ella, ben = street.resident("Granny"), street.resident("Ella"), street.officer("Ben")
    await granny.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    asked = await ella.replies(await granny.writes(NEED, in_group=GRID), "@doorstep_bot")
    await ben.sees(NEED)
    number = (await street.case()).number
    thanks = await ella.sees(f"Thank you, Ella. It is now part of request {number}.", in_group=GRID)
    assert thanks.reply_to == asked


async def test_who_opens_it_is_thanked_once(street: Street) -> None:
    granny, ella = street.resident("Granny"), street.resident("Ella")
    street.officer("Ben")
    await ella.replies(await granny.writes(NEED, in_group=GRID), "@doorstep_bot")
    await granny.sees("Ella entered this for Granny. Thank you!", in_group=GRID)
    await street.quiet()
    await ella.does_not_see("Thank you, Ella")


@pytest.mark.parametrize("language", ["zh_Hans"])
async def test_in_chinese(street: Street) -> None:
    granny, ella, ben = street.resident("张大妈"), street.resident("小陈"), street.officer("王向阳")
    await ella.replies(await granny.writes("水管爆了", in_group=GRID), "求助")
    receipt = await granny.sees("小陈帮张大妈提出了这件事，谢谢！", in_group=GRID)
    assert "由小陈代为提出" in (await ben.sees("水管爆了")).text
    await granny.taps(receipt, receipt.buttons[-1])
    assert (await street.case()).state is CaseState.CANCELLED
