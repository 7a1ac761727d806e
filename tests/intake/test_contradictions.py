"""Updates that can't be true, or can't be read: parked or counted, and nothing follows."""

from typing import Any

import pytest

from models.journal import JournalEntry, UpdateState
from simulator import Group, Person
from tests.street import GRID, Street


def said(who: Person | Group, where: Person | Group, words: str, kind: str = "") -> dict[str, Any]:
    chat = {"id": where.id, "type": kind or ("private" if where.id > 0 else "supergroup")}
    sender = {"id": who.id, "is_bot": False, "first_name": "Somebody"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(words.split()[0])}]
    message = {"message_id": 9_000, "date": 1_795_000_000, "chat": chat, "from": sender}
    return {"message": {**message, "text": words, "entities": entities}}


async def test_nobody_reads_their_cases_in_somebody_elses_chat(street: Street) -> None:
    anna, ella = street.resident("Anna"), street.resident("Ella")
    ben = street.officer("Ben")
    await street.quiet()
    await anna.writes("My brother drinks")
    await ben.sees("My brother drinks")
    number = street.telegram.inject(street.bot, said(anna, ella, "/cases"))
    (entry,) = await street.journal(JournalEntry.update_id == number)
    assert entry.state is UpdateState.PARKED
    assert (entry.error or "").startswith("Contradiction: somebody in a private chat of somebody")
    await ella.does_not_see("My brother drinks")


@pytest.mark.parametrize("kind", ["private", "group"])
async def test_a_chat_of_a_type_that_it_cant_be_of(street: Street, kind: str) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    where = street.maple_street if kind == "private" else anna
    number = street.telegram.inject(street.bot, said(anna, where, "/help a lamp", kind))
    (entry,) = await street.journal(JournalEntry.update_id == number)
    assert (entry.error or "").startswith("Contradiction: its chat")
    assert not await street.cases()
    await ben.does_not_see("a lamp")


async def test_a_group_is_nobody(street: Street) -> None:
    """It would otherwise become a person with the group's address."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.grid(GRID)
    await street.quiet()
    group = street.maple_street
    street.telegram.inject(street.bot, said(group, group, "/help me"))
    await anna.writes("/help The lamp is out", in_group=GRID)
    await ben.sees("The lamp is out", within=5)
    (parked,) = await street.journal(JournalEntry.state == UpdateState.PARKED)
    assert (parked.error or "").startswith("Contradiction: its sender is a chat")


async def test_a_field_that_nobody_knows_stands_in_front_of_the_message(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    update = {"hologram": {"beam": 1}, **said(anna, anna, "The lamp is out")}
    street.telegram.inject(street.bot, update)
    await ben.sees("The lamp is out")


@pytest.mark.parametrize("depth", [600, 990, 100_000])
async def test_what_is_nested_too_deep_holds_nothing_up(street: Street, depth: int) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("The lamp is out")
    number = street.bot.inbox.last_id + 1
    nested = b'{"x":' * depth + b"1" + b"}" * depth
    deep = (
        b'{"update_id":%d,"message":{"message_id":1,"text":"\\u0000","date":0,'
        b'"chat":{"id":%d,"type":"private"},"from":{"id":%d,"is_bot":false,"first_name":"A"},'
        b'"reply_to_message":%s}}' % (number, anna.id, anna.id, nested)
    )
    street.telegram.inject(street.bot, deep)
    await ben.sees("The lamp is out")
    await anna.writes("And the gate")
    await ben.sees("And the gate", within=20)
    (entry,) = await street.journal(JournalEntry.update_id == number)
    assert entry.update_type in ("message", "undecodable")
