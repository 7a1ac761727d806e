"""What a person sees."""

from collections.abc import Iterator

from simulator.driver.actor import Actor, Place
from simulator.driver.bubble import Bubble
from simulator.world.changes import Change
from simulator.world.chats import Chat, PrivateChat
from simulator.world.messages import Message
from simulator.world.users import BotAccount

PATIENCE = 30.0  # seconds; a busy machine may be slow, and what comes ends the wait
"""Seconds that a person waits, unless told otherwise."""


class Sight(Actor):
    def chats(self) -> list[Chat]:
        return list(self.user.chats)

    def chat(
        self,
        in_group: Place | None = None,
        *,
        with_bot: BotAccount | None = None,
        topic: int | None = None,
    ) -> list[Bubble]:
        """The messages of one chat in order: a group's, or else those with a bot."""
        place: Chat
        place = self._private(with_bot) if in_group is None else self._group(in_group)
        return [
            Bubble(message)
            for message in place.messages.values()
            if self._is_shown(message) and topic in (None, message.thread)
        ]

    async def sees(
        self,
        text: str,
        *,
        in_group: Place | None = None,
        within: float = PATIENCE,
        after: Bubble | None = None,
        topic: int | None = None,
    ) -> Bubble:
        """Waits for the newest message of others that says it, in any chat or in that group.

        `after` leaves out what was there, and unchanged, before that message.
        """
        since = after.message.order if after else 0

        def fits(message: Message) -> bool:
            if message.order <= since or topic not in (None, message.thread):
                return False
            return self._reads(message, text, in_group)

        def shown(change: Change) -> Message | None:
            message = change.message if change.kind in ("message", "edit") else None
            return message if message and fits(message) else None

        with self.world.changes.listen(self.user) as changes:
            found = next(filter(fits, self._by_others(in_group)), None)
            found = found or await changes.first(shown, within)
        if found is None:
            raise AssertionError(f"{self.name} doesn't see {text!r}. {self._what_is_seen()}")
        return Bubble(found)

    async def does_not_see(self, text: str, *, in_group: Place | None = None) -> None:
        """Looks now, through all chats."""
        for message in self._by_others(in_group):
            if self._reads(message, text, in_group):
                raise AssertionError(f"{self.name} sees {Bubble(message)!r}")

    async def sees_no_more(self, bubble: Bubble, within: float = PATIENCE) -> None:
        """Waits until the message is deleted."""
        with self.world.changes.listen(self.user) as changes:
            if not bubble.is_deleted:
                await changes.first(lambda _: bubble.is_deleted or None, within)
        if not bubble.is_deleted:
            raise AssertionError(f"{self.name} still sees {bubble!r}")

    def _reads(self, message: Message, text: str, in_group: Place | None) -> bool:
        if message.is_deleted or (message.sender is self.user and not message.sender_chat):
            return False
        if in_group is not None and message.chat is not self._group(in_group):
            return False
        return text in Bubble(message).text and self._is_shown(message)

    def _is_shown(self, message: Message) -> bool:
        return message.receiver in (None, self.user)

    def _by_others(self, in_group: Place | None) -> Iterator[Message]:
        """Newest first."""
        chats = self.user.chats if in_group is None else [self._group(in_group)]
        messages = [message for chat in chats for message in chat.messages.values()]
        messages.sort(key=lambda message: -message.order)
        return (message for message in messages if message.sender is not self.user)

    def _what_is_seen(self) -> str:
        lines = []
        for chat in self.user.chats:
            title = f"with {chat.name}" if isinstance(chat, PrivateChat) else f"in {chat.name}"
            lines.append(f"\n  {title}:")
            shown = [message for message in chat.messages.values() if self._is_shown(message)]
            lines += [f"\n    {Bubble(message)!r}" for message in shown[-10:]]
        return "What is seen:" + ("".join(lines) or " nothing")
