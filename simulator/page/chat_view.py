"""Chats, people and the bot as the page draws them."""

from simulator.driver.person import Person
from simulator.page.stage import Stage, chat_key
from simulator.wire import JSON
from simulator.world.chats import Chat, PrivateChat
from simulator.world.groups import Group as BasicGroup
from simulator.world.groups import SharedChat, Supergroup
from simulator.world.members import Member
from simulator.world.users import BotAccount


def chat_view(stage: Stage, chat: Chat) -> JSON:
    view: JSON = {
        "id": chat_key(chat),
        "title": chat.name,
        "pinned": [str(number) for number in chat.pinned],
    }
    if isinstance(chat, PrivateChat):
        return view | {
            "kind": "private",
            "person": str(chat.person.id),
            "started": chat.is_started,
            "blocked": chat.is_blocked,
        }
    return view | _shared(stage, chat)


def _shared(stage: Stage, chat: Chat) -> JSON:
    if not isinstance(chat, SharedChat):
        return {"kind": "other", "members": []}
    inside = [member for member in chat.members.values() if member.is_inside]
    view: JSON = {"kind": chat.kind, "members": [_member(chat, member) for member in inside]}
    if isinstance(chat, BasicGroup) and chat.upgraded_to:
        view["upgraded_to"] = chat_key(chat.upgraded_to)
    if isinstance(chat, Supergroup):
        olds = stage.telegram.world.chats.values()
        before = [one for one in olds if isinstance(one, BasicGroup) and one.upgraded_to is chat]
        view["upgraded_from"] = chat_key(before[0]) if before else ""
        view["forum"] = chat.is_forum
        topics = chat.topics.values()
        view["topics"] = [
            {"id": str(topic.id), "name": topic.name, "closed": topic.is_closed} for topic in topics
        ]
    return view


def _member(chat: SharedChat, member: Member) -> JSON:
    silenced = member.status == "restricted" and "can_send_messages" not in member.rights
    return {
        "id": str(member.user.id),
        "name": member.user.name,
        "bot": member.user.is_bot,
        "admin": member.is_admin,
        "owner": member.status == "creator",
        "writes": not silenced and (member.is_admin or chat.permissions["can_send_messages"]),
        "reads_all": member.is_admin or member.reads_all,
    }


def person_view(stage: Stage, key: str, person: Person) -> JSON:
    group = next(iter(stage.groups.values()))
    return {
        "id": str(person.id),
        "key": key,
        "name": person.name,
        "role": stage.roles.get(key, ""),
        "staff": key in stage.staff,
        "commands": {
            "private": person.commands(
                stage.bot, person.world.private_chat(person.user, stage.bot)
            ),
            "group": person.commands(stage.bot, group.chat),
        },
    }


def bot_view(stage: Stage) -> JSON:
    bot: BotAccount = stage.bot
    return {
        "id": str(bot.id),
        "name": bot.name,
        "username": bot.username,
        "privacy": bot.privacy_mode,
        "state": stage.process.state,
        "waiting": len(bot.inbox),
    }


def clock_view(stage: Stage) -> JSON:
    return {"now": stage.clock.now(), "speed": stage.clock.speed, "timezone": stage.timezone}
