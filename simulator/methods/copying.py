"""Copies and forwards (https://core.telegram.org/bots/api#copymessage)."""

import itertools
from collections.abc import Callable

from simulator.call import Call
from simulator.envelope import Envelope, address
from simulator.errors import bad_request
from simulator.media import PERMISSIONS
from simulator.quotes import origin
from simulator.wire import JSON
from simulator.words import caption_content
from simulator.world.chats import Chat
from simulator.world.messages import CAPTIONED, Message

BULK_LIMIT = 100


def copy_message(call: Call) -> JSON:
    """A copy has no link to the original; its caption may be replaced."""
    message = call.message(call.chat("from_chat_id"), "message to copy")
    _refuse_uncopyable(message)
    content = dict(message.content)
    if "caption" in call.parameters.values and message.kind in CAPTIONED:
        content = {k: v for k, v in content.items() if not k.startswith("caption")}
        content |= caption_content(call)
    envelope = address(call, permission_for(message))
    return {"message_id": envelope.post(call, content).id}


def forward_message(call: Call) -> JSON:
    message = call.message(call.chat("from_chat_id"), "message to forward")
    _refuse_unforwardable(message)
    envelope = address(call, permission_for(message))
    envelope.markup = None
    return _forward(call, envelope, message).as_json()


def copy_messages(call: Call) -> list[JSON]:
    def copy(envelope: Envelope, message: Message, **album: str) -> Message:
        return envelope.post(call, dict(message.content), **album)

    return _each(call, copy)


def forward_messages(call: Call) -> list[JSON]:
    def forward(envelope: Envelope, message: Message, **album: str) -> Message:
        return _forward(call, envelope, message, **album)

    return _each(call, forward)


def _forward(call: Call, envelope: Envelope, message: Message, **album: str) -> Message:
    envelope.details |= {"forward_origin": origin(message)}
    return envelope.post(call, dict(message.content), **album)


def _each(call: Call, send: Callable[..., Message]) -> list[JSON]:
    """What can't be found or copied is skipped; albums stay together under a new id."""
    source = call.chat("from_chat_id")
    albums: dict[str, str] = {}
    sent = []
    for message in _chosen(call, source):
        album = (message.details or {}).get("media_group_id")
        more = {}
        if album:
            more["media_group_id"] = albums.setdefault(album, call.world.new_album_id())
        envelope = address(call, permission_for(message))
        sent.append({"message_id": send(envelope, message, **more).id})
    return sent


def _chosen(call: Call, source: Chat) -> list[Message]:
    ids = call.parameters.integers("message_ids")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > BULK_LIMIT:
        raise bad_request("too many message identifiers specified")
    if any(second <= first for first, second in itertools.pairwise(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    found = (source.messages.get(id) for id in ids)
    return [message for message in found if message and not message.is_service]


def _refuse_uncopyable(message: Message) -> None:
    if message.is_service or message.receiver or _is_protected(message):
        raise bad_request("message can't be copied")


def _refuse_unforwardable(message: Message) -> None:
    if message.is_service or message.receiver or _is_protected(message):
        raise bad_request("message can't be forwarded")


def _is_protected(message: Message) -> bool:
    return bool(message.details and message.details.get("has_protected_content"))


def permission_for(message: Message) -> str:
    if message.kind == "poll":
        return "can_send_polls"
    return PERMISSIONS.get(message.kind, "can_send_messages")
