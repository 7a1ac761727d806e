"""Taking messages away (https://core.telegram.org/bots/api#deletemessage)."""

from simulator.call import Call
from simulator.errors import bad_request
from simulator.world.chats import PrivateChat
from simulator.world.groups import SharedChat
from simulator.world.messages import Message

DELETABLE_FOR = 48 * 60 * 60
BULK_LIMIT = 100


def delete_message(call: Call) -> bool:
    message = call.message(call.chat(), "message to delete")
    if not _may_delete(call, message):
        raise bad_request("message can't be deleted")
    if _is_too_old(call, message):
        raise bad_request("message can't be deleted for everyone")
    call.world.delete(message)
    return True


def delete_messages(call: Call) -> bool:
    """Messages that can't be found or deleted are skipped."""
    chat = call.chat()
    ids = call.parameters.integers("message_ids")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > BULK_LIMIT:
        raise bad_request("too many message identifiers specified")
    for message in [chat.messages[id] for id in ids if id in chat.messages]:
        if _may_delete(call, message) and not _is_too_old(call, message):
            call.world.delete(message)
    return True


def _may_delete(call: Call, message: Message) -> bool:
    chat = message.chat
    if isinstance(chat, SharedChat) and chat.member(call.bot).may("can_delete_messages"):
        return True
    return message.sender is call.bot or isinstance(chat, PrivateChat)


def _is_too_old(call: Call, message: Message) -> bool:
    chat = message.chat
    if isinstance(chat, SharedChat) and chat.member(call.bot).may("can_delete_messages"):
        return False
    return message.date < call.world.now() - DELETABLE_FOR
