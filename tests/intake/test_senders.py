"""Who isn't a person, and who isn't heard (faults 19 and 20)."""

from typing import Any

from sqlalchemy import select

from models.person import Person
from simulator import Group
from tests.street import Street

TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


def said(group: Group, sender: dict[str, Any], words: str, **more: Any) -> dict[str, Any]:
    chat = {"id": group.id, "type": "supergroup", "title": group.title}
    entities = [{"type": "bot_command", "offset": 0, "length": 5}]
    message = {"message_id": 9_000, "date": 1_795_000_000, "chat": chat, "from": sender}
    return {"message": {**message, "text": words, "entities": entities, **more}}


async def names(street: Street) -> set[str]:
    async with street.record() as session:
        return set(await session.scalars(select(Person.name)))


async def test_an_anonymous_admin_asks_as_the_group_and_is_nobody(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.maple_street.promote(anna, anonymous=True)
    await street.open.wait()
    for words in ("The lamp is out", "The gate is broken"):
        await anna.writes(f"/help {words}", in_group="Maple Street", anonymously=True)
        await ben.sees(words)
    first, second = await street.cases()  # Each message is a case of its own.
    assert first.asker_id is None
    assert second.asker_id is None
    assert await names(street) == {"Anna", "Ben"}


async def test_a_channel_is_nobody(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    channel = street.telegram.channel("House news", [anna])
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street", as_channel=channel)
    card = await ben.sees("The lamp is out")
    assert (await street.case()).asker_id is None
    await ben.replies(card, "On my way")
    await anna.sees("On my way", in_group="Maple Street")


async def test_telegrams_own_account_is_nobody(street: Street) -> None:
    """It brings a linked channel's posts into the group."""
    ben = street.officer("Ben")
    await street.quiet()
    street.telegram.inject(street.bot, said(street.maple_street, TELEGRAM, "/help The lamp is out"))
    await ben.sees("The lamp is out")
    assert (await street.case()).asker_id is None
    assert await names(street) == {"Ben"}


async def test_an_anonymous_officer_has_no_power(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.maple_street.promote(ben, anonymous=True)
    street.maple_street.add(ben)
    await street.open.wait()
    asked = await anna.writes("/help The lamp is out", in_group="Maple Street")
    receipt = await anna.sees("Its number is", in_group="Maple Street")
    await ben.sees("The lamp is out")
    await ben.writes(f"@{street.bot.username} I take it", in_group="Maple Street", anonymously=True)
    await street.quiet()
    assert asked.chat == receipt.chat
    assert all(case.holder_id is None for case in await street.cases())


async def test_another_bot_is_not_answered(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    robot = {"id": 4_242_424, "is_bot": True, "first_name": "Robot", "username": "other_bot"}
    street.telegram.inject(street.bot, said(street.maple_street, robot, "/help loop with me"))
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    await ben.sees("The lamp is out")
    await street.case()
    assert await names(street) == {"Anna", "Ben"}
    await anna.does_not_see("loop", in_group="Maple Street")
