"""A message that can't be delivered as it is: another way, or a word to whom it concerns
(faults 7 to 11)."""

from models.exchange import Delivery, Exchange, Operation, Purpose
from simulator.call import Call
from simulator.errors import bad_request, too_large
from tests.street import Street


def in_topic(call: Call) -> bool:
    return bool(call.parameters.values.get("message_thread_id"))


def formatted(call: Call) -> bool:
    return call.parameters.values.get("parse_mode") == "HTML"


async def test_an_edit_whose_target_is_gone_becomes_a_new_message(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    receipt = await anna.sees("Its number is", in_group="Maple Street")
    await street.quiet()
    street.telegram.world.delete(receipt.message)
    await ben.taps(card, "Accept")
    status = await anna.sees("Ben", in_group="Maple Street", after=receipt)
    assert status.id != receipt.id
    # What comes next changes the new message, and a reply to it is part of the case.
    await street.quiet()
    await anna.replies(status, "Thank you")
    await ben.sees("Thank you")
    await ben.taps(card, "Resolve")
    form = await ben.sees("How did it end?")
    await ben.replies(form, "New bulb")
    await ben.taps(await ben.sees("New bulb"), "Post it")
    await street.quiet()
    assert status.is_edited


async def test_not_modified_is_success(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    await street.quiet()
    street.telegram.faults.answer(
        bad_request("message is not modified: specified new message content and reply markup"),
        method="editMessageText",
    )
    await ben.taps(card, "Accept")
    edits = await street.sent(Exchange.operation == Operation.EDIT)
    assert edits
    assert {edit.delivery for edit in edits} == {Delivery.DONE}
    assert card.id in {edit.message_id for edit in edits}


async def test_what_cannot_be_parsed_is_sent_plain_once_more(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    fault = street.telegram.faults.answer(
        bad_request('can\'t parse entities: Unsupported start tag "blink" at byte offset 5'),
        chat=ben,
        when=formatted,
    )
    await anna.writes("/help 3 < 4 & <b>dark</b>", in_group="Maple Street")
    card = await ben.sees("3 < 4 & <b>dark</b>")
    await street.quiet()
    assert fault.struck == 1
    assert card.buttons


async def test_a_reply_whose_target_was_deleted_comes_without_it(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    asked = await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    await street.quiet()
    await anna.deletes(asked)
    await ben.replies(card, "On my way")
    answer = await anna.sees("On my way", in_group="Maple Street")
    assert answer.reply_to is None


async def test_a_topic_that_is_gone_is_left_out(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    topic = street.maple_street.open_topic("Lamps")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street", topic=topic)
    card = await ben.sees("The lamp is out")
    await street.quiet()
    fault = street.telegram.faults.answer(bad_request("message thread not found"), when=in_topic)
    await ben.replies(card, "On my way")
    await anna.sees("On my way", in_group="Maple Street")
    await street.quiet()
    assert fault.struck == 1


async def test_of_a_topic_that_is_closed_the_officer_hears(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    topic = street.maple_street.open_topic("Lamps")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street", topic=topic)
    card = await ben.sees("The lamp is out")
    await street.quiet()
    fault = street.telegram.faults.answer(bad_request("TOPIC_CLOSED"), when=in_topic)
    await ben.replies(card, "On my way")
    await street.later(seconds=1)
    await ben.sees("your words did not arrive")
    await street.quiet()
    assert fault.struck == len(await street.sent(Exchange.delivery == Delivery.FAILED))


async def test_a_photo_whose_original_is_gone_is_sent_by_its_file(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    street.telegram.faults.answer(bad_request("message to copy not found"), method="copyMessage")
    await anna.writes("The lamp is out")
    await anna.sends_photo(caption="see there")
    photo = await ben.sees("see there")
    assert photo.kind == "photo"


async def test_where_the_file_is_gone_too_its_words_arrive(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    faults = street.telegram.faults
    faults.answer(bad_request("message can't be copied"), method="copyMessage")
    faults.answer(bad_request("wrong file identifier/HTTP URL specified"), method="sendPhoto")
    await anna.writes("The lamp is out")
    await anna.sends_photo(caption="see there")
    words = await ben.sees("see there")
    assert words.kind == "text"
    assert "There was a photo here" in words.text


async def test_what_is_too_large_is_not_tried_again(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    fault = street.telegram.faults.answer(too_large(), method="copyMessage")
    await anna.writes("The lamp is out")
    await anna.sends_photo(caption="see there")
    await ben.sees("see there")
    await street.quiet()
    assert fault.struck == 1
    assert not await street.sent(Exchange.delivery == Delivery.FAILED)


async def test_a_pin_without_the_right_to_pin_is_dropped(street: Street) -> None:
    street.officer("Ben")
    await street.quiet()
    street.maple_street.remove(street.bot)
    street.telegram.faults.answer(
        bad_request("not enough rights to manage pinned messages in the chat"),
        method="pinChatMessage",
    )
    street.maple_street.add(street.bot)
    street.maple_street.promote(street.bot, pin=True)
    pins = await street.sent(Exchange.operation == Operation.PIN)
    assert [pin.delivery for pin in pins] == [Delivery.FAILED]
    assert await street.sent(Exchange.purpose == Purpose.GROUP_CARD)
