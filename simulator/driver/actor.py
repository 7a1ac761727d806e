"""Somebody with an account, and where they can act."""

from typing import TypeAlias

from simulator.driver.group import Group
from simulator.world.chats import Chat, PrivateChat
from simulator.world.groups import Group as BasicGroup
from simulator.world.groups import SharedChat
from simulator.world.users import BotAccount, User
from simulator.world.world import World

Place: TypeAlias = str | int | Group | SharedChat
"""A group by its title or id, or itself."""


class CannotDo(Exception):
    """Something that Telegram's apps don't let a person do."""


class Actor:
    def __init__(self, world: World, user: User) -> None:
        self.world = world
        self.user = user

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name} {self.id}>"

    def _bot(self, to: BotAccount | None) -> BotAccount:
        if to is not None:
            return to
        bots = list(self.world.bots.values())
        if len(bots) != 1:
            raise CannotDo(f"say to which bot: there are {len(bots)}")
        return bots[0]

    def _place(self, in_group: Place | None, to: BotAccount | None = None) -> Chat:
        """Where to write: a group one is in, or the private chat with a bot."""
        if in_group is not None:
            return self._group(in_group)
        bot = self._bot(to)
        chat = self.world.private_chat(self.user, bot)
        if not chat.is_started:
            raise CannotDo(f"{self.name} has not started @{bot.username}")
        if chat.is_blocked:
            raise CannotDo(f"{self.name} has blocked @{bot.username}")
        return chat

    def _group(self, place: Place) -> SharedChat:
        if isinstance(place, Group):
            place = place.chat
        for chat in reversed(self.user.chats):
            if isinstance(chat, SharedChat) and place in (chat, chat.id, chat.title):
                upgraded = chat.upgraded_to if isinstance(chat, BasicGroup) else None
                return upgraded or chat
        raise CannotDo(f"{self.name} is not in {place}")

    def _private(self, to: BotAccount | None) -> PrivateChat:
        return self.world.private_chat(self.user, self._bot(to))
