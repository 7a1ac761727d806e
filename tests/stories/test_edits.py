"""What was said is edited: a new version, the old one kept, the other side told."""

from sqlalchemy import select

from models.exchange import Exchange
from tests.street import DUTY_ROOM, GRID, Street


async def test_the_askers_edit_reaches_the_officer(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    asked = await anna.writes("/help The lift is stuck in house 4", in_group=GRID)
    card = await ben.sees("house 4")
    await anna.edits(asked, "/help The lift is stuck in house 5")
    await street.quiet()
    assert "The lift is stuck in house 5" in card.text
    told = ben.chat()[-1]
    assert told.reply_to == card
    assert "edited" in told.text
    assert "house 5" in told.text
    assert (await street.case()).words == "The lift is stuck in house 5"
    async with street.record() as session:
        kept = await session.scalars(select(Exchange.text).where(Exchange.text.contains("/help")))
        assert set(kept) == {
            "/help The lift is stuck in house 4",
            "/help The lift is stuck in house 5",
        }


async def test_the_officers_edit_reaches_the_resident(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    asked = await anna.writes("/ask When do you open?", in_group=GRID)
    said = await ben.replies(await ben.sees("When do you open?"), "At 8")
    await anna.sees("At 8", in_group=GRID)
    await ben.edits(said, "At 9")
    told = await anna.sees("At 9", in_group=GRID)
    assert told.reply_to == asked
    assert "edited" in told.text


async def test_an_edit_takes_nothing_back_that_was_passed_on(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    said = await ben.replies(card, "Somebody comes at 8")
    await anna.sees("Somebody comes at 8", in_group=GRID)
    await ben.taps(card, "Pass on")
    await carol.sees("The lift is stuck")
    await ben.edits(said, "Somebody comes at 9")
    await anna.sees("Somebody comes at 9", in_group=GRID)
    assert (await street.case()).holder_id is None


async def test_an_edit_in_the_duty_room_reaches_the_resident(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben", on_duty=False)
    street.duty_room(ben)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck", in_group=DUTY_ROOM)
    said = await ben.replies(card, "Somebody comes at 8")
    await anna.sees("Somebody comes at 8", in_group=GRID)
    await ben.edits(said, "Somebody comes at 9")
    assert "edited" in (await anna.sees("Somebody comes at 9", in_group=GRID)).text


async def test_a_neighbours_edit_stays_the_neighbours(street: Street) -> None:
    anna, ella = street.resident("Anna"), street.resident("Ella")
    ben = street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    said = await ella.replies(await ella.sees("We have your request", in_group=GRID), "House 4")
    await ben.sees("House 4")
    await ella.edits(said, "House 5")
    told = await ben.sees("House 5")
    assert told.text.startswith("Ella (a neighbour)")


async def test_words_of_danger_that_come_with_an_edit_show_the_number(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    asked = await anna.writes("/help There is a smell", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await ben.sees("There is a smell")
    await anna.edits(asked, "/help There is a smell and a fire")
    await street.quiet()
    assert "call 119 (fire) now" in receipt.text


async def test_an_edit_of_chatter_is_not_heard(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    said = await anna.writes("Nice weather", in_group=GRID)
    await anna.edits(said, "/help The lift is stuck")
    await street.quiet()
    await ben.does_not_see("The lift is stuck")
    assert not await street.cases()
