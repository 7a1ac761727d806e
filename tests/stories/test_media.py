"""Whatever copyMessage carries goes both ways."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot import flights
from models.exchange import Direction, Exchange
from simulator import Bubble, Person
from simulator.driver import samples
from simulator.driver.attachments import Attachment
from simulator.errors import Refusal, bad_request
from tests.street import GRID, Street

KINDS: dict[str, Callable[[Person, dict[str, Any]], Awaitable[Bubble]]] = {
    "photo": lambda who, where: who.sends_photo(**where),
    "voice": lambda who, where: who.sends_voice(**where),
    "document": lambda who, where: who.sends_document(**where),
    "video": lambda who, where: who.sends_video(**where),
    "video_note": lambda who, where: who.sends_video_note(**where),
    "audio": lambda who, where: who.sends(Attachment("audio"), **where),
    "animation": lambda who, where: who.sends(Attachment("animation"), **where),
    "sticker": lambda who, where: who.sends_sticker(**where),
    "location": lambda who, where: who.sends_location(31.2, 121.5, **where),
    "contact": lambda who, where: who.sends_contact("+86 139 0000 0000", **where),
}


def arrived(who: Person, kind: str, in_group: str | None = None) -> list[Bubble]:
    """What came from the bot, of this kind."""
    return [one for one in who.chat(in_group) if one.kind == kind and one.sender == "doorstep_bot"]


async def test_everything_goes_both_ways(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    asked = await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    receipt = await anna.sees("We have your request", in_group=GRID)
    for kind, send in KINDS.items():
        await send(anna, {"reply_to": receipt})
        await street.quiet()
        (there,) = arrived(ben, kind)
        assert there.reply_to == card
        await send(ben, {"reply_to": there})
        await street.quiet()
        (back,) = arrived(anna, kind, GRID)
        assert back.reply_to == asked
    assert (await street.case()).holder_id is not None


async def test_in_private_everything_opens_a_case(street: Street) -> None:
    ben = street.officer("Ben")
    residents = {kind: street.resident(f"Anna {kind}") for kind in KINDS}
    await street.quiet()
    for kind, send in KINDS.items():
        anna = residents[kind]
        await send(anna, {})
        await anna.sees("We have your request for help")
        card = await ben.sees(f"{anna.name} · 20 Nov 10:00")
        await street.quiet()
        (there,) = arrived(ben, kind)
        assert there.reply_to == card
        await send(ben, {"reply_to": there})
        await street.quiet()
        assert len(arrived(anna, kind)) == 1


async def test_the_officers_name_stands_over_what_they_send(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help Which form do I need?", in_group=GRID)
    card = await ben.sees("Which form do I need?")
    await ben.sends_photo(caption="This one", reply_to=card)
    photo = await anna.sees("This one", in_group=GRID)
    assert photo.kind == "photo"
    assert photo.text.startswith("Officer Ben")


async def test_a_caption_too_long_for_a_caption_goes_before_the_photo(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await anna.sends_photo(caption="long " * 200 + "end", reply_to=receipt)
    words = await ben.sees("long end")
    await street.quiet()
    (photo,) = [bubble for bubble in ben.chat() if bubble.kind == "photo"]
    assert photo.message.order > words.message.order


async def test_an_album_is_one_case_and_all_of_it_arrives(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    items = [Attachment("photo", caption="/help The pipe leaks"), *[Attachment("photo")] * 3]
    await anna.sends_album(*items, in_group=GRID)
    await ben.sees("The pipe leaks")
    await street.case()
    assert [bubble.kind for bubble in ben.chat()].count("photo") == 4


async def test_the_next_officer_gets_the_photo_too(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.sends_photo(caption="/help Whose dog is this?", in_group=GRID)
    card = await ben.sees("Whose dog is this?")
    await anna.replies(await anna.sees("We have your", in_group=GRID), "It bites")
    await ben.sees("It bites")
    await ben.taps(card, "Pass on")
    its_card = await carol.sees("Whose dog is this?")
    told = await carol.sees("It bites")
    await street.quiet()
    (photo,) = [bubble for bubble in carol.chat() if bubble.kind == "photo"]
    assert photo.reply_to == told.reply_to == its_card


def album_of(who: Person, in_group: str | None = None) -> list[Bubble]:
    """What came from the bot as one album, whichever it was."""
    items = [one for one in who.chat(in_group) if one.sender == "doorstep_bot"]
    keys = {one.raw.get("media_group_id") for one in items} - {None}
    assert len(keys) <= 1
    return [one for one in items if one.raw.get("media_group_id")]


async def test_an_album_of_ten_over_two_batches_is_one_entry(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    first = [Attachment("photo", caption="/help The pipe leaks"), *[Attachment("photo")] * 9]
    # The second batch begins in the middle: the bot has taken the first in before.
    await anna.sends(first[0], in_group=GRID)
    card = await ben.sees("The pipe leaks")
    receipt = await anna.sees("We have your request", in_group=GRID)
    await street.quiet()
    await anna.sends_album(*[Attachment("photo")] * 10, reply_to=receipt)
    await street.quiet()
    found = album_of(ben)
    assert len(found) == 10
    assert found[0].reply_to == card
    await street.case()


async def test_the_first_item_opens_the_case_at_once_and_the_rest_goes_with_it(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    album = {"media_group_id": "7001"}
    where: Any = {"in_group": GRID}
    items = [Attachment("photo", caption="/help The pipe leaks"), *[Attachment("photo")] * 9]
    contents = [anna._content(item) for item in items]
    for content in contents[:4]:
        anna._send(content, where, album)
    card = await ben.sees("The pipe leaks")
    assert album_of(ben) == []
    for content in contents[4:]:
        anna._send(content, where, album)
    await street.quiet()
    found = album_of(ben)
    assert len(found) == 10
    assert found[0].reply_to == card
    assert found[0].text.startswith("Anna")
    case = await street.case()
    answers = [one for one in anna.chat(GRID) if one.sender == "doorstep_bot"]
    assert len([one for one in answers if case.number in one.text]) == 1
    async with street.record() as session:
        heard = await session.scalars(select(Exchange).where(Exchange.direction == Direction.IN))
        assert [one.case_id for one in heard if one.album == "7001"] == [case.id] * 10


async def test_an_item_that_comes_too_late_stands_below_the_others(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    items = [Attachment("photo", caption="/help The pipe leaks"), *[Attachment("photo")] * 2]
    contents = [anna._content(item) for item in items]
    for content in contents[:2]:
        anna._send(content, {"in_group": GRID}, {"media_group_id": "7003"})
    card = await ben.sees("The pipe leaks")
    await street.quiet()
    assert len(album_of(ben)) == 2
    anna._send(contents[2], {"in_group": GRID}, {"media_group_id": "7003"})
    await street.quiet()
    *_, last = photos = arrived(ben, "photo")
    assert len(photos) == 3
    assert last.reply_to == card
    number = (await street.case()).number
    assert last.text.startswith("Anna")
    assert number in last.text
    told = [one for one in anna.chat(GRID) if number in one.text]
    assert len(told) == 1


async def test_any_photo_of_an_album_can_be_replied_to(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    items = [Attachment("photo", caption="/help The pipe leaks"), *[Attachment("photo")] * 3]
    asked = (await anna.sends_album(*items, in_group=GRID))[0]
    await ben.sees("The pipe leaks")
    await street.quiet()
    await ben.replies(album_of(ben)[3], "Is this the kitchen?")
    assert (await anna.sees("Is this the kitchen?", in_group=GRID)).reply_to == asked


async def test_an_officers_album_arrives_as_one_with_its_captions(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    asked = await anna.writes("/help Which form do I need?", in_group=GRID)
    card = await ben.sees("Which form do I need?")
    items = [Attachment("photo", caption="Page <1>"), Attachment("photo", caption="Page 2")]
    await ben.sends_album(*items, reply_to=card)
    await street.quiet()
    first, second = album_of(anna, GRID)
    assert "Officer Ben" in first.text
    assert "Page <1>" in first.text
    assert second.text == "Page 2"
    assert first.reply_to == asked


async def test_an_album_that_went_private_leaves_the_group_whole(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("My brother drinks")
    await ben.sends_album(Attachment("photo", caption="Him?"), Attachment("photo"), reply_to=card)
    await street.quiet()
    shown = album_of(anna, GRID)
    assert len(shown) == 2
    await anna.taps(receipt, "Continue privately")
    for photo in shown:
        await anna.sees_no_more(photo)


async def test_an_album_that_was_waiting_goes_private(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("My brother drinks")
    await street.quiet()
    await ben.sends_album(Attachment("photo", caption="Him?"), Attachment("photo"), reply_to=card)
    await ben.sees("Officer Ben has it")
    await anna.taps(receipt, "Continue privately")
    await street.quiet()
    assert len(album_of(anna)) == 2
    assert album_of(anna, GRID) == []


async def test_an_album_that_was_under_way_goes_private(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram takes longer over it than intake waits for what is under way."""
    monkeypatch.setattr(flights, "SETTLING_SECONDS", 0.1)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("My brother drinks")
    await street.quiet()
    street.telegram.faults.slow_answer(1.5, method="sendMediaGroup", times=1)
    await ben.sends_album(Attachment("photo", caption="Him?"), Attachment("photo"), reply_to=card)
    await anna.sees("Him?", in_group=GRID)
    await anna.taps(receipt, "Continue privately")
    await street.quiet()
    assert album_of(anna, GRID) == []


