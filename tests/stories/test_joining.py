"""What belongs to an open case: the asker's further words, and the neighbours'."""

from sqlalchemy import select

from models.case import CaseKind
from models.exchange import Exchange, Voice
from tests.street import GRID, Street


async def test_further_words_join_the_open_case(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    more = await anna.writes("@doorstep_bot It is in house 4", in_group=GRID)
    joined = await anna.sees("Added to your request", in_group=GRID)
    assert joined.reply_to == more
    assert joined.buttons == ["This is something new"]
    relayed = await ben.sees("It is in house 4")
    assert relayed.reply_to == card
    assert relayed.text.startswith("Anna")
    await street.case()


async def test_a_reply_to_the_receipt_joins_without_a_mention(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await anna.replies(await anna.sees("We have your request", in_group=GRID), "House 4")
    await ben.sees("House 4")
    await street.case()


async def test_something_new_becomes_a_case_of_its_own(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await anna.writes("@doorstep_bot My dog ran away", in_group=GRID)
    joined = await anna.sees("Added to your request", in_group=GRID)
    await anna.taps(joined, "This is something new")
    receipt = await anna.sees("We have your request for help", in_group=GRID, after=joined)
    first, second = await street.cases()
    assert second.number in receipt.text
    assert second.words == "My dog ran away"
    await ben.sees(f"it is now a case of its own, no longer part of {first.number}")
    card = await ben.sees("My dog ran away")
    assert card.buttons[0] == "Accept"


async def test_something_new_is_tapped_twice(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await anna.writes("@doorstep_bot My dog ran away", in_group=GRID)
    joined = await anna.sees("Added to your request", in_group=GRID)
    await anna.taps(joined, "This is something new")
    await anna.taps(joined, "This is something new")
    assert len(await street.cases()) == 2


async def test_a_neighbour_cannot_tap_something_new_for_the_asker(street: Street) -> None:
    anna, ella = street.resident("Anna"), street.resident("Ella")
    street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await anna.writes("@doorstep_bot My dog ran away", in_group=GRID)
    await ella.taps(
        await ella.sees("Added to your request", in_group=GRID), "This is something new"
    )
    await ella.is_told("this is for someone else")
    await street.case()


async def test_a_question_that_joined_stays_a_question_when_it_is_something_new(
    street: Street,
) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await anna.writes("/ask When do you open?", in_group=GRID)
    joined = await anna.sees("Added to your request", in_group=GRID)
    await anna.taps(joined, "This is something new")
    _, second = await street.cases()
    assert second.kind is CaseKind.CONSULTATION
    assert second.words == "When do you open?"


async def test_a_photo_that_is_something_new_comes_with_the_new_card(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await anna.sends_photo(caption="@doorstep_bot Whose cat is this?", in_group=GRID)
    joined = await anna.sees("Added to your request", in_group=GRID)
    await anna.taps(joined, "This is something new")
    await anna.sees("We have your request for help", in_group=GRID, after=joined)
    await street.quiet()
    cards = [bubble for bubble in ben.chat() if "Accept" in bubble.buttons]
    photos = [bubble for bubble in ben.chat() if bubble.kind == "photo"]
    assert cards[-1] in [photo.reply_to for photo in photos]


async def test_each_resident_has_a_case_of_their_own(street: Street) -> None:
    anna, ella = street.resident("Anna"), street.resident("Ella")
    street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ella.writes("/help The lift is stuck", in_group=GRID)
    assert [case.asker_name for case in await street.cases()] == ["Anna", "Ella"]


async def test_a_neighbours_reply_is_kept_as_the_neighbours(street: Street) -> None:
    anna, ella = street.resident("Anna"), street.resident("Ella")
    ben = street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    receipt = await ella.sees("We have your request", in_group=GRID)
    said = await ella.replies(receipt, "I can hear the bell")
    relayed = await ben.sees("I can hear the bell")
    assert relayed.text.startswith("Ella (a neighbour)")
    assert relayed.reply_to == card
    thanks = await ella.sees("as said by you", in_group=GRID)
    assert thanks.reply_to == said
    case = await street.case()
    assert case.asker_name == "Anna"
    async with street.record() as session:
        kept = await session.scalar(select(Exchange).where(Exchange.text == "I can hear the bell"))
    assert kept is not None
    assert (kept.voice, kept.case_id) == (Voice.NEIGHBOUR, case.id)


async def test_a_neighbour_with_something_else_gets_a_case(street: Street) -> None:
    anna, ella = street.resident("Anna"), street.resident("Ella")
    ben = street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await ella.sees("We have your request", in_group=GRID)
    await ella.replies(receipt, "And my door is jammed")
    thanks = await ella.sees("as said by you", in_group=GRID)
    await ella.taps(thanks, "This is something new")
    await ella.sees("We have your request for help", in_group=GRID, after=thanks)
    _, second = await street.cases()
    assert (second.asker_name, second.words) == ("Ella", "And my door is jammed")
    await ben.sees("And my door is jammed")


async def test_words_to_a_closed_case_open_a_new_one(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Resolve")
    await ben.replies(await ben.sees("How did it end?"), "It moves again")
    await ben.taps(await ben.sees("Post it?"), "Post it")
    await anna.sees("is done", in_group=GRID)
    await anna.replies(receipt, "It is stuck again")
    await ben.sees("It is stuck again")
    assert len(await street.cases()) == 2


async def test_line_upon_line_is_answered_once_and_in_order(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    for number in range(20):
        await anna.writes(f"@doorstep_bot line {number}", in_group=GRID)
    await ben.sees("line 19")
    await street.quiet()
    notices = [one for one in anna.chat(GRID) if "Added to your request" in one.text]
    assert len(notices) == 1
    heard = " ".join(one.text for one in ben.chat())
    places = [heard.index(f"line {number}") for number in range(20)]
    assert places == sorted(places)
    await street.case()
