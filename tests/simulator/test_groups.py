import pytest

from simulator import BotAccount, CannotDo, Group, Person, Telegram
from tests.simulator.conftest import Raw, Refused


async def test_a_bot_is_added_promoted_and_thrown_out(
    telegram: Telegram, anna: Person, bot: BotAccount, raw: Raw
) -> None:
    yard = telegram.group("Yard", [anna])
    yard.add(bot, by=anna)
    yard.promote(bot, delete=False)
    yard.remove(bot)
    added, message, promoted, removed = await raw("getUpdates")
    assert added["my_chat_member"]["from"]["id"] == anna.id
    assert added["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert message["message"]["new_chat_members"][0]["id"] == bot.id
    rights = promoted["my_chat_member"]["new_chat_member"]
    assert rights["can_pin_messages"]
    assert not rights["can_delete_messages"]
    assert removed["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_an_upgrade_gives_new_ids(
    telegram: Telegram, anna: Person, bot: BotAccount, raw: Raw
) -> None:
    yard = telegram.group("Yard", [anna, bot], supergroup=False)
    old_id = yard.id
    old = await anna.writes("/help@doorstep_bot", in_group="Yard")
    yard.upgrade(new_id=-1001234567890)
    assert yard.id == -1001234567890
    new = await anna.replies(old, "still there? @doorstep_bot")
    asked, to, from_, reply = [update["message"] for update in await raw("getUpdates")]
    assert asked["chat"]["id"] == to["chat"]["id"] == old_id
    assert to["migrate_to_chat_id"] == from_["chat"]["id"] == yard.id
    assert from_["migrate_from_chat_id"] == old_id
    assert from_["message_id"] == 1
    assert new.chat.id == reply["chat"]["id"] == yard.id
    assert reply["external_reply"]["chat"]["id"] == old_id
    assert "reply_to_message" not in reply


async def test_replies_go_one_level_deep(
    anna: Person, ben: Person, street: Group, raw: Raw
) -> None:
    first = await anna.writes("one", in_group=street)
    second = await ben.replies(first, "two", quote="one")
    await anna.replies(second, "@doorstep_bot three")
    [update] = await raw("getUpdates")
    original = update["message"]["reply_to_message"]
    assert original["text"] == "two"
    assert original["quote"] == {"text": "one", "position": 0, "is_manual": True}
    assert "reply_to_message" not in original
    assert original["chat"]["id"] == street.id
    assert update["message"]["message_thread_id"] == first.id


async def test_topics(anna: Person, street: Group, bot: BotAccount, raw: Raw) -> None:
    topic = street.open_topic("Lost and found")
    await anna.writes("@doorstep_bot a key", in_group=street, topic=topic)
    created, update = await raw("getUpdates")
    message = update["message"]
    assert created["message"]["forum_topic_created"]["name"] == "Lost and found"
    assert message["is_topic_message"]
    assert message["message_thread_id"] == topic
    assert message["reply_to_message"]["message_id"] == topic
    sent = await raw(
        "sendMessage",
        chat_id=street.id,
        text="Which?",
        reply_parameters={"message_id": message["message_id"]},
    )
    assert sent["message_thread_id"] == topic
    with pytest.raises(Refused, match="not enough rights to create a topic"):
        await raw("createForumTopic", chat_id=street.id, name="Cats")
    street.promote(bot)
    made = await raw("createForumTopic", chat_id=street.id, name="Cats")
    thread = {"chat_id": street.id, "message_thread_id": made["message_thread_id"]}
    await raw("closeForumTopic", **thread)
    with pytest.raises(Refused, match="TOPIC_NOT_MODIFIED"):
        await raw("closeForumTopic", **thread)
    await raw("reopenForumTopic", **thread)
    [bubble] = anna.chat(street, topic=topic)[-1:]
    assert bubble.text == "Which?"


async def test_pins(anna: Person, street: Group, bot: BotAccount, raw: Raw) -> None:
    street.promote(bot)
    sent = await raw("sendMessage", chat_id=street.id, text="Read me")
    here = {"chat_id": street.id, "message_id": sent["message_id"]}
    await raw("pinChatMessage", **here)
    await raw("pinChatMessage", **here)
    card = await anna.sees("Read me")
    assert [bubble.is_pinned for bubble in anna.chat(street)[:1]] == [True]
    service = [u["message"] for u in await raw("getUpdates") if "message" in u]
    assert [message["pinned_message"]["text"] for message in service] == ["Read me"]
    assert (await raw("getChat", chat_id=street.id))["pinned_message"]["text"] == "Read me"
    await raw("unpinChatMessage", chat_id=street.id)
    assert not card.is_pinned
    with pytest.raises(Refused, match="message to unpin not found"):
        await raw("unpinChatMessage", chat_id=street.id)


async def test_deleting_in_a_group(anna: Person, street: Group, bot: BotAccount, raw: Raw) -> None:
    theirs = await anna.writes("/help", in_group=street)
    here = {"chat_id": street.id, "message_id": theirs.id}
    with pytest.raises(Refused, match="message can't be deleted"):
        await raw("deleteMessage", **here)
    street.promote(bot)
    await raw("deleteMessage", **here)
    assert theirs.is_deleted


async def test_who_may_not_write(
    telegram: Telegram, anna: Person, ben: Person, street: Group
) -> None:
    street.mute(ben, by=anna)
    with pytest.raises(CannotDo, match="may not write"):
        await ben.writes("hello", in_group=street)
    cleo = telegram.person("Cleo")
    with pytest.raises(CannotDo, match="is not in Maple Street"):
        await cleo.writes("hello", in_group="Maple Street")


async def test_ids_of_private_chats_and_basic_groups_never_meet(
    telegram: Telegram, anna: Person, ben: Person, bot: BotAccount, raw: Raw
) -> None:
    yard = telegram.group("Yard", [anna, bot], supergroup=False)
    ids = []
    for _ in range(3):
        ids += [(await anna.starts()).id, (await ben.starts()).id]
        ids.append((await anna.writes("/x", in_group=yard)).id)
    assert len(set(ids)) == len(ids)
    with pytest.raises(Refused, match="message to copy not found"):
        await raw("copyMessage", chat_id=anna.id, from_chat_id=ben.id, message_id=ids[0])


async def test_commands_and_descriptions(raw: Raw) -> None:
    english = [{"command": "help", "description": "Ask for help"}]
    chinese = [{"command": "help", "description": "求助"}]
    groups = {"type": "all_group_chats"}
    await raw("setMyCommands", commands=english)
    await raw("setMyCommands", commands=chinese, scope=groups, language_code="zh")
    assert await raw("getMyCommands") == english
    assert await raw("getMyCommands", scope=groups, language_code="zh") == chinese
    await raw("deleteMyCommands")
    assert await raw("getMyCommands") == []
    await raw("setMyDescription", description="Police", language_code="en")
    assert await raw("getMyDescription", language_code="en") == {"description": "Police"}
    assert await raw("getMyDescription") == {"description": ""}


async def test_who_may_delete(anna: Person, ben: Person, street: Group) -> None:
    mine = await ben.writes("mine", in_group=street)
    theirs = await anna.writes("theirs", in_group=street)
    await ben.deletes(mine)
    with pytest.raises(CannotDo, match="may not delete"):
        await ben.deletes(theirs)
    street.promote(ben)
    await ben.deletes(theirs)
    assert ben.chat(street) == []
