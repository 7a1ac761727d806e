"""Looking at chats and their members (https://core.telegram.org/bots/api#getchat)."""

from simulator.call import Call
from simulator.errors import bad_request
from simulator.wire import JSON
from simulator.world.chats import Chat, PrivateChat
from simulator.world.groups import Channel, SharedChat, Supergroup
from simulator.world.membership import change_member

GIFTS = (
    "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
    "gifts_from_channels",
)  # fmt: skip
MAX_REACTIONS = 11


def get_chat(call: Call) -> JSON:
    """https://core.telegram.org/bots/api#chatfullinfo"""
    chat = call.chat()
    shape = chat.as_json() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": MAX_REACTIONS,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    if isinstance(chat, SharedChat):
        shape["permissions"] = dict(chat.permissions)
        if chat.description:
            shape["description"] = chat.description
    if isinstance(chat, Supergroup | Channel) and chat.linked:
        shape["linked_chat_id"] = chat.linked.id
    if chat.pinned:
        shape["pinned_message"] = chat.messages[chat.pinned[-1]].as_json(with_reply=False)
    return shape


def get_chat_member(call: Call) -> JSON:
    chat = _shared(call)
    user = call.world.users.get(call.parameters.integer("user_id"))
    if user is None:
        raise bad_request("invalid user_id specified")
    return chat.member(user).as_json(chat.kind == "channel")


def get_chat_administrators(call: Call) -> list[JSON]:
    """All but other bots."""
    chat = _shared(call)
    admins = (member for member in chat.members.values() if member.is_admin)
    shown = (member for member in admins if not member.user.is_bot or member.user is call.bot)
    return [member.as_json(chat.kind == "channel") for member in shown]


def get_chat_member_count(call: Call) -> int:
    chat = call.chat()
    return sum(1 for _ in chat.people())


def leave_chat(call: Call) -> bool:
    chat = call.chat()
    if not isinstance(chat, SharedChat):
        raise bad_request("chat member status can't be changed in private chats")
    change_member(call.world, chat, call.bot, "left", by=call.bot)
    return True


def _shared(call: Call) -> SharedChat:
    chat: Chat = call.chat()
    if isinstance(chat, PrivateChat) or not isinstance(chat, SharedChat):
        raise bad_request("there are no administrators in the private chat")
    return chat
