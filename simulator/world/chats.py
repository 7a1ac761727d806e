"""Chats (https://core.telegram.org/bots/api#chat).

Numbering: a supergroup and a channel number their own messages from 1. Private chats and basic
groups draw from one counter of this world: real accounts number these each on their own, so no
two of them that a bot sees ever share an id either. A message is always looked up in its chat,
so that an id of one chat never finds a message of another.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import count

from simulator.errors import bad_request, forbidden
from simulator.wire import JSON
from simulator.world.messages import Message
from simulator.world.users import BotAccount, User


class Chat(ABC):
    """A place with messages. `keep` bounds how many are remembered (the oldest go first)."""

    def __init__(self, id: int, numbering: Iterator[int], keep: int | None = None) -> None:
        self.id = id
        self.messages: dict[int, Message] = {}
        self.pinned: list[int] = []
        self.last_bot: int = 0
        self.is_forum = False
        self.shows_senders = True
        self._ephemeral = count(1)
        self._numbering = numbering
        self._keep = keep

    def next_id(self, ephemeral: bool = False) -> int:
        """Ephemeral messages are numbered apart, downwards from -1 on."""
        return -next(self._ephemeral) if ephemeral else next(self._numbering)

    def add(self, message: Message) -> None:
        self.messages[message.id] = message
        if self._keep is not None and len(self.messages) > self._keep:
            self._forget(next(iter(self.messages)))

    def remove(self, message: Message) -> None:
        message.is_deleted = True
        self._forget(message.id)

    def _forget(self, message_id: int) -> None:
        self.messages.pop(message_id, None)
        if message_id in self.pinned:
            self.pinned.remove(message_id)

    @property
    @abstractmethod
    def name(self) -> str: ...

    @abstractmethod
    def as_json(self) -> JSON: ...

    @abstractmethod
    def people(self) -> Iterator[User]:
        """Those who see it, bots included."""

    def bots(self) -> Iterator[BotAccount]:
        return (user for user in self.people() if isinstance(user, BotAccount))

    @abstractmethod
    def is_seen_by(self, user: User) -> bool: ...

    @abstractmethod
    def refuse_writing(self, bot: BotAccount, permission: str = "can_send_messages") -> None:
        """Raises the error that the bot gets when it may not write here."""

    @abstractmethod
    def refuse_reading(self, bot: BotAccount) -> None:
        """Raises the error that the bot gets when it has no access at all."""


class PrivateChat(Chat):
    """Between one person and one bot; its id, for the bot, is the person's."""

    def __init__(
        self, person: User, bot: BotAccount, numbering: Iterator[int], keep: int | None = None
    ) -> None:
        super().__init__(person.id, numbering, keep)
        self.person = person
        self.bot = bot
        self.is_started = False
        self.is_blocked = False

    @property
    def name(self) -> str:
        return self.bot.name

    def as_json(self) -> JSON:
        return self.person.as_chat()

    def people(self) -> Iterator[User]:
        yield self.person
        yield self.bot

    def is_seen_by(self, user: User) -> bool:
        return user is self.person

    def refuse_writing(self, bot: BotAccount, permission: str = "can_send_messages") -> None:
        if self.person.is_deactivated:
            raise forbidden("user is deactivated")
        if self.is_blocked:
            raise forbidden("bot was blocked by the user")
        if not self.is_started:
            raise forbidden("bot can't initiate conversation with a user")

    def refuse_reading(self, bot: BotAccount) -> None:
        if not self.is_started:
            raise bad_request("chat not found")
