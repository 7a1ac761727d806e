"""A message as the page draws it. All ids are strings: they pass 2^53, where JavaScript's
numbers end. Offsets of entities count UTF-16 units, as JavaScript's strings do."""

from typing import Any

from simulator.driver.bubble import Bubble
from simulator.page.stage import chat_key
from simulator.text.units import Ruler
from simulator.wire import JSON
from simulator.world.chats import PrivateChat
from simulator.world.messages import MEDIA, Message
from simulator.world.users import User

QUOTED = 120
KEPT = ("type", "offset", "length", "url", "language")
PLAIN = ("poll", "location", "venue", "contact")
"""Contents that are shown as the Bot API has them."""


def message_view(message: Message) -> JSON:
    bubble, details = Bubble(message), message.details or {}
    view: JSON = {
        "chat": chat_key(message.chat),
        "id": str(message.id),
        "order": message.order,
        "date": message.date,
        "kind": bubble.kind,
        "sender": _sender(message),
        "text": message.text,
        "entities": [_entity(entity) for entity in message.entities],
    }
    marks = {
        "edited": bubble.is_edited,
        "deleted": bubble.is_deleted,
        "pinned": bubble.is_pinned,
        "thread": str(message.thread) if message.thread else "",
        "only": str(message.receiver.id) if message.receiver else "",
        "album": details.get("media_group_id"),
        "forward": _author(details.get("forward_origin")),
        "reply": _reply(message),
        "file": _file(message),
        "service": _service(message) if message.is_service else None,
        "buttons": _buttons(message),
        "answer": _answer(message),
        "reactions": [emoji for each in (message.reactions or {}).values() for emoji in each],
    }
    marks |= {name: message.content.get(name) for name in PLAIN}
    return view | {name: value for name, value in marks.items() if value}


def _sender(message: Message) -> JSON:
    shown: Any = message.sender_chat or message.sender or message.chat
    is_bot = not message.sender_chat and bool(message.sender and message.sender.is_bot)
    return {"id": str(shown.id), "name": shown.name, "bot": is_bot}


def _entity(entity: JSON) -> JSON:
    return {name: entity[name] for name in KEPT if name in entity}


def _reply(message: Message) -> JSON | None:
    details, original = message.details or {}, message.reply_to
    part = str(details.get("quote", {}).get("text", ""))
    if elsewhere := details.get("external_reply"):
        return {"name": _author(elsewhere.get("origin")), "text": part}
    if original is None or original.is_deleted or original.is_service:
        return None
    bubble = Bubble(original)
    return {
        "id": str(original.id),
        "name": bubble.sender,
        "text": part or bubble.text[:QUOTED],
        "kind": bubble.kind,
    }


def _author(origin: JSON | None) -> str:
    """Who wrote first what was forwarded (https://core.telegram.org/bots/api#messageorigin)."""
    if not origin:
        return ""
    if "sender_user" in origin:
        user = origin["sender_user"]
        return f"{user['first_name']} {user.get('last_name', '')}".strip()
    chat = origin.get("sender_chat") or origin.get("chat") or {}
    return str(origin.get("sender_user_name") or chat.get("title") or "")


def _file(message: Message) -> JSON | None:
    kind = next((name for name in MEDIA if name in message.content), None)
    if kind is None:
        return None
    given = message.content[kind]
    file = given[-1] if kind == "photo" else given
    names = ("width", "height", "duration", "emoji")
    return {
        "url": f"/file/{file['file_id']}",
        "kind": kind,
        "name": file.get("file_name", ""),
        "size": file["file_size"],
    } | {name: file[name] for name in names if name in file}


def _service(message: Message) -> JSON:
    content = message.content
    people = content.get("new_chat_members") or [content.get("left_chat_member")]
    topic = content.get("forum_topic_created") or {}
    return {
        "people": [person["first_name"] for person in people if person],
        "words": content.get("new_chat_title") or topic.get("name", ""),
        "pinned": _pinned_words(content.get("pinned_message")),
    }


def _pinned_words(pinned: JSON | None) -> str:
    return str((pinned or {}).get("text") or (pinned or {}).get("caption") or "")[:QUOTED]


def _buttons(message: Message) -> list[list[JSON]]:
    return [
        [{"text": button["text"], "url": button.get("url", "")} for button in row]
        for row in message.inline_keyboard
    ]


def _answer(message: Message) -> JSON | None:
    """A keyboard in place of the usual one, or a reply that the app opens; `to` are the people
    it is meant for, and without it all are (`selective`,
    https://core.telegram.org/bots/api#forcereply)."""
    markup = message.markup or {}
    if not {"keyboard", "remove_keyboard", "force_reply"} & markup.keys():
        return None
    view: JSON = {
        "keyboard": _labels(markup),
        "remove": bool(markup.get("remove_keyboard")),
        "force": bool(markup.get("force_reply")),
        "once": bool(markup.get("one_time_keyboard")),
        "hint": str(markup.get("input_field_placeholder") or ""),
    }
    is_for_some = markup.get("selective") and not isinstance(message.chat, PrivateChat)
    return view | ({"to": _chosen(message)} if is_for_some else {})


def _labels(markup: JSON) -> list[list[str]]:
    return [[button["text"] for button in row] for row in markup.get("keyboard") or []]


def _chosen(message: Message) -> list[str]:
    """Whoever is mentioned, and whoever wrote what it replies to."""
    author = message.reply_to.sender if message.reply_to else None
    found = [str(author.id)] if author else []
    ruler = Ruler(message.text)
    for entity in message.entities:
        if entity["type"] == "text_mention":
            found.append(str(entity["user"]["id"]))
        elif entity["type"] == "mention":
            start = ruler.position(entity["offset"])
            end = ruler.position(entity["offset"] + entity["length"])
            found += [str(user.id) for user in _called(message, message.text[start:end])]
    return found


def _called(message: Message, mention: str) -> list[User]:
    name = mention.removeprefix("@").lower()
    return [user for user in message.chat.people() if user.username.lower() == name]
