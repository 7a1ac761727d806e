"""Two stations in one database, in Shanghai and in Madrid, at one time; each with its people,
shifts that recur, and a bot of its own."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.desks import Desks
from bot.directories import Directories
from scheduler import deadlines
from simulator import Bubble, Group, Person
from tests.street import GRID, StandingClock, Street, open_street

BOTS = 7_000_000_001
BEFORE = timedelta(days=3)  # since when the shifts recur
OFFICER, LEADER = ("officer",), ("leader",)


@dataclass
class Post:
    """One station. `listed` are the names on its list now; all of `staff` may come back to it."""

    street: Street
    zone: str
    country: str
    staff: list[Person] = field(default_factory=list)
    residents: list[Person] = field(default_factory=list)
    room: Group | None = None

    def man(self, start: datetime, with_room: bool) -> None:
        """Nights that hold the hour in which the clocks change, a backup who begins in it, a
        leader on workdays, the grid's own officer, and one who has no shift."""
        self.street.file["station"]["timezone"] = self.zone
        self.street.file["duty"] = {"holidays": self.country}
        self.street.grid(GRID)
        self._officer("Ben", start, "main", "08:00", "20:00")
        self._officer("Carol", start, "main", "20:00", "08:00")
        self._officer("Dan", start, "backup", "02:30", "14:30")
        self._officer("Lea", start, "leader", "08:00", "20:00", days="workdays", roles=LEADER)
        self.staff.append(self.street.officer("Eve", on_duty=False))
        self.street.file["people"][-1]["grids"] = ["grid-1"]
        if with_room:
            self.room = self.street.duty_room(*self.staff)
        self._whole = deepcopy(self.street.file)

    def _officer(
        self, name: str, start: datetime, position: str, begins: str, ends: str,
        roles: tuple[str, ...] = OFFICER, **more: str,
    ) -> None:  # fmt: skip
        first = (start - BEFORE).astimezone(ZoneInfo(self.zone)).date()
        last = first if begins < ends else first + timedelta(days=1)
        self.staff.append(self.street.officer(name, position=position, roles=roles))
        times = {"from": f"{first}T{begins}", "to": f"{last}T{ends}", "repeat": "FREQ=DAILY"}
        self.street.file["shifts"][-1] |= times | more

    @property
    def listed(self) -> set[str]:
        return {one["name"] for one in self.street.file["people"]}

    async def strike_off(self, person: Person) -> None:
        """From the file, or back onto it."""
        gone = {one.name for one in self.staff} - self.listed
        gone ^= {person.name}
        badges = {one["badge"] for one in self._whole["people"] if one["name"] not in gone}
        for section in ("people", "shifts"):
            rows = self._whole[section]
            self.street.file[section] = [one for one in rows if one["badge"] in badges]
        await self.street.reload()

    async def asks(self, words: str) -> None:
        anna = self.street.telegram.person(f"Anna {len(self.residents)}")
        self.street.maple_street.seat(anna)
        self.residents.append(anna)
        await anna.writes(words, in_group=GRID)

    def shown(self, who: Person) -> list[Bubble]:
        """What the bot wrote to them, newest first."""
        bubbles = [one for one in who.chat() if one.message.sender is self.street.bot]
        return bubbles[::-1]

    @property
    def in_group(self) -> list[Bubble]:
        """What the bot wrote there, newest first."""
        messages = self.street.maple_street.chat.messages.values()
        return [Bubble(one) for one in messages if one.sender is self.street.bot][::-1]

    async def sweep(self) -> None:
        """By the leader, and by another who takes themselves for it."""
        street, app = self.street, self.street.app
        assert app is not None
        desks = Desks(street.store, Directories(street.bot.id), street.clock)
        await asyncio.gather(app.sweep(), deadlines.sweep(desks.open, lambda _: None))
        await app.sweep()


class Posts:
    """Both, on one clock."""

    def __init__(self, database: str, folder: Path, start: datetime) -> None:
        self.clock = StandingClock(start)
        self._database, self._folder, self._start = database, folder, start
        self._stack = AsyncExitStack()
        self.all: list[Post] = []

    async def open(self) -> None:
        for number, (zone, country) in enumerate(
            (("Asia/Shanghai", "CN"), ("Europe/Madrid", "ES"))
        ):
            folder = self._folder / f"{number}-{self._start:%Y%m%d}"
            folder.mkdir(exist_ok=True)
            opening = open_street(self._database, folder, "en", BOTS + number)
            street = await self._stack.enter_async_context(opening)
            street.clock = self.clock
            post = Post(street, zone, country)
            post.man(self._start, with_room=number == 0)
            self.all.append(post)
            await street.quiet()

    async def close(self) -> None:
        await self._stack.aclose()

    async def quiet(self) -> None:
        await self.each(lambda post: post.street.quiet())

    async def moves(self, by: timedelta) -> None:
        """The clock jumps, and what has come meanwhile is done."""
        await self.quiet()
        self.clock.move(by)
        await self.each(Post.sweep)
        await self.quiet()

    async def each(self, do: Callable[[Post], Awaitable[Any]]) -> None:
        for post in self.all:
            await do(post)
