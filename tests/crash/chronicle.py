"""What the bot wrote, as it was when it was written, and which of the bots wrote it."""

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from simulator import Bubble
from simulator.world.messages import Message
from tests.crash.town import Town


@dataclass(frozen=True)
class Written:
    """Two messages with the same `content` in one chat are one message that was repeated: each
    names a mark or a case, and the buttons and what it replies to tell the rest apart."""

    chat: int
    content: tuple[str, int, str]
    generation: int


@dataclass
class Chronicle:
    """Of all that the bots write in one town."""

    town: Town
    written: list[Written] = field(default_factory=list)

    async def keep(self, listening: asyncio.Event) -> None:
        """Until cancelled."""
        with self.town.telegram.changes.listen() as changes:
            listening.set()
            async for change in changes:
                if change.kind == "message" and change.message:
                    self._note(change.message)

    def _note(self, message: Message) -> None:
        if message.sender is not self.town.account or message.is_service:
            return
        original = message.reply_to.id if message.reply_to else 0
        content = (Bubble(message).text, original, str(message.inline_keyboard))
        self.written.append(Written(message.chat.id, content, self.town.generation))

    def repeats(self) -> "Repeats":
        copies: dict[tuple[int, tuple[str, int, str]], list[int]] = defaultdict(list)
        for one in self.written:
            copies[one.chat, one.content].append(one.generation)
        return Repeats({key: bots for key, bots in copies.items() if len(bots) > 1})


@dataclass
class Repeats:
    """By chat and content: which bots wrote it, in their order."""

    copies: dict[tuple[int, tuple[str, int, str]], list[int]]

    @property
    def number(self) -> int:
        return sum(len(bots) - 1 for bots in self.copies.values())

    @property
    def excess(self) -> list[str]:
        """What was repeated though nobody was killed, or beside another of the same chat."""
        found = []
        per_kill: Counter[tuple[int, int]] = Counter()
        for (chat, content), bots in self.copies.items():
            for earlier, later in pairwise(bots):
                per_kill[chat, earlier] += 1
                if earlier == later:
                    found.append(f"bot {earlier} wrote twice in {chat}: {content[0]!r}")
                elif per_kill[chat, earlier] > 1:
                    found.append(f"one more of bot {earlier} again in {chat}: {content[0]!r}")
        return found
