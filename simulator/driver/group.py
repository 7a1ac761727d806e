"""A group, a supergroup or a channel, as the one who runs it handles it."""

from collections.abc import Iterable
from typing import Protocol

from simulator.world.groups import Group as BasicGroup
from simulator.world.groups import SharedChat, Supergroup
from simulator.world.members import Member
from simulator.world.membership import change_member, in_privacy_mode
from simulator.world.topics import close_topic, open_topic
from simulator.world.users import BotAccount, User
from simulator.world.world import World

ORDINARY = ("can_manage_chat", "can_invite_users")


class HasUser(Protocol):
    @property
    def user(self) -> User: ...


Anyone = HasUser | User


def user_of(someone: Anyone) -> User:
    return someone if isinstance(someone, User) else someone.user


class Group:
    """Its `chat`, and so its id, is another one after `upgrade`."""

    def __init__(self, world: World, chat: SharedChat) -> None:
        self.world = world
        self.chat = chat

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def title(self) -> str:
        return self.chat.title

    def seat(self, someone: Anyone, status: str = "member") -> None:
        """Makes somebody a member as if they had always been: nobody is told."""
        user = user_of(someone)
        member = self.chat.members[user.id] = Member(user, status)
        member.reads_all = not in_privacy_mode(user)
        if self.chat not in user.chats:
            user.chats.append(self.chat)

    def add(self, someone: Anyone, by: Anyone | None = None) -> None:
        """my_chat_member or chat_member, and the service message."""
        self._change(someone, "member", by)

    def remove(self, someone: Anyone, by: Anyone | None = None) -> None:
        """Thrown out."""
        self._change(someone, "kicked", by)

    def promote(
        self,
        someone: Anyone,
        *,
        by: Anyone | None = None,
        pin: bool = True,
        delete: bool = True,
        topics: bool = True,
        anonymous: bool = False,
    ) -> None:
        """Makes an administrator."""
        rights = {*ORDINARY}
        chosen = {"can_pin_messages": pin, "can_delete_messages": delete,
                  "can_manage_topics": topics}  # fmt: skip
        rights |= {right for right, given in chosen.items() if given}
        if self.chat.kind == "channel":
            rights |= {"can_post_messages", "can_edit_messages"}
        self._change(someone, "administrator", by, rights, anonymous)

    def demote(self, someone: Anyone, by: Anyone | None = None) -> None:
        self._change(someone, "member", by)

    def mute(self, someone: Anyone, by: Anyone | None = None) -> None:
        """They stay, but may not write."""
        self._change(someone, "restricted", by)

    def close(self) -> None:
        """Only administrators may write."""
        self.chat.permissions = dict.fromkeys(self.chat.permissions, False)

    def upgrade(self, new_id: int | None = None) -> "Group":
        """The basic group becomes a supergroup, with another id and numbering."""
        if not isinstance(self.chat, BasicGroup) or self.chat.upgraded_to:
            raise ValueError(f"{self.title} is not a basic group")
        chosen = next(self.world.supergroup_ids) if new_id is None else new_id
        self.chat = self.world.upgrade(self.chat, chosen, self._owner())
        return self

    def open_topic(self, name: str, by: Anyone | None = None) -> int:
        """The id of a new topic; the supergroup becomes a forum."""
        if not isinstance(self.chat, Supergroup):
            raise TypeError(f"{self.title} is not a supergroup")
        self.chat.is_forum = True
        return open_topic(self.world, self.chat, name, self._actor(by)).id

    def close_topic(self, topic: int, by: Anyone | None = None) -> None:
        if isinstance(self.chat, Supergroup):
            close_topic(self.world, self.chat, self.chat.topics[topic], self._actor(by))

    def _change(
        self,
        someone: Anyone,
        status: str,
        by: Anyone | None,
        rights: Iterable[str] = (),
        anonymous: bool = False,
    ) -> None:
        user = user_of(someone)
        change_member(self.world, self.chat, user, status, self._actor(by), rights, anonymous)

    def _actor(self, by: Anyone | None) -> User:
        return self._owner() if by is None else user_of(by)

    def _owner(self) -> User:
        """Who acts when nobody is named: the creator, or else the first person in it."""
        people = [member for member in self.chat.members.values() if member.is_inside]
        people.sort(key=lambda member: (member.status != "creator", member.user.is_bot))
        for member in people:
            if not isinstance(member.user, BotAccount):
                return member.user
        return self.world.telegram
