"""Everything that is on the page: one street, its people, and what lies behind its bot."""

from dataclasses import dataclass, field

from simulator.driver.group import Group
from simulator.driver.person import Person
from simulator.page.ports import BotProcess, Clock, Record, Settlement
from simulator.page.switches import Switches
from simulator.telegram import Telegram
from simulator.world.chats import Chat, PrivateChat
from simulator.world.groups import Group as BasicGroup
from simulator.world.users import BotAccount


class Unknown(LookupError):
    """The page named somebody or something that isn't there."""


@dataclass(frozen=True)
class Phone:
    """Whose it is, and the group that it shows first: none for the chat with the bot."""

    person: str
    group: str = ""


@dataclass
class Stage:
    """People and groups have short names, by which phones and stories speak of them; `roles`
    says in the street's language what each person is there."""

    language: str
    timezone: str
    telegram: Telegram
    bot: BotAccount
    people: dict[str, Person]
    roles: dict[str, str]
    groups: dict[str, Group]
    phones: list[Phone]
    record: Record
    clock: Clock
    process: BotProcess
    settlement: Settlement
    staff: set[str] = field(default_factory=set)
    switches: Switches = field(init=False)

    def __post_init__(self) -> None:
        self.switches = Switches(self.telegram.faults)

    def person(self, id_: str) -> Person:
        for person in self.people.values():
            if str(person.id) == id_:
                return person
        raise Unknown(f"no person {id_}")

    def chat(self, key: str) -> Chat:
        """By the key under which the page knows it."""
        if key.startswith("p"):
            return self.telegram.world.private_chat(self.person(key[1:]).user, self.bot)
        for chat in self.telegram.world.chats.values():
            if str(chat.id) == key:
                return chat
        raise Unknown(f"no chat {key}")

    def group(self, key: str) -> Group:
        """The group as its owner handles it, also by the id that it had before an upgrade."""
        chat = self.chat(key)
        if isinstance(chat, BasicGroup) and chat.upgraded_to:
            chat = chat.upgraded_to
        for group in self.groups.values():
            if group.chat is chat:
                return group
        raise Unknown(f"no group {key}")

    def chats(self) -> list[Chat]:
        """All groups, and everyone's chat with the bot."""
        world = self.telegram.world
        private = [world.private_chat(person.user, self.bot) for person in self.people.values()]
        return [*world.chats.values(), *private]


def chat_key(chat: Chat) -> str:
    """A private chat has the person's id, for any bot: so a letter tells it from others."""
    return f"p{chat.person.id}" if isinstance(chat, PrivateChat) else str(chat.id)
