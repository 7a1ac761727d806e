"""A resident in private with the bot."""

from models.case import CaseKind, CaseState
from tests.street import DUTY_ROOM, GRID, Street


async def test_start_greets_with_a_privacy_notice_and_languages(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    greeting = await anna.sees("Hello Anna, this is Newtown police station")
    assert "We keep what you send here, only to deal with your request" in greeting.text
    assert "In danger, call 110" in greeting.text
    assert greeting.buttons == ["中文 (简体)", "English", "Safety alerts"]


async def test_the_language_is_chosen(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    greeting = await anna.sees("Hello Anna")
    await anna.taps(greeting, "中文 (简体)")
    await anna.sees("今后我们用中文和您联系")
    await street.quiet()
    assert greeting.text.startswith("Anna，您好！")
    assert "我们会保存" in greeting.text
    await anna.writes("楼道灯坏了")
    await anna.sees("您的求助已收到")


async def test_the_phones_language_is_the_first_guess(street: Street) -> None:
    mei = street.resident("梅", language_code="zh-hans")
    street.officer("Ben")
    await street.quiet()
    await mei.sees("梅，您好！")


async def test_anything_sent_opens_a_case_and_more_joins_it(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    asked = await anna.writes("My brother drinks")
    receipt = await anna.sees("We have your request for help")
    assert receipt.reply_to == asked
    card = await ben.sees("My brother drinks")
    assert "Private: replies reach the asker alone" in card.text
    more = await anna.writes("Every night")
    joined = await anna.sees("Added to your request")
    assert joined.reply_to == more
    assert joined.buttons == ["This is something new"]
    assert (await ben.sees("Every night")).reply_to == card
    await ben.replies(card, "Shall I come by?")
    await anna.sees("Shall I come by?")
    relayed = await ben.sees("Every night")
    await anna.taps(joined, "This is something new")
    second = await ben.sees("Every night", after=relayed)
    assert second.buttons[0] == "Accept"
    assert len(await street.cases()) == 2


async def test_a_question_in_private(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("/ask When do you open?")
    await ben.sees("When do you open?")
    assert (await street.case()).kind is CaseKind.CONSULTATION


async def test_the_grid_is_asked_while_the_duty_room_already_has_the_case(
    street: Street,
) -> None:
    street.grid(GRID)
    street.grid("Oak Lane")
    anna, ben = street.resident("Anna"), street.officer("Ben", grids=["grid-2"])
    carol = street.officer("Carol", grids=["grid-1"])
    street.duty_room(ben)
    await street.quiet()
    await anna.writes("My brother drinks")
    await anna.sees("It went to the station's duty room")
    question = await anna.sees("Where do you live?")
    assert question.buttons == [GRID, "Oak Lane"]
    number = (await street.case()).number
    assert number in question.text
    card = await ben.sees(number, in_group=DUTY_ROOM)
    assert "neighbourhood not known yet" in card.text
    await anna.taps(question, "Oak Lane")
    await ben.sees("My brother drinks")
    await anna.sees("The officer on duty has been told")
    await street.quiet()
    assert question.text == "Thank you. Your neighbourhood: Oak Lane"
    assert not question.buttons
    assert "Oak Lane" in card.text
    await carol.does_not_see("My brother drinks")


async def test_the_grid_is_remembered(street: Street) -> None:
    street.grid(GRID)
    street.grid("Oak Lane")
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("My brother drinks")
    await anna.taps(await anna.sees("Where do you live?"), "Oak Lane")
    await anna.sees("Your neighbourhood: Oak Lane")
    await anna.writes("/cases")
    await anna.taps(await anna.sees("Your requests\n"), f"Cancel {(await street.case()).number}")
    await street.quiet()
    await anna.writes("The lift is stuck")
    card = await ben.sees("The lift is stuck")
    assert "· Oak Lane" in card.text


async def test_without_a_duty_room_everyone_on_duty_has_it_meanwhile(street: Street) -> None:
    street.grid(GRID)
    street.grid("Oak Lane")
    anna, ben = street.resident("Anna"), street.officer("Ben", grids=["grid-1"])
    carol = street.officer("Carol", grids=["grid-2"])
    await street.quiet()
    await anna.writes("My brother drinks")
    await ben.sees("My brother drinks")
    await carol.sees("My brother drinks")
    await anna.sees("The officer on duty has been told")
    await anna.sees("Where do you live?")


async def test_nobody_else_chooses_the_grid_or_cancels(street: Street) -> None:
    street.grid(GRID)
    street.grid("Oak Lane")
    anna, ella = street.resident("Anna"), street.resident("Ella")
    street.officer("Ben")
    await street.quiet()
    await anna.writes("My brother drinks")
    case = await street.case()
    hello = await ella.sees("Hello Ella")
    for data in (f"cancel:{case.id}", f"choose_grid:{case.id}:1"):
        tap = await ella.presses(hello, data)
        assert case.number not in (await tap.answer()).text
    case = await street.case()
    assert (case.state, case.grid_id) == (CaseState.WAITING, None)


async def test_own_cases_are_listed_and_cancelled(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    ella = street.resident("Ella")
    await ella.writes("/help My key is lost", in_group=GRID)
    await ben.sees("My key is lost")
    asked = await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID, after=asked)
    card = await ben.sees("The lift is stuck")
    await street.quiet()
    await anna.writes("/cases")
    _, case = await street.cases()
    listed = await anna.sees("Your requests\n")
    assert f"{case.number} · waiting" in listed.text
    assert "The lift is stuck" in listed.text
    assert "key" not in listed.text
    await anna.taps(listed, f"Cancel {case.number}")
    await ben.sees("The asker took")
    await street.quiet()
    assert (await street.cases())[1].state is CaseState.CANCELLED
    assert f"{case.number} · taken back" in listed.text
    assert not listed.buttons
    assert "Taken back by the asker" in card.text
    assert not card.buttons
    assert "taken back" in receipt.text


async def test_no_cases_yet(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("/cases")
    await anna.sees("You have no requests yet")


async def test_cases_in_a_group_are_shown_in_private(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/cases@doorstep_bot", in_group=GRID)
    hint = await anna.sees("shown to you alone", in_group=GRID)
    assert hint.buttons == ["Ask privately"]


async def test_cases_in_group_and_private_stay_apart(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    await anna.writes("My brother drinks")
    await ben.sees("My brother drinks")
    assert [case.is_private for case in await street.cases()] == [False, True]
    await street.quiet()
    await anna.does_not_see("brother", in_group=GRID)
