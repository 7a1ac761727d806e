"""Quotes, and what is shown of a message from elsewhere.

https://core.telegram.org/bots/api#textquote, #externalreplyinfo and #messageorigin
"""

from simulator.errors import bad_request
from simulator.text.units import Ruler
from simulator.wire import JSON
from simulator.world.groups import Channel
from simulator.world.messages import MEDIA, Message

QUOTE_LIMIT = 1024
SHOWN = (*MEDIA, "contact", "location", "poll", "venue")


def quoted(words: str, original: Message) -> JSON | None:
    """The quote must be an exact part of the message that it is taken from."""
    if not words:
        return None
    position = original.text.find(words)
    if position < 0 or len(words) > QUOTE_LIMIT:
        raise bad_request("QUOTE_TEXT_INVALID")
    offset = Ruler(original.text).offset(position)
    return {"text": words, "position": offset, "is_manual": True}


def origin(message: Message) -> JSON:
    """Who wrote it first, for a forward: a person may hide behind a mere name."""
    if message.details and "forward_origin" in message.details:
        kept: JSON = message.details["forward_origin"]
        return kept
    shape: JSON = {"date": message.date}
    if isinstance(message.chat, Channel):
        return shape | {"type": "channel", "chat": message.chat.as_json(), "message_id": message.id}
    if message.sender_chat:
        return shape | {"type": "chat", "sender_chat": message.sender_chat.as_json()}
    sender = message.sender
    if sender is None or sender.hides_in_forwards:
        name = sender.name if sender else ""
        return shape | {"type": "hidden_user", "sender_user_name": name}
    return shape | {"type": "user", "sender_user": sender.as_json()}


def external_reply(message: Message) -> JSON:
    shape: JSON = {"origin": origin(message)}
    if message.chat.id < 0:
        shape |= {"chat": message.chat.as_json(), "message_id": message.id}
    return shape | {name: message.content[name] for name in SHOWN if name in message.content}
