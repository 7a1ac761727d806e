"""Pins (https://core.telegram.org/bots/api#pinchatmessage)."""

from simulator.call import Call
from simulator.errors import bad_request
from simulator.world.chats import Chat
from simulator.world.groups import SharedChat
from simulator.world.members import Member


def pin_chat_message(call: Call) -> bool:
    chat = _pinnable(call)
    message = call.message(chat, "message to pin")
    if message.is_service:
        raise bad_request("message can't be pinned")
    if message.id not in chat.pinned:
        call.world.pin(message, call.bot)
    return True


def unpin_chat_message(call: Call) -> bool:
    """Without `message_id`, the most recent pin."""
    chat = _pinnable(call)
    message_id = call.parameters.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    call.world.unpin(chat.messages[message_id])
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    chat = _pinnable(call)
    for message_id in list(chat.pinned):
        call.world.unpin(chat.messages[message_id])
    return True


def _pinnable(call: Call) -> Chat:
    chat = call.chat()
    if not isinstance(chat, SharedChat):
        chat.refuse_writing(call.bot)
    elif not _may_pin(chat, chat.member(call.bot)):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


def _may_pin(chat: SharedChat, member: Member) -> bool:
    if chat.kind == "channel":
        return member.may("can_edit_messages")
    return (
        member.may("can_pin_messages") if member.is_admin else chat.permissions["can_pin_messages"]
    )
