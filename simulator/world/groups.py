"""Chats with a title and members: groups, supergroups and channels."""

from collections.abc import Iterator
from itertools import count

from simulator.errors import Refusal, bad_request, forbidden, upgraded
from simulator.wire import JSON
from simulator.world.chats import Chat
from simulator.world.members import Member, everything_allowed
from simulator.world.messages import Message
from simulator.world.users import BotAccount, User

WORDS = {
    "can_send_messages": "text messages", "can_send_photos": "photos",
    "can_send_videos": "videos", "can_send_video_notes": "video notes",
    "can_send_voice_notes": "voice notes", "can_send_audios": "audios",
    "can_send_documents": "documents", "can_send_polls": "polls",
    "can_send_other_messages": "stickers",
}  # fmt: skip


class SharedChat(Chat):
    """A chat with a title and members: what groups and channels have in common."""

    kind = ""

    def __init__(
        self, id: int, title: str, numbering: Iterator[int], keep: int | None = None
    ) -> None:
        super().__init__(id, numbering, keep)
        self.title = title
        self.username = ""
        self.description = ""
        self.members: dict[int, Member] = {}
        self.permissions = everything_allowed()

    @property
    def name(self) -> str:
        return self.title

    def as_json(self) -> JSON:
        shape: JSON = {"id": self.id, "type": self.kind, "title": self.title}
        if self.username:
            shape["username"] = self.username
        return shape

    def people(self) -> Iterator[User]:
        return (member.user for member in self.members.values() if member.is_inside)

    def is_seen_by(self, user: User) -> bool:
        return self.member(user).is_inside

    def member(self, user: User) -> Member:
        return self.members.get(user.id) or Member(user, "left")

    def refuse_reading(self, bot: BotAccount) -> None:
        member = self.members.get(bot.id)
        if member and member.status == "kicked":
            raise forbidden(f"bot was kicked from the {self.kind} chat")
        if not member or not member.is_inside:
            raise self._unseen()

    def _unseen(self) -> Refusal:
        return forbidden(f"bot is not a member of the {self.kind} chat")

    def refuse_writing(self, bot: BotAccount, permission: str = "can_send_messages") -> None:
        self.refuse_reading(bot)
        member = self.members[bot.id]
        if member.is_admin or self._lets_write(member, permission):
            return
        raise bad_request(f"not enough rights to send {WORDS[permission]} to the chat")

    def _lets_write(self, member: Member, permission: str) -> bool:
        if member.status == "restricted" and permission not in member.rights:
            return False
        return self.permissions[permission]


class Topic:
    """A thread of a forum (https://core.telegram.org/bots/api#forumtopiccreated)."""

    def __init__(self, id: int, name: str, created: Message) -> None:
        self.id = id
        self.name = name
        self.created = created
        self.is_closed = False


class Group(SharedChat):
    """A basic group; `upgraded_to` is set once it has become a supergroup."""

    kind = "group"

    def __init__(
        self, id: int, title: str, numbering: Iterator[int], keep: int | None = None
    ) -> None:
        super().__init__(id, title, numbering, keep)
        self.upgraded_to: Supergroup | None = None

    def refuse_reading(self, bot: BotAccount) -> None:
        if self.upgraded_to:
            raise upgraded(self.upgraded_to.id)
        super().refuse_reading(bot)


class Supergroup(SharedChat):
    kind = "supergroup"

    def __init__(self, id: int, title: str, keep: int | None = None) -> None:
        super().__init__(id, title, count(1), keep)
        self.topics: dict[int, Topic] = {}
        self.linked: Channel | None = None

    def as_json(self) -> JSON:
        shape = super().as_json()
        return shape | {"is_forum": True} if self.is_forum else shape


class Channel(SharedChat):
    kind = "channel"

    def __init__(self, id: int, title: str, keep: int | None = None) -> None:
        super().__init__(id, title, count(1), keep)
        self.shows_senders = False
        self.linked: Supergroup | None = None

    def _lets_write(self, member: Member, permission: str) -> bool:
        return member.may("can_post_messages")
