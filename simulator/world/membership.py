"""Joining, leaving, being promoted or thrown out.

https://core.telegram.org/bots/api#chatmemberupdated
"""

from collections.abc import Iterable

from simulator.wire import JSON
from simulator.world.chats import PrivateChat
from simulator.world.groups import SharedChat
from simulator.world.members import Member
from simulator.world.users import BotAccount, User
from simulator.world.world import World


def change_member(
    world: World,
    chat: SharedChat,
    user: User,
    status: str,
    by: User,
    rights: Iterable[str] = (),
    is_anonymous: bool = False,
) -> None:
    """Sets the status and tells: the bot itself, bots that are admins, and the chat."""
    old = chat.member(user)
    new = Member(user, status, frozenset(rights), is_anonymous)
    new.reads_all = old.reads_all if old.is_inside else not in_privacy_mode(user)
    chat.members[user.id] = new
    _update_chat_list(chat, old, new)
    _tell(world, chat, old, new, by)
    _post_service_message(world, chat, old, new, by)
    world.notice("chat", chat, member=user, status=status)


def in_privacy_mode(user: User) -> bool:
    return isinstance(user, BotAccount) and user.privacy_mode


def _update_chat_list(chat: SharedChat, old: Member, new: Member) -> None:
    chats = new.user.chats
    if new.is_inside and chat not in chats:
        chats.append(chat)
    if old.is_inside and not new.is_inside and chat in chats:
        chats.remove(chat)


def _tell(world: World, chat: SharedChat, old: Member, new: Member, by: User) -> None:
    is_channel = chat.kind == "channel"
    body: JSON = {
        "chat": chat.as_json(),
        "from": by.as_json(),
        "date": world.now(),
        "old_chat_member": old.as_json(is_channel),
        "new_chat_member": new.as_json(is_channel),
    }
    if isinstance(new.user, BotAccount):
        new.user.inbox.put("my_chat_member", body, chat.id)
    for bot in chat.bots():
        if bot is not new.user and chat.member(bot).is_admin:
            bot.inbox.put("chat_member", body, chat.id)


def _post_service_message(
    world: World, chat: SharedChat, old: Member, new: Member, by: User
) -> None:
    if chat.kind == "channel" or old.is_inside == new.is_inside:
        return
    user = new.user.as_json()
    if new.is_inside:
        world.post(chat, by, {"new_chat_members": [user]})
    else:
        world.post(chat, by, {"left_chat_member": user})


def change_block(world: World, chat: PrivateChat, blocked: bool) -> None:
    """In a private chat only blocking and unblocking are told."""
    if chat.is_blocked == blocked:
        return
    chat.is_blocked = blocked
    states = ["member", "kicked"] if blocked else ["kicked", "member"]
    old, new = (Member(chat.bot, status).as_json() for status in states)
    body: JSON = {
        "chat": chat.as_json(),
        "from": chat.person.as_json(),
        "date": world.now(),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    chat.bot.inbox.put("my_chat_member", body, chat.id)
    world.notice("chat", chat, chat.person, blocked=blocked)
