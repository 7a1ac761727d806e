"""A batch is one transaction; what can't be handled is parked, and the rest flows (faults 14, 21
and 22; design, section 2, 1 and 3)."""

from typing import Any

from aiogram import F, Router
from aiogram.types import Message
from sqlalchemy import select

from models.exchange import Direction, Exchange
from models.journal import JournalEntry, UpdateState
from services import parking
from simulator import Person
from tests.street import Street


def broken_router() -> Router:
    """A handler that fails as a handler of ours might one day."""
    router = Router()

    @router.message(F.text.contains("trip the handler"))
    async def trip(message: Message) -> None:
        raise ZeroDivisionError("A fault of ours.")

    return router


def undecodable(person: Person, words: str) -> dict[str, Any]:
    """A message whose date isn't one."""
    user = {"id": person.id, "is_bot": False, "first_name": person.name}
    chat = {"id": person.id, "type": "private", "first_name": person.name}
    message = {"message_id": 9_000, "date": "noon", "chat": chat, "from": user, "text": words}
    return {"message": message}


async def words_kept(street: Street) -> list[str]:
    async with street.record() as session:
        texts = select(Exchange.text).where(Exchange.direction == Direction.IN)
        return [text or "" for text in await session.scalars(texts.order_by(Exchange.id))]


async def test_of_a_hundred_two_are_parked_and_the_rest_flows(street: Street) -> None:
    street.first_router = broken_router()
    anna, carl, dora = map(street.resident, ("Anna", "Carl", "Dora"))
    ben = street.officer("Ben")
    await street.quiet()
    for number in range(98):
        await anna.writes(f"line {number:03}")
        if number == 30:
            street.telegram.inject(street.bot, undecodable(dora, "nobody can read me"))
        if number == 60:
            await carl.writes("please trip the handler")
    await ben.sees("line 097", within=30)
    await carl.sees("something went wrong")
    await dora.sees("something went wrong")
    parked = await street.journal(JournalEntry.state == UpdateState.PARKED)
    assert [entry.error.partition(":")[0] for entry in parked if entry.error] == [
        "ValidationError",
        "ZeroDivisionError",
    ]
    assert all(b"nobody can" in (one.raw or b"") or b"trip" in (one.raw or b"") for one in parked)
    kept = [text for text in await words_kept(street) if text.startswith("line")]
    assert kept == [f"line {number:03}" for number in range(98)]
    assert not len(street.bot.inbox)


async def test_what_is_parked_can_be_retried_and_discarded(street: Street) -> None:
    street.first_router = broken_router()
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("please trip the handler")
    await anna.writes("and trip the handler again")
    await anna.sees("something went wrong")
    first, second = await street.journal(JournalEntry.state == UpdateState.PARKED)
    street.first_router.message.handlers.clear()  # It is mended, and the bot runs on.
    async with street.store.writing() as session:
        for entry, decide in ((first, parking.retry), (second, parking.discard)):
            found = await parking.find(session, street.bot.id, entry.update_id)
            assert found is not None
            decide(found)
    await ben.sees("please trip the handler")
    done, discarded = await street.journal(JournalEntry.id.in_([first.id, second.id]))
    assert (done.state, done.raw, done.error) == (UpdateState.DONE, None, None)
    assert (discarded.state, discarded.raw) == (UpdateState.DISCARDED, None)
    await ben.does_not_see("trip the handler again")


async def test_the_same_update_a_hundred_times_is_one_case(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.faults.repeat_updates(100, kind="message", times=1)
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    (update,) = {(one.id, one.body) for one in street.bot.inbox.peek(100)}
    await ben.sees("The lamp is out")
    await street.case()
    # And once more, to a bot that has acknowledged it and was started anew.
    await street.restart()
    street.bot.inbox.append_raw(*update)
    await street.case()
    assert sum("The lamp is out" in bubble.text for bubble in ben.chat()) == 1


async def test_an_unknown_type_leaves_its_id_and_type(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    strange = {"hologram_beamed": {"chat": {"id": anna.id}, "words": "never to be kept"}}
    number = street.telegram.inject(street.bot, strange)
    await anna.writes("The lamp is out")
    await ben.sees("The lamp is out")
    (entry,) = await street.journal(JournalEntry.update_id == number)
    assert (entry.update_type, entry.state, entry.raw) == (
        "hologram_beamed",
        UpdateState.DONE,
        None,
    )


async def test_an_unknown_field_holds_nothing_up(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    body = undecodable(anna, "The lamp is out")
    body["message"] |= {"date": 1_795_000_000, "hologram": {"beam": [1, None]}, "effect": True}
    street.telegram.inject(street.bot, body)
    await ben.sees("The lamp is out")


async def test_a_kind_of_message_that_nobody_knows_reaches_the_officer(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    body = undecodable(anna, "")
    del body["message"]["text"]
    body["message"] |= {"date": 1_795_000_000, "hologram": {"beam": [1, None]}}
    street.telegram.inject(street.bot, body)
    await ben.sees("There was a message here")


async def test_a_forward_whose_author_is_hidden_is_a_message_like_any_other(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    body = undecodable(anna, "Look what I was sent")
    hidden = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1_794_000_000}
    body["message"] |= {"date": 1_795_000_000, "forward_origin": hidden}
    street.telegram.inject(street.bot, body)
    await ben.sees("Look what I was sent")


async def test_nul_and_lone_surrogates_are_cleaned(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.inject(
        street.bot,
        b'{"update_id":600000001,"message":{"message_id":9000,"date":1795000000,'
        b'"chat":{"id":%d,"type":"private","first_name":"A\\u0000"},'
        b'"from":{"id":%d,"is_bot":false,"first_name":"\\ud83dAnna\\u0000"},'
        b'"text":"NUL \\u0000, half \\uDE00, raw \xed\xa0\x80, whole \\ud83d\\ude00"}}'
        % (anna.id, anna.id),
    )
    await ben.sees("whole \U0001f600")
    (kept,) = [text for text in await words_kept(street) if text.startswith("NUL")]
    assert "\x00" not in kept
    assert kept.isprintable()
