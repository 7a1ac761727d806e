"""What can be told from an update's raw JSON before anything is decoded or written.

An update may hold anything: nothing here trusts a field to be there or to be of its type.
"""

from dataclasses import dataclass, field
from typing import Any

from bot.raw import buttons, integer, media, part, place, string, thread
from services.words import cleaned

KNOWN_TYPES = frozenset({"message", "edited_message", "callback_query", "my_chat_member"})
# In the order of preference where a message could be called two things (an animation also
# has a document; a venue also a location).
CONTENTS = (
    "text", "photo", "animation", "video", "video_note", "voice", "audio", "document",
    "sticker", "venue", "location", "contact", "poll", "dice", "story", "game",
)  # fmt: skip
SERVICE = frozenset({
    "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo",
    "delete_chat_photo", "group_chat_created", "supergroup_chat_created", "pinned_message",
    "message_auto_delete_timer_changed", "forum_topic_created", "forum_topic_edited",
    "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden",
    "general_forum_topic_unhidden", "video_chat_scheduled", "video_chat_started",
    "video_chat_ended", "video_chat_participants_invited", "boost_added", "chat_background_set",
    "users_shared", "chat_shared", "write_access_allowed", "web_app_data", "passport_data",
    "proximity_alert_triggered", "giveaway_created", "giveaway", "giveaway_winners",
    "giveaway_completed", "checklist_tasks_done", "checklist_tasks_added",
})  # fmt: skip
# Shared stand-ins for anonymous admins, channels and linked channels (Bot API, Message.from).
LONGEST_ADDRESS = 64  # of a bot's name in a mention, with a word or a command before it
STAND_INS = frozenset({1087968824, 136817688, 777000})


@dataclass(frozen=True)
class Sender:
    """A person's account. `language` is Telegram's IETF tag, a hint only; `username` is in small
    letters."""

    id: int
    name: str
    language: str | None
    username: str | None = None


@dataclass(frozen=True)
class Reading:
    """One update. Ids are Telegram's; `sender` is none for whoever isn't a person.

    `reply_to` and `tapped` name a message as (chat id, message id). `buttons` are the callback
    data under the replied-to or tapped message when that is our bot's own: Telegram vouches for
    them, so a case can be found by them when the message id was lost to a crash.
    """

    raw: dict[str, Any]
    update_id: int
    type: str
    message: dict[str, Any] = field(default_factory=dict)
    chat_id: int | None = None
    chat_type: str = ""
    chat_title: str = ""
    sender: Sender | None = None
    from_bot: bool = False
    message_id: int | None = None
    thread_id: int | None = None
    text: str = ""
    content: str = "text"
    media: dict[str, Any] | None = None
    album: str | None = None
    reply_to: tuple[int, int] | None = None
    reply_to_bot: int | None = None
    buttons: tuple[str, ...] = ()
    callback_id: str | None = None
    callback_data: str | None = None
    migrates_to: int | None = None
    migrates_from: int | None = None

    @property
    def is_private(self) -> bool:
        return self.chat_type == "private"

    @property
    def contradiction(self) -> str | None:
        """What can't be true of an update from Telegram: whose words, and where, isn't known
        then, and nothing may follow from it."""
        if self.chat_id is not None and self.is_private != (self.chat_id > 0):
            return "its chat is not of the type that it says"
        if self.sender is None:
            return "a private chat with nobody" if self.is_private else None
        if self.sender.id <= 0:
            return "its sender is a chat"
        if self.is_private and self.sender.id != self.chat_id:
            return "somebody in a private chat of somebody else"
        return None

    @property
    def is_service(self) -> bool:
        return any(kind in self.message for kind in SERVICE)

    @property
    def is_edit(self) -> bool:
        return self.type == "edited_message"

    @property
    def person_ids(self) -> set[int]:
        """Whom we may have to know: the sender, and, of a message as short as a mention, who
        wrote what it replies to."""
        found = {self.sender.id} if self.sender else set()
        if len(self.text) <= LONGEST_ADDRESS and not self.is_private:
            replied = _sender(part(self.message, "reply_to_message"))
            found |= {replied.id} if replied else set()
        return found


def read(raw: dict[str, Any]) -> Reading:
    """Read one update; raises ValueError where there isn't even an id."""
    update_id = integer(raw.get("update_id"))
    if update_id is None:
        raise ValueError("An update without an id.")
    kind = _kind(raw)
    body = raw.get(kind)
    if not isinstance(body, dict):
        return Reading(raw, update_id, kind)
    if kind == "callback_query":
        return _read_tap(raw, update_id, body)
    if kind in ("message", "edited_message"):
        return _read_message(raw, update_id, kind, body)
    chat = part(body, "chat")
    return Reading(
        raw,
        update_id,
        kind,
        chat_id=integer(chat.get("id")),
        chat_type=string(chat.get("type")),
        chat_title=string(chat.get("title")),
        sender=_sender(body),
    )


def _kind(raw: dict[str, Any]) -> str:
    """The one field that it brings; of fields that nobody knows yet, none is in the way of it."""
    keys = [key for key in raw if key != "update_id"]
    return next((key for key in keys if key in KNOWN_TYPES), keys[0] if keys else "unknown")


def _read_message(
    raw: dict[str, Any], update_id: int, kind: str, message: dict[str, Any]
) -> Reading:
    chat = part(message, "chat")
    replied = part(message, "reply_to_message")
    content = next((name for name in CONTENTS if name in message), "other")
    sender = part(message, "from")
    anonymous = "sender_chat" in message or integer(sender.get("id")) in STAND_INS
    return Reading(
        raw,
        update_id,
        kind,
        message=message,
        chat_id=integer(chat.get("id")),
        chat_type=string(chat.get("type")),
        chat_title=string(chat.get("title")),
        sender=None if anonymous else _sender(message),
        from_bot=bool(sender.get("is_bot")) and not anonymous,
        message_id=integer(message.get("message_id")),
        thread_id=thread(message, chat),
        text=cleaned(string(message.get("text") or message.get("caption"))),
        content=content,
        media=media(message, content),
        album=string(message.get("media_group_id")) or None,
        reply_to=place(replied, chat),
        reply_to_bot=integer(part(replied, "from").get("id"))
        if part(replied, "from").get("is_bot")
        else None,
        buttons=buttons(replied),
        migrates_to=integer(message.get("migrate_to_chat_id")),
        migrates_from=integer(message.get("migrate_from_chat_id")),
    )


def _read_tap(raw: dict[str, Any], update_id: int, tap: dict[str, Any]) -> Reading:
    message = part(tap, "message")
    chat = part(message, "chat")
    return Reading(
        raw,
        update_id,
        "callback_query",
        message=message,
        chat_id=integer(chat.get("id")),
        chat_type=string(chat.get("type")),
        chat_title=string(chat.get("title")),
        sender=_sender(tap),
        from_bot=bool(part(tap, "from").get("is_bot")),
        thread_id=thread(message, chat),
        reply_to=place(message, chat),
        reply_to_bot=integer(part(message, "from").get("id")),
        buttons=buttons(message),
        callback_id=string(tap.get("id")) or None,
        callback_data=string(tap.get("data")) or None,
    )


def _sender(body: dict[str, Any]) -> Sender | None:
    sender = part(body, "from")
    number = integer(sender.get("id"))
    if number is None or sender.get("is_bot") or number in STAND_INS:
        return None
    names = (string(sender.get("first_name")), string(sender.get("last_name")))
    name = cleaned(" ".join(part for part in names if part)) or str(number)
    username = string(sender.get("username")).casefold() or None
    return Sender(number, name[:128], string(sender.get("language_code")) or None, username)
