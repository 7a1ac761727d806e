"""Who has no face: an anonymous admin, a channel, another bot."""

from typing import Any

from sqlalchemy import func, select

from models.person import Person
from simulator import Bubble
from tests.street import GRID, Street


async def test_an_anonymous_admin_gets_an_answer_in_the_group(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.maple_street.promote(anna, anonymous=True)
    asked = await anna.writes("/help The lift is stuck", in_group=GRID, anonymously=True)
    card = await ben.sees("The lift is stuck")
    case = await street.case()
    assert case.asker_id is None
    assert case.asker_name == GRID
    assert GRID in card.text
    await ben.replies(card, "On my way")
    await street.quiet()
    answer = next(one for one in anna.chat(GRID) if "On my way" in one.text)
    assert answer.reply_to == asked


async def test_a_channel_is_no_person_either(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    channel = street.telegram.channel("Maple news", [anna])
    asked = await anna.writes("/help The lift is stuck", in_group=GRID, as_channel=channel)
    card = await ben.sees("The lift is stuck")
    case = await street.case()
    assert case.asker_id is None
    await ben.replies(card, "On my way")
    answer = await anna.sees("On my way", in_group=GRID)
    assert answer.reply_to == asked


async def test_each_faceless_message_is_a_case_of_its_own(street: Street) -> None:
    anna, ella = street.resident("Anna"), street.resident("Ella")
    street.officer("Ben")
    for admin in (anna, ella):
        street.maple_street.promote(admin, anonymous=True)
        await admin.writes("/help The lift is stuck", in_group=GRID, anonymously=True)
    assert len(await street.cases()) == 2
    async with street.record() as session:
        names = set(await session.scalars(select(Person.name)))
    assert names <= {"Anna", "Ella", "Ben"}


async def test_nothing_private_goes_to_who_has_no_face(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    street.maple_street.promote(anna, anonymous=True)
    await anna.writes("/help The lift is stuck", in_group=GRID, anonymously=True)
    await street.quiet()
    (receipt,) = [one for one in anna.chat(GRID) if "We have your request" in one.text]
    assert not receipt.buttons


async def test_an_anonymous_admin_is_never_an_officer(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    street.telegram.inject(street.bot, {"message": anonymous_reply(receipt, "I am coming")})
    relayed = await ben.sees("I am coming")
    assert relayed.text.startswith(f"{GRID} (a neighbour)")
    assert (await street.case()).holder_id is None


def anonymous_reply(to: Bubble, text: str) -> dict[str, Any]:
    """What an admin who hides behind the group replies, as a bot gets it."""
    chat = to.raw["chat"]
    bot = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    return {
        "message_id": 900,
        "date": 1,
        "chat": chat,
        "from": bot,
        "sender_chat": chat,
        "text": text,
        "reply_to_message": to.raw,
    }


async def test_whoami_of_who_has_no_face(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    street.maple_street.promote(anna, anonymous=True)
    await anna.writes("/whoami@doorstep_bot", in_group=GRID, anonymously=True)
    await street.quiet()
    told = anna.chat(GRID)[-1]
    assert "I can't see who you are" in told.text


async def test_another_bot_is_not_heard(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.inject(
        street.bot,
        {
            "message": {
                "message_id": 900,
                "date": 1,
                "chat": {"id": street.maple_street.id, "type": "supergroup", "title": GRID},
                "from": {"id": 99, "is_bot": True, "first_name": "Echo", "username": "echo_bot"},
                "text": "/help me",
                "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
            }
        },
    )
    await street.quiet()
    assert not await street.cases()
    async with street.record() as session:
        assert await session.scalar(select(func.count()).where(Person.name == "Echo")) == 0
    await anna.does_not_see("We have your request")
