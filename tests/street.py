"""A street with residents and officers in it, and the real bot: the simulator, a database, the
app. Tests read as what happened in the street."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from aiogram import Bot, Router
from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import app as bootstrap
from bot import stations
from bot.flood import FloodLimits
from bot.parts import Parts
from bot.running import App
from bot.settings import Settings
from bot.store import Store
from models.address import Address
from models.case import Case
from models.exchange import Delivery, Direction, Exchange
from models.journal import JournalEntry
from simulator import Group, Person, Telegram

MORNING = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # ten o'clock in Shanghai
GRID = "Maple Street"
DUTY_ROOM = "Duty room"
PATIENCE = 50.0  # seconds a test waits for what has to come
HAIR = timedelta(microseconds=1)


class StandingClock:
    """Stands still until it is moved, however slow the machine is: what isn't due yet doesn't
    fall due while a test waits. Each look is a hair later than the last, as moments are."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        self._now += HAIR
        return self._now

    def move(self, by: timedelta) -> None:
        self._now += by


class Street:
    """Maple Street, its station, and everyone in it.

    People and groups are named first, in plain calls; the bot starts by itself at the test's
    first `await` after them. Whoever is named later comes in with `reload`.
    """

    def __init__(
        self,
        telegram: Telegram,
        database: str,
        folder: Path,
        language: str,
        bot_id: int | None = None,
    ) -> None:
        self.telegram, self.database, self.folder = telegram, database, folder
        self.language = language
        self.clock = StandingClock(MORNING)
        self.bot = telegram.bot("doorstep_bot", id=bot_id)
        self.settings: dict[str, Any] = {}
        self.limits = lambda: FloodLimits(enforced=False)
        self.first_router: Router | None = None  # asked before the bot's own
        self.app: App | None = None
        self.parts: Parts | None = None
        self.store = Store(database)
        self.named = asyncio.Event()
        self.open = asyncio.Event()
        self.closed = False
        self.while_down: Callable[[], Awaitable[None]] | None = None
        self.gone = asyncio.Event()
        self._starters: list[Person] = []
        self._groups: dict[str, Group] = {}
        self.file = _station_file(language)

    # -- Who and what is there -----------------------------------------------------------------

    def grid(self, name: str = GRID, *members: Person, **options: Any) -> Group:
        """A neighbourhood and its group, with the bot in it as an admin."""
        group = self.telegram.group(name, [*members, self.bot], **options)
        group.promote(self.bot, pin=True, delete=True)
        code = f"grid-{len(self.file['grids']) + 1}"
        self.file["grids"].append({"code": code, "name": name, "groups": [group.id]})
        self._groups[name] = group
        self.named.set()
        return group

    def private_group(self, name: str, *members: Person, kind: str = "merchants") -> Group:
        """A group of Maple Street in which cases open privately."""
        self._maple_street()
        group = self.telegram.group(name, [*members, self.bot])
        group.promote(self.bot, pin=True, delete=True)
        entry = {"id": group.id, "kind": kind, "grids": ["grid-1"], "private": True}
        self.file.setdefault("groups", []).append(entry)
        self._groups[name] = group
        return group

    def duty_room(self, *members: Person) -> Group:
        room = self.telegram.group(DUTY_ROOM, [*members, self.bot])
        room.promote(self.bot, pin=True, delete=True)
        self.file["station"]["duty_room"] = room.id
        self.named.set()
        return room

    def resident(self, name: str, *, started: bool = True, **options: Any) -> Person:
        """A neighbour in Maple Street, who has pressed Start once unless said otherwise."""
        options.setdefault("language_code", "zh-hans" if self.language == "zh_Hans" else "en")
        person = self.telegram.person(name, **options)
        self._maple_street().add(person)
        if started:
            self._starters.append(person)
        return person

    def officer(
        self,
        name: str,
        *,
        on_duty: bool = True,
        position: str = "main",
        roles: tuple[str, ...] = ("officer",),
        started: bool = True,
        known: bool = True,
        grids: Any = "all",
    ) -> Person:
        """Staff by the station file; on duty always, or else from tomorrow on."""
        language = "zh-hans" if self.language == "zh_Hans" else "en"
        person = self.telegram.person(name, language_code=language)
        self._maple_street()
        badge = f"{len(self.file['people']) + 1:04}"
        entry: dict[str, Any] = {
            "badge": badge,
            "name": name,
            "roles": list(roles),
            "language": self.language,
        }
        if known:
            entry["telegram"] = person.id
        self.file["people"].append(entry)
        shift = {"badge": badge, "position": position, "grids": grids}
        self.file["shifts"].append(shift if on_duty else shift | {"from": "2026-11-21T08:00"})
        if started:
            self._starters.append(person)
        return person

    def _maple_street(self) -> Group:
        self.named.set()
        return self._groups.get(GRID) or self.grid(GRID)

    @property
    def maple_street(self) -> Group:
        return self._maple_street()

    # -- Time, and what the database holds -----------------------------------------------------

    async def later(self, **by: float) -> None:
        """Time passes: `minutes=11`. What falls due is done, and said, when this returns."""
        await self.quiet()
        self.clock.move(timedelta(**by))
        if self.app is not None:
            await self.app.sweep()
            await self.quiet()

    async def reload(self) -> None:
        """The station loads its file again."""
        await stations.load(self.store, self.write_file(), self.bot.id, self.clock)

    async def quiet(self) -> None:
        """Until all that was sent to the bot is handled, and all that it had to say is said. Given
        up once it has called nothing for so long, and not because there is much to do."""
        await self.open.wait()
        loop, counts = asyncio.get_running_loop(), self.telegram.calls.counts
        calls, until = -1, 0.0
        while not self._is_quiet():
            if calls != (calls := sum(counts.values())):
                until = loop.time() + PATIENCE
            elif loop.time() > until:
                raise TimeoutError("the bot has more to do, and does nothing")
            await asyncio.sleep(0.01)

    async def until(self, holds: Callable[[], Awaitable[bool]], within: float = PATIENCE) -> None:
        """Until it holds, where something waits that keeps the street from being quiet."""
        async with asyncio.timeout(within):
            while not await holds():  # noqa: ASYNC110  As above.
                await asyncio.sleep(0.02)

    def _is_quiet(self) -> bool:
        return self.app is not None and self.app.idle and not len(self.bot.inbox)

    @asynccontextmanager
    async def record(self) -> AsyncIterator[AsyncSession]:
        """A session that sees only what was committed."""
        async with self.store.reading() as session:
            yield session

    async def case(self) -> Case:
        """The one case there is."""
        await self.quiet()
        async with self.record() as session:
            return (await session.scalars(select(Case))).one()

    async def cases(self) -> list[Case]:
        await self.quiet()
        async with self.record() as session:
            return list(await session.scalars(select(Case).order_by(Case.id)))

    # -- The bot -------------------------------------------------------------------------------

    async def live(self) -> None:
        """Runs beside the test: opens once somebody was named."""
        await self.named.wait()
        settings = self._settings()
        await stations.load(self.store, settings.station, self.bot.id, self.clock)
        async with bootstrap.build_bot(settings) as bot:
            for person in self._starters:
                await person.starts(self.bot)
            await bootstrap.prepare(bot, settings)
            self.parts = self._parts(settings, self.store, bot)
            while not self.closed:
                self.app = App(self.parts)
                self.open.set()
                await self.app.run()
                if self.while_down is not None:
                    await self.while_down()
                    self.while_down = None
            self.gone.set()

    def _settings(self) -> Settings:
        return Settings(
            _env_file=None,
            telegram_token=self.bot.token,
            telegram_api=self.telegram.url,
            database=self.database,
            station=self.write_file(),
            data=self.folder,
            **self.settings,
        )

    def _parts(self, settings: Settings, store: Store, bot: Bot) -> Parts:
        username = self.bot.username
        parts = bootstrap.parts(settings, store, bot, username, self.clock, self.limits)
        if self.first_router is not None:
            parts.dispatcher.sub_routers.insert(0, self.first_router)
        return parts

    @asynccontextmanager
    async def standby(self) -> AsyncIterator[App]:
        """A second bot on the same database, as another process would have it."""
        await self.quiet()
        settings, store = self._settings(), Store(self.database)
        async with bootstrap.build_bot(settings) as bot:
            second = App(self._parts(settings, store, bot))
            running = asyncio.create_task(second.run())
            try:
                yield second
            finally:
                second.stop()
                await running
                await store.close()

    async def restart(self, while_down: Callable[[], Awaitable[None]] | None = None) -> None:
        """The bot is stopped, and started again on the same database: all it remembers then is
        what that holds."""
        self.while_down = while_down
        await self.open.wait()
        assert self.app is not None
        self.open.clear()
        self.app.stop()
        await self.open.wait()
        await self.app.leading.wait()

    def ends(self) -> None:
        """The bot is stopped, and not started again."""
        self.closed = True
        if self.app is not None:
            self.app.stop()

    async def sent(self, *what: ColumnElement[bool]) -> list[Exchange]:
        """The outgoing rows that fit, oldest first, once all is quiet."""
        await self.quiet()
        async with self.record() as session:
            rows = select(Exchange).where(Exchange.direction == Direction.OUT, *what)
            return list(await session.scalars(rows.order_by(Exchange.id)))

    async def journal(self, *what: ColumnElement[bool]) -> list[JournalEntry]:
        """What intake noted of the updates that fit."""
        await self.quiet()
        async with self.record() as session:
            rows = select(JournalEntry).where(*what).order_by(JournalEntry.update_id)
            return list(await session.scalars(rows))

    async def failed(self) -> list[Exchange]:
        return await self.delivered(Delivery.FAILED)

    async def delivered(self, how: Delivery) -> list[Exchange]:
        """The rows in this state, as things stand now."""
        async with self.record() as session:
            return list(await session.scalars(select(Exchange).where(Exchange.delivery == how)))

    async def address(self, of: Person | Group) -> Address:
        async with self.record() as session:
            return (
                await session.scalars(select(Address).where(Address.external_id == of.id))
            ).one()

    def write_file(self) -> Path:
        path = self.folder / "station.yaml"
        path.write_text(yaml.safe_dump(self.file, allow_unicode=True), encoding="utf-8")
        return path


@asynccontextmanager
async def open_street(
    database: str, folder: Path, language: str, bot_id: int | None = None
) -> AsyncIterator[Street]:
    """The street, its simulator and its bot, until the block ends."""
    async with Telegram() as telegram:
        street = Street(telegram, database, folder, language, bot_id)
        life = asyncio.create_task(street.live())
        try:
            yield street
        finally:
            street.ends()
            if street.app is None:
                life.cancel()
            await asyncio.wait({life}, timeout=PATIENCE)
            await street.store.close()
        if not life.cancelled():
            life.result()


def _station_file(language: str) -> dict[str, Any]:
    chinese = language == "zh_Hans"
    return {
        "station": {
            "name": "新城派出所" if chinese else "Newtown police station",
            "timezone": "Asia/Shanghai",
            "language": language,
            "emergency": {"police": "110", "fire": "119", "ambulance": "120"},
            "hotline": "0996-0000110",
        },
        "grids": [],
        "people": [],
        "shifts": [],
    }
