"""What happens in front of people's eyes, as a stream: for waiting, and for a page to draw."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.world.users import User

if TYPE_CHECKING:
    from simulator.world.chats import Chat
    from simulator.world.messages import Message

Found = TypeVar("Found")


@dataclass(slots=True, frozen=True)
class Change:
    """`kind` is message, edit, delete, pin, unpin, answer, typing, reaction, poll or chat.

    `person` is set where one person alone notices it (the answer to a tap).
    """

    kind: str
    chat: "Chat"
    message: "Message | None" = None
    person: User | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def is_seen_by(self, user: User) -> bool:
        if self.person is not None:
            return self.person is user
        if self.message is not None and self.message.receiver not in (None, user):
            return False
        return self.chat.is_seen_by(user)


class Changes:
    """Costs nothing while nobody listens."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[Change], User | None] = {}

    def publish(self, change: Change) -> None:
        for queue, user in self._listeners.items():
            if user is None or change.is_seen_by(user):
                queue.put_nowait(change)

    def listen(self, user: User | None = None) -> "Listening":
        """An async iterator inside `with`: for one person, or for all that happens."""
        return Listening(self._listeners, user)

    @property
    def anyone_listens(self) -> bool:
        return bool(self._listeners)


class Listening:
    """Hears everything from the moment it is made."""

    def __init__(self, listeners: dict[asyncio.Queue[Change], User | None], user: User | None):
        self._queue: asyncio.Queue[Change] = asyncio.Queue()
        self._listeners = listeners
        self._user = user

    def __enter__(self) -> "Listening":
        self._listeners[self._queue] = self._user
        return self

    def __exit__(self, *_: object) -> None:
        self._listeners.pop(self._queue, None)

    def __aiter__(self) -> "Listening":
        return self

    async def __anext__(self) -> Change:
        return await self._queue.get()

    async def first(self, look: Callable[[Change], Found | None], within: float) -> Found | None:
        """What `look` finds first; None after that many seconds."""
        try:
            async with asyncio.timeout(within):
                while (found := look(await self._queue.get())) is None:
                    pass
        except TimeoutError:
            return None
        return found
