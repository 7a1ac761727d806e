"""A reply finds its case by the message that it answers, also where that one's number isn't on
record yet, or never will be (design, section 2, 5; faults 15, 17 and 45)."""

from sqlalchemy import select, update

from models.exchange import Direction, Exchange, Purpose, Voice
from tests.street import Street


async def forget_numbers(street: Street) -> None:
    """As if the bot had been killed between the send and its record, and remembers nothing."""
    await street.quiet()
    async with street.store.writing() as session:
        await session.execute(
            update(Exchange).where(Exchange.purpose == Purpose.CARD).values(message_id=None)
        )
    await street.restart()


async def test_an_officer_answers_before_the_card_is_on_record(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.faults.slow_answer(0.7, chat=ben, method="sendMessage", times=1)
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    await ben.replies(card, "On my way")
    await anna.sees("On my way", in_group="Maple Street")
    assert (await street.case()).holder_id is not None


async def test_an_officer_taps_before_the_card_is_on_record(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.faults.slow_answer(0.7, chat=ben, method="sendMessage", times=1)
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    await ben.taps(await ben.sees("The lamp is out"), "Accept")
    await anna.sees("Ben", in_group="Maple Street")
    await street.quiet()
    assert not await street.failed()


async def test_a_reply_to_a_card_whose_number_was_lost_is_found_by_its_buttons(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    await forget_numbers(street)
    await ben.replies(card, "On my way")
    await anna.sees("On my way", in_group="Maple Street")


async def test_what_follows_a_lost_card_arrives_all_the_same(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    await forget_numbers(street)
    await ben.taps(card, "Accept")
    await anna.sees("Ben", in_group="Maple Street")
    await anna.writes("/help It is quite dark", in_group="Maple Street")
    await ben.sees("It is quite dark")
    await street.quiet()
    assert not await street.failed()


async def test_out_of_order_each_word_goes_to_its_own_case(street: Street) -> None:
    anna, carl, ben = street.resident("Anna"), street.resident("Carl"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    annas = await ben.sees("The lamp is out")
    await street.quiet()
    street.telegram.faults.delay_updates(0.5, kind="message", times=1)
    await anna.writes("/help It is quite dark", in_group="Maple Street")
    await carl.writes("/help The gate is broken", in_group="Maple Street")
    carls = await ben.sees("The gate is broken")
    await ben.replies(carls, "The gate tomorrow")
    await ben.replies(annas, "The lamp today")
    await ben.sees("It is quite dark")
    lamp = await anna.sees("The lamp today", in_group="Maple Street")
    gate = await anna.sees("The gate tomorrow", in_group="Maple Street")
    assert lamp.reply_to is not None
    assert gate.reply_to is not None
    assert "lamp" in lamp.reply_to.text
    assert "gate" in gate.reply_to.text
    assert len(await street.cases()) == 2


async def test_an_edit_is_a_new_version_and_the_old_one_stays(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    asked = await anna.writes("/help The lamp at 5 is out", in_group="Maple Street")
    await ben.sees("The lamp at 5")
    await street.quiet()
    await anna.edits(asked, "/help The lamp at 7 is out")
    told = await ben.sees("The lamp at 7")
    assert "edited" in told.text
    await street.case()
    async with street.record() as session:
        spoken = select(Exchange).where(
            Exchange.direction == Direction.IN, Exchange.voice == Voice.ASKER
        )
        first, second = await session.scalars(spoken.order_by(Exchange.id))
    assert (first.text, second.text) == (
        "/help The lamp at 5 is out",
        "/help The lamp at 7 is out",
    )
    assert second.replaces_id == first.id


async def test_an_edit_of_chatter_leaves_nothing(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    chatter = await anna.writes("Lovely weather", in_group="Maple Street")
    await anna.edits(chatter, "/help Lovely weather")
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    await ben.sees("The lamp is out")
    await street.quiet()
    async with street.record() as session:
        kept = select(Exchange.text).where(Exchange.direction == Direction.IN)
        assert not [text for text in await session.scalars(kept) if "weather" in (text or "")]


async def test_a_reply_to_what_is_no_case_goes_nowhere(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    await ben.sees("The lamp is out")
    greeting = next(bubble for bubble in ben.chat() if "Newtown" in bubble.text)
    await ben.replies(greeting, "Top secret words")
    await ben.sees("Nothing has gone out yet")
    await street.quiet()
    await anna.does_not_see("Top secret words")
    assert (await street.case()).holder_id is None
