"""Where a person is: started, blocked, joined, left."""

from simulator.driver.actor import Actor, CannotDo, Place
from simulator.driver.bubble import Bubble
from simulator.driver.group import Group
from simulator.text.formatting import format_text
from simulator.world.groups import SharedChat
from simulator.world.membership import change_block, change_member
from simulator.world.users import BotAccount

PAYLOAD_LIMIT = 64


class Presence(Actor):
    async def starts(self, bot: BotAccount | None = None, payload: str | None = None) -> Bubble:
        """Presses Start, or opens a deep link
        (https://core.telegram.org/bots/features#deep-linking)."""
        if payload and len(payload) > PAYLOAD_LIMIT:
            raise CannotDo(f"a deep link carries at most {PAYLOAD_LIMIT} characters")
        chat = self._private(bot)
        change_block(self.world, chat, blocked=False)
        if not chat.is_started:
            chat.is_started = True
            self.world.notice("chat", chat, self.user, started=True)
        if chat not in self.user.chats:
            self.user.chats.append(chat)
        text, entities = format_text(f"/start {payload or ''}", "", None)
        return Bubble(self.world.post(chat, self.user, {"text": text, "entities": entities}))

    async def blocks(self, bot: BotAccount | None = None) -> None:
        change_block(self.world, self._private(bot), blocked=True)

    async def unblocks(self, bot: BotAccount | None = None) -> None:
        change_block(self.world, self._private(bot), blocked=False)

    async def joins(self, group: Group | SharedChat) -> None:
        chat = group.chat if isinstance(group, Group) else group
        change_member(self.world, chat, self.user, "member", by=self.user)

    async def leaves(self, place: Place) -> None:
        change_member(self.world, self._group(place), self.user, "left", by=self.user)

    def deactivates(self) -> None:
        """The account is gone for good."""
        self.user.is_deactivated = True
