"""What a bot hears in a group: https://core.telegram.org/bots/features#privacy-mode."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from simulator import BotAccount, Bubble, Group, Person, Telegram
from simulator.driver.attachments import Attachment
from tests.simulator.conftest import Raw

Says = Callable[[Person, Group, Bubble, Bubble], Awaitable[Any]]


async def heard(raw: Raw) -> list[dict[str, Any]]:
    updates: list[dict[str, Any]] = await raw("getUpdates")
    if updates:
        await raw("getUpdates", offset=updates[-1]["update_id"] + 1)
    return updates


@pytest.fixture
def other(telegram: Telegram, street: Group) -> BotAccount:
    other = telegram.bot("other_bot")
    street.seat(other)
    return other


def writing(text: str) -> Says:
    return lambda anna, street, own, theirs: anna.writes(text, in_group=street)


def showing(caption: str) -> Says:
    return lambda anna, street, own, theirs: anna.sends_photo(caption=caption, in_group=street)


CASES: list[tuple[str, Says, bool]] = [
    ("chatter", writing("hello"), False),
    ("a mention", writing("@Doorstep_Bot hi"), True),
    ("another's mention", writing("@other_bot hi"), False),
    ("a command for it", writing("/x@doorstep_bot"), True),
    ("a command for another", writing("/x@other_bot"), False),
    ("a general command", writing("/help gas"), True),
    ("a command inside", writing("so /help me"), True),
    ("an e-mail address", writing("a@doorstep_bot.com"), False),
    ("a reply to it", lambda anna, street, own, theirs: anna.replies(own, "yes"), True),
    ("a reply to a person", lambda anna, street, own, theirs: anna.replies(theirs, "yes"), False),
    ("a photo", showing("look"), False),
    ("a photo with a mention", showing("@doorstep_bot"), True),
    ("a voice in reply", lambda anna, street, own, theirs: anna.sends_voice(reply_to=own), True),
]


@pytest.mark.parametrize(("says", "comes"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
async def test_privacy_mode(
    says: Says, comes: bool, anna: Person, ben: Person, street: Group, other: BotAccount, raw: Raw
) -> None:
    theirs = await ben.writes("I'm here", in_group=street)
    await raw("sendMessage", chat_id=street.id, text="Ask me")
    own = await anna.sees("Ask me")
    await heard(raw)
    await says(anna, street, own, theirs)
    assert bool(await heard(raw)) is comes


async def test_a_general_command_goes_to_the_bot_that_wrote_last(
    telegram: Telegram, anna: Person, street: Group, other: BotAccount, raw: Raw
) -> None:
    await anna.writes("/help", in_group=street)
    assert len(await heard(raw)) == 1  # No bot has written yet.
    theirs = Raw(raw.session, f"{telegram.url}/bot{other.token}")
    await theirs("sendMessage", chat_id=street.id, text="I'm another bot")
    await anna.writes("/help", in_group=street)
    assert await heard(raw) == []
    assert len(await heard(theirs)) == 2


async def test_a_reply_to_what_was_meant_for_the_bot(
    anna: Person, ben: Person, street: Group, raw: Raw
) -> None:
    asked = await anna.writes("@doorstep_bot my key broke", in_group=street)
    answer = await ben.replies(asked, "I have a spare one")
    await anna.replies(answer, "thanks")
    texts = [update["message"]["text"] for update in await heard(raw)]
    assert texts == ["@doorstep_bot my key broke", "I have a spare one"]


async def test_album_items_without_a_mention_never_arrive(
    anna: Person, street: Group, raw: Raw
) -> None:
    items = [Attachment("photo", caption="@doorstep_bot look"), Attachment("photo")]
    await anna.sends_album(*items, in_group=street)
    [update] = await heard(raw)
    assert update["message"]["media_group_id"]


async def test_admins_hear_everything(
    anna: Person, street: Group, bot: BotAccount, other: BotAccount, telegram: Telegram, raw: Raw
) -> None:
    street.promote(bot)
    await anna.writes("hello", in_group=street)
    theirs = Raw(raw.session, f"{telegram.url}/bot{other.token}")
    await theirs("sendMessage", chat_id=street.id, text="not for bots")
    kinds = [next(reversed(update)) for update in await heard(raw)]
    assert kinds == ["my_chat_member", "message"]


async def test_privacy_mode_changes_when_the_bot_joins_anew(
    anna: Person, street: Group, bot: BotAccount, raw: Raw
) -> None:
    bot.privacy_mode = False
    assert (await raw("getMe"))["can_read_all_group_messages"]
    await anna.writes("one", in_group=street)
    street.remove(bot)
    street.add(bot)
    await anna.writes("two", in_group=street)
    messages = [update.get("message", {}).get("text") for update in await heard(raw)]
    assert messages[-1] == "two"
    assert "one" not in messages


async def test_service_messages_come_through(
    telegram: Telegram, anna: Person, street: Group, raw: Raw
) -> None:
    cleo = telegram.person("Cleo")
    await cleo.joins(street)
    await cleo.leaves(street)
    updates = [update["message"] for update in await heard(raw)]
    assert [message["chat"]["id"] for message in updates] == [street.id] * 2
    assert updates[0]["new_chat_members"][0]["id"] == cleo.id
    assert updates[1]["left_chat_member"]["id"] == cleo.id


async def test_stand_ins(telegram: Telegram, anna: Person, street: Group, raw: Raw) -> None:
    news = telegram.channel("News", [anna], linked=street)
    await anna.writes("@doorstep_bot one", in_group=street, anonymously=True)
    await anna.writes("@doorstep_bot two", in_group=street, as_channel=news)
    await anna.writes("@doorstep_bot three", in_group=news)
    one, two, three = (update["message"] for update in await heard(raw))
    assert one["from"]["id"] == 1087968824
    assert one["sender_chat"]["id"] == street.id
    assert two["from"]["id"] == 136817688
    assert two["sender_chat"]["id"] == news.id
    assert three["from"]["id"] == 777000
    assert three["is_automatic_forward"]
    assert three["forward_origin"]["chat"]["id"] == news.id
