"""A message as it stands on somebody's screen."""

from simulator.wire import JSON
from simulator.world.chats import Chat
from simulator.world.messages import Message


class Bubble:
    """Live: an edit or a deletion shows in it at once."""

    def __init__(self, message: Message) -> None:
        self.message = message

    @property
    def id(self) -> int:
        return self.message.id

    @property
    def chat(self) -> Chat:
        return self.message.chat

    @property
    def text(self) -> str:
        """Its words: text, caption or a poll's question."""
        poll = self.message.content.get("poll")
        return str(poll["question"]) if poll else self.message.text

    @property
    def kind(self) -> str:
        """`text`, `photo`, `voice`, `new_chat_members` …"""
        return self.message.kind

    @property
    def sender(self) -> str:
        """The name shown above it."""
        shown = self.message.sender_chat or self.message.sender
        return shown.name if shown else self.message.chat.name

    @property
    def buttons(self) -> list[str]:
        """The labels under it, row by row in one list."""
        return [button["text"] for row in self.message.inline_keyboard for button in row]

    @property
    def keyboard(self) -> list[str]:
        """The labels of the reply keyboard that came with it."""
        rows = (self.message.markup or {}).get("keyboard") or []
        return [button["text"] for row in rows for button in row]

    @property
    def asks_for_reply(self) -> bool:
        """Came with ForceReply: the app opens the answer to it."""
        return bool((self.message.markup or {}).get("force_reply"))

    @property
    def reply_to(self) -> "Bubble | None":
        original = self.message.reply_to
        return Bubble(original) if original and not original.is_deleted else None

    @property
    def quote(self) -> str:
        """The part of the original that it quotes."""
        return str((self.message.details or {}).get("quote", {}).get("text", ""))

    @property
    def entities(self) -> list[JSON]:
        return self.message.entities

    @property
    def is_edited(self) -> bool:
        return bool(self.message.edited)

    @property
    def is_deleted(self) -> bool:
        return self.message.is_deleted

    @property
    def is_pinned(self) -> bool:
        return self.message.id in self.message.chat.pinned

    @property
    def raw(self) -> JSON:
        """As a bot gets it."""
        return self.message.as_json()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bubble) and other.message is self.message

    def __hash__(self) -> int:
        return hash(id(self.message))

    def __repr__(self) -> str:
        labels = "".join(f" [{label}]" for label in self.buttons + self.keyboard)
        return f"{self.sender} in {self.chat.name}: {self.text or self.kind!r}{labels}"
