"""The whole of it: a server that bots talk to, and the people and groups behind it."""

import time
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any, Self

from simulator.driver.group import Anyone, Group
from simulator.driver.person import Person
from simulator.faults import Faults
from simulator.flood import Flood, Violation
from simulator.journal import Journal
from simulator.server import BotApiServer
from simulator.wire import JSON, dumps
from simulator.world.changes import Changes
from simulator.world.groups import Channel, SharedChat, Supergroup
from simulator.world.groups import Group as BasicGroup
from simulator.world.inbox import Inbox
from simulator.world.users import BotAccount, User
from simulator.world.world import World


class Telegram:
    """`async with Telegram() as telegram:` serves at `telegram.url` until the block ends.

    `clock` gives the dates of messages (Unix seconds; limits run in real time all the same).
    For long benchmarks `calls=0` keeps no journal and `keep` bounds the messages of each chat.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        flood: Flood | None = None,
        clock: Callable[[], float] = time.time,
        calls: int | None = 10_000,
        keep: int | None = None,
    ) -> None:
        self.world = World(clock, keep)
        self.flood = flood or Flood.off()
        self.faults = Faults()
        self.calls = Journal(calls)
        self.url = ""
        self._where = (host, port)
        self._server = BotApiServer(self.world, self.flood, self.calls, self.faults)
        self._people = count(100_001)
        self._bots = count(7_000_000_001)
        self._tokens = count(1)
        self._groups = count(-4_000_001, -1)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        host, port = self._where
        self.url = f"http://{host}:{await self._server.start(host, port)}"

    async def stop(self) -> None:
        await self._server.stop()

    @property
    def violations(self) -> list[Violation]:
        """Messages that were refused because they came too fast."""
        return self.flood.violations

    @property
    def changes(self) -> Changes:
        """What happens on people's screens, as a stream."""
        return self.world.changes

    def bot(
        self,
        username: str,
        *,
        name: str = "",
        id: int | None = None,
        token: str = "",
        privacy_mode: bool = True,
    ) -> BotAccount:
        chosen = next(self._bots) if id is None else id
        bot = BotAccount(chosen, name or username, username=username, is_bot=True)
        bot.token = token or f"{chosen}:{username:A<35}"
        bot.privacy_mode = privacy_mode
        bot.inbox = Inbox(self.world.clock)
        bot.inbox.hold = self.faults.hold
        self.world.add_bot(bot)
        return bot

    def revoke(self, bot: BotAccount) -> str:
        """The token stops working, as when BotFather revokes it, and a poll that is under way
        ends; returns the new one."""
        del self.world.bots[bot.token]
        self._server.polls.release(bot)
        bot.token = f"{bot.id}:{next(self._tokens):A>35}"
        self.world.add_bot(bot)
        return bot.token

    def put_clock(self, seconds: float) -> None:
        """The dates in the headers of answers are ahead by so much, or behind."""
        self._server.clock_off = seconds

    def person(
        self,
        name: str,
        *,
        id: int | None = None,
        last_name: str = "",
        username: str = "",
        language_code: str = "en",
    ) -> Person:
        chosen = next(self._people) if id is None else id
        user = User(chosen, name, last_name, username, language_code)
        self.world.users[chosen] = user
        return Person(self.world, user)

    def group(
        self,
        title: str,
        members: Iterable[Anyone] = (),
        *,
        supergroup: bool = True,
        id: int | None = None,
    ) -> Group:
        """The first person among the members owns it; all have been in it since long ago."""
        chat: SharedChat
        if supergroup:
            chat = Supergroup(
                next(self.world.supergroup_ids) if id is None else id, title, self.world.keep
            )
        else:
            number = next(self._groups) if id is None else id
            chat = BasicGroup(number, title, self.world.numbering, self.world.keep)
        return self._found(chat, members)

    def channel(
        self,
        title: str,
        members: Iterable[Anyone] = (),
        *,
        id: int | None = None,
        linked: Group | None = None,
    ) -> Group:
        """Its posts go to the `linked` supergroup too, by themselves."""
        chosen = next(self.world.supergroup_ids) if id is None else id
        channel = Channel(chosen, title, self.world.keep)
        if linked and isinstance(linked.chat, Supergroup):
            channel.linked, linked.chat.linked = linked.chat, channel
        return self._found(channel, members)

    def _found(self, chat: SharedChat, members: Iterable[Anyone]) -> Group:
        self.world.chats[chat.id] = chat
        group = Group(self.world, chat)
        owned = False
        for someone in members:
            owns = not owned and isinstance(someone, Person)
            group.seat(someone, "creator" if owns else "member")
            owned = owned or owns
        return group

    def inject(self, bot: BotAccount, update: JSON | bytes | Any) -> int:
        """Hands the bot an update of any shape; without an update_id it gets the next one.

        Bytes go out as they are, also where they are no JSON.
        """
        number = bot.inbox.last_id = bot.inbox.last_id + 1
        if isinstance(update, dict):
            update = {"update_id": number, **update}
            number = update["update_id"] if isinstance(update["update_id"], int) else number
        bot.inbox.append_raw(number, update if isinstance(update, bytes) else dumps(update))
        return number
