"""The whole state, and the few moves by which it changes."""

import time
from collections.abc import Callable
from itertools import count
from typing import Any

from simulator.errors import bad_request, forbidden
from simulator.wire import JSON
from simulator.world.callbacks import Callbacks
from simulator.world.changes import Change, Changes
from simulator.world.chats import Chat, PrivateChat
from simulator.world.delivery import announce_to_bots, message_change
from simulator.world.files import Files
from simulator.world.groups import Channel, Group, SharedChat, Supergroup
from simulator.world.linking import automatic_forward
from simulator.world.messages import Message
from simulator.world.polls import Polls
from simulator.world.users import CHANNEL_BOT, GROUP_ANONYMOUS_BOT, TELEGRAM, BotAccount, User


class World:
    """`clock` gives Unix seconds; `keep` bounds the messages remembered in each chat."""

    def __init__(self, clock: Callable[[], float] = time.time, keep: int | None = None) -> None:
        self.clock = clock
        self.keep = keep
        self.users: dict[int, User] = {}
        self.bots: dict[str, BotAccount] = {}
        self.chats: dict[int, SharedChat] = {}
        self.private: dict[tuple[int, int], PrivateChat] = {}
        self.changes = Changes()
        self.callbacks = Callbacks(clock)
        self.files = Files()
        self.polls = Polls()
        self.numbering = count(1)
        self._order = count(1)
        self.supergroup_ids = count(-1_002_000_000_001, -1)
        self._albums = count(13_000_000_001)
        self._add_stand_ins()

    def _add_stand_ins(self) -> None:
        """The shared accounts behind which anonymous senders appear."""
        self.anonymous = User(GROUP_ANONYMOUS_BOT, "Group", username="GroupAnonymousBot")
        self.channel_bot = User(CHANNEL_BOT, "Channel", username="Channel_Bot")
        self.telegram = User(TELEGRAM, "Telegram")
        self.anonymous.is_bot = self.channel_bot.is_bot = True
        for user in (self.anonymous, self.channel_bot, self.telegram):
            self.users[user.id] = user

    def new_album_id(self) -> str:
        return str(next(self._albums))

    def now(self) -> int:
        return int(self.clock())

    def add_bot(self, bot: BotAccount) -> None:
        self.users[bot.id] = bot
        self.bots[bot.token] = bot

    def private_chat(self, person: User, bot: BotAccount) -> PrivateChat:
        key = (person.id, bot.id)
        chat = self.private.get(key)
        if chat is None:
            chat = self.private[key] = PrivateChat(person, bot, self.numbering, self.keep)
        return chat

    def chat_for(self, bot: BotAccount, chat_id: Any) -> Chat:
        """What a bot's `chat_id` stands for: a number, or @username of a public chat."""
        if isinstance(chat_id, str) and chat_id.startswith("@"):
            return self._public_chat(chat_id[1:].lower())
        try:
            number = int(chat_id)
        except (TypeError, ValueError):
            raise bad_request("chat not found") from None
        if number < 0 and number in self.chats:
            return self.chats[number]
        person = self.users.get(number)
        if person is None:
            raise bad_request("chat not found")
        if isinstance(person, BotAccount):
            raise forbidden("bot can't send messages to bots")
        return self.private_chat(person, bot)

    def _public_chat(self, username: str) -> Chat:
        for chat in self.chats.values():
            if chat.username.lower() == username:
                return chat
        raise bad_request("chat not found")

    def post(
        self,
        chat: Chat,
        sender: User | None,
        content: JSON,
        *,
        reply_to: Message | None = None,
        thread: int = 0,
        markup: JSON | None = None,
        details: JSON | None = None,
        sender_chat: Chat | None = None,
        receiver: User | None = None,
        opens_topic: bool = False,
    ) -> Message:
        """Everybody concerned learns of it."""
        message = Message(
            chat, chat.next_id(receiver is not None), self.now(), next(self._order),
            sender, content, sender_chat, reply_to, thread, markup, details, receiver,
        )  # fmt: skip
        if opens_topic:
            message.thread = message.id
        elif isinstance(chat, Supergroup):
            _thread(message, chat)
        chat.add(message)
        announce_to_bots(message)
        if sender and sender.is_bot and not sender_chat and not message.is_service:
            chat.last_bot = sender.id
        if self.changes.anyone_listens:
            self.changes.publish(message_change("message", message))
        if isinstance(chat, Channel) and chat.linked:
            details = automatic_forward(message, chat)
            self.post(chat.linked, self.telegram, content, details=details, sender_chat=chat)
        return message

    def touch(self, message: Message, shown: bool = True) -> None:
        """A message was edited; `shown` says whether people see the mark."""
        if shown:
            message.edited = self.now()
        message.order = next(self._order)
        announce_to_bots(message, edited=True)
        self.changes.publish(message_change("edit", message))

    def delete(self, message: Message) -> None:
        message.chat.remove(message)
        self.changes.publish(message_change("delete", message))

    def pin(self, message: Message, by: User) -> None:
        pinned = message.chat.pinned
        if message.id in pinned:
            pinned.remove(message.id)
        pinned.append(message.id)
        self.changes.publish(message_change("pin", message))
        self.post(message.chat, by, {"pinned_message": message.as_json(with_reply=False)})

    def unpin(self, message: Message) -> None:
        message.chat.pinned.remove(message.id)
        self.changes.publish(message_change("unpin", message))

    def notice(self, kind: str, chat: Chat, person: User | None = None, **details: Any) -> None:
        if self.changes.anyone_listens:
            self.changes.publish(Change(kind, chat, None, person, details))

    def upgrade(self, group: Group, new_id: int, by: User) -> Supergroup:
        """A basic group becomes a supergroup, which numbers its messages anew.

        https://core.telegram.org/bots/api#message, migrate_to_chat_id and migrate_from_chat_id.
        """
        new = Supergroup(new_id, group.title, self.keep)
        new.members, new.permissions = group.members, group.permissions
        self.chats[new_id] = new
        for user in new.people():
            user.chats.append(new)
        self.post(group, by, {"migrate_to_chat_id": new_id})
        group.upgraded_to = new
        self.post(new, by, {"migrate_from_chat_id": group.id})
        self.notice("chat", new, upgraded_from=group.id)
        return new


def _thread(message: Message, chat: Supergroup) -> None:
    """In a forum a message answers its topic's first; elsewhere a reply opens a thread."""
    topic = chat.topics.get(message.thread)
    original = message.reply_to
    if chat.is_forum:
        if topic and original is None and not message.is_service:
            message.reply_to = topic.created
    elif original is not None:
        message.thread = original.thread or original.id
