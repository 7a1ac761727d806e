"""One message (https://core.telegram.org/bots/api#message)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.wire import JSON
from simulator.world.users import User

if TYPE_CHECKING:
    from simulator.world.chats import Chat

MEDIA = ("photo", "video", "animation", "audio", "document", "voice", "video_note", "sticker")
CAPTIONED = frozenset({"photo", "video", "animation", "audio", "document", "voice"})
SERVICE = frozenset({
    "new_chat_members", "left_chat_member", "new_chat_title", "group_chat_created",
    "supergroup_chat_created", "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message",
    "forum_topic_created", "forum_topic_closed", "forum_topic_reopened",
})  # fmt: skip


@dataclass(slots=True, eq=False)
class Message:
    """`content` holds the fields that say what it is, `details` those that say how it came.

    `reply_to` is what Telegram shows above it, `thread` the topic it belongs to, `order` its
    place among all messages of this world. Times are Unix seconds.
    """

    chat: "Chat"
    id: int
    date: int
    order: int
    sender: User | None
    content: JSON
    sender_chat: "Chat | None" = None
    reply_to: "Message | None" = None
    thread: int = 0
    markup: JSON | None = None
    details: JSON | None = None
    receiver: User | None = None
    """Who alone sees it, when it is ephemeral; its id is then kept as a negative number."""
    edited: int = 0
    meant_for: frozenset[int] = frozenset()
    """The bots it is meant for, in the sense of privacy mode."""
    reactions: dict[int, list[str]] | None = None
    is_deleted: bool = False

    @property
    def text(self) -> str:
        """Its words: text or caption."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def entities(self) -> list[JSON]:
        content = self.content
        found: list[JSON] = content.get("entities") or content.get("caption_entities") or []
        return found

    @property
    def kind(self) -> str:
        """`text`, `photo`, `new_chat_members` …: the field that says what it is."""
        for name in self.content:
            if name in MEDIA or name in SERVICE:
                return name
        return next(iter(self.content))

    @property
    def is_service(self) -> bool:
        return not SERVICE.isdisjoint(self.content)

    @property
    def inline_keyboard(self) -> list[list[JSON]]:
        rows: list[list[JSON]] = (self.markup or {}).get("inline_keyboard") or []
        return rows

    def as_json(self, with_reply: bool = True) -> JSON:
        """The shape that bots get; a reply is shown one level deep."""
        shape: JSON = {"message_id": self.id, "date": self.date, "chat": self.chat.as_json()}
        if self.sender and self.chat.shows_senders:
            shape["from"] = self.sender.as_json()
        if self.receiver:
            shape |= {"message_id": 0, "ephemeral_message_id": -self.id}
            shape["receiver_user"] = self.receiver.as_json()
        sender_chat = self.sender_chat or (None if self.chat.shows_senders else self.chat)
        if sender_chat:
            shape["sender_chat"] = sender_chat.as_json()
        if self.thread:
            shape["message_thread_id"] = self.thread
            if self.chat.is_forum:
                shape["is_topic_message"] = True
        if with_reply and self.reply_to and not self.reply_to.is_deleted:
            shape["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        if self.edited:
            shape["edit_date"] = self.edited
        shape |= self.content
        if self.details:
            shape |= self.details
        if self.markup and "inline_keyboard" in self.markup:
            shape["reply_markup"] = self.markup
        return shape

    def as_inaccessible(self) -> JSON:
        """What is left of it once it can't be reached (#inaccessiblemessage)."""
        return {"chat": self.chat.as_json(), "message_id": self.id, "date": 0}
