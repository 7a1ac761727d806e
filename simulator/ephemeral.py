"""Messages in a group that one member alone sees (Bot API 10.2).

https://core.telegram.org/bots/api#ephemeralmessageparameters. A bot that is no administrator
may only answer a tap with one, and only for a short while.
"""

from simulator.call import Call
from simulator.errors import bad_request
from simulator.world.chats import Chat
from simulator.world.groups import SharedChat
from simulator.world.messages import Message
from simulator.world.users import User

WINDOW = 15
"""Seconds after the tap."""


def receiver(call: Call, chat: Chat) -> User | None:
    """Who alone is to see the message; None for everybody."""
    if not call.method.startswith("send"):
        return None
    given = call.parameters.nested("ephemeral_message_parameters") or call.parameters
    user_id = given.integer("receiver_user_id")
    if not user_id:
        return None
    if not isinstance(chat, SharedChat) or chat.kind == "channel":
        raise bad_request("BOT_NOT_ADMIN")
    member = chat.members.get(user_id)
    if member is None or not member.is_inside:
        raise bad_request("USER_NOT_PARTICIPANT")
    tapped = _has_just_tapped(call, member.user, given.text("callback_query_id"))
    if not tapped and not chat.member(call.bot).is_admin:
        raise bad_request("BOT_NOT_ADMIN")
    return member.user


def _has_just_tapped(call: Call, user: User, query_id: str) -> bool:
    query = call.world.callbacks.find(query_id)
    if query is None or query.bot is not call.bot or query.person is not user:
        return False
    return query.made >= call.world.clock() - WINDOW


def ephemeral_message(call: Call, missing: str) -> Message:
    """The one that chat, receiver and `ephemeral_message_id` name together."""
    chat = call.chat()
    found = chat.messages.get(-call.parameters.integer("ephemeral_message_id"))
    receiver_id = call.parameters.integer("receiver_user_id")
    if found is None or found.receiver is None or found.receiver.id != receiver_id:
        raise bad_request(f"{missing} not found")
    if found.sender is not call.bot:
        raise bad_request("message can't be edited")
    return found