async def test_one_item_alone_is_no_album(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    content = anna._content(Attachment("photo", caption="/help The pipe leaks"))
    anna._send(content, {"in_group": GRID}, {"media_group_id": "7002"})
    await ben.sees("The pipe leaks")
    await street.quiet()
    assert len(arrived(ben, "photo")) == 1
    assert album_of(ben) == []


async def test_another_photo_in_the_same_message_arrives(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    asked = await anna.sends_photo(caption="/help Whose dog is this?", in_group=GRID)
    card = await ben.sees("Whose dog is this?")
    await street.quiet()
    new = Attachment("photo", samples.picture(80, 60), caption="/help Whose cat is this?")
    await anna.exchanges(asked, new)
    told = await ben.sees("Whose cat is this?")
    assert told.kind == "photo"
    assert told.reply_to == card
    assert "edited" in told.text
    assert told.raw["photo"][-1]["width"] == 80


async def test_another_caption_arrives_as_words(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    asked = await anna.sends_photo(caption="/help Whose dog is this?", in_group=GRID)
    await ben.sees("Whose dog is this?")
    await anna.edits(asked, "/help Whose white dog is this?")
    told = await ben.sees("Whose white dog is this?")
    assert (told.kind, "edited" in told.text) == ("text", True)


async def test_an_edit_that_changes_nothing_is_no_news(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    asked = await anna.writes("/help See example.org", in_group=GRID)
    await ben.sees("See example.org")
    await street.quiet()
    before = len(ben.chat())
    street.telegram.world.touch(asked.message)
    await street.quiet()
    assert len(ben.chat()) == before


async def test_a_file_over_the_limit_goes_as_words_and_link(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    too_big = Refusal(413, "Request Entity Too Large")
    street.telegram.faults.answer(too_big, method="copyMessage")
    asked = await anna.sends_document(
        name="film.mkv", size=2_500_000_000, caption="/help See this", in_group=GRID
    )
    told = await ben.sees("too large to be passed on. film.mkv, 2500.0 MB")
    (link,) = [one["url"] for one in told.entities if one["type"] == "text_link"]
    assert link == f"https://t.me/c/{str(street.maple_street.id)[4:]}/{asked.id}"
    await street.quiet()
    assert not await street.failed()


async def test_what_telegram_does_not_copy_is_sent_by_its_file(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.telegram.faults.answer(bad_request("message can't be copied"), method="copyMessage")
    await anna.sends_photo(caption="/help Whose dog is this?", in_group=GRID)
    await ben.sees("Whose dog is this?")
    await street.quiet()
    assert len(arrived(ben, "photo")) == 1
    receipt = await anna.sees("We have your request", in_group=GRID)
    await anna.sends_location(31.2, 121.5, reply_to=receipt)
    await anna.sends_contact("+86 139 0000 0000", reply_to=receipt)
    await street.quiet()
    assert (len(arrived(ben, "location")), len(arrived(ben, "contact"))) == (1, 1)


async def test_what_telegram_cannot_copy_is_said_in_words(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.telegram.faults.answer(bad_request("message can't be copied"), method="copyMessage")
    await anna.writes("/help When do you open?", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    poll = {
        "id": "1",
        "question": "At <8> or 9?",
        "options": [{"persistent_id": hour, "text": hour, "voter_count": 0} for hour in ("8", "9")],
        "allows_revoting": True,
        "members_only": False,
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
    }
    anna._send({"poll": poll}, {"reply_to": receipt})
    told = await ben.sees("There is a poll here, which Telegram doesn't let us pass on.")
    assert "At <8> or 9?" in told.text
    await street.quiet()
    assert not await street.failed()
