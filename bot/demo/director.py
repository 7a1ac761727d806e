"""Opens streets for the page: a simulator, a fresh database, and the real bot in a process."""

import shutil
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from sqlalchemy import func, select

from bot import revision, stations
from bot.demo.clock import FollowingClock, SharedClock
from bot.demo.panel import Panel
from bot.demo.process import KeptBot, Nursery
from bot.demo.tales import tales
from bot.demo.town import StationFile, Town
from bot.directories import Directories
from bot.settings import Settings
from bot.store import Store
from models.journal import Leadership
from simulator import BotAccount, Flood, Telegram
from simulator.page import Phone, Stage, Story


class Director:
    """The page's Director, in a folder that somebody deletes in the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._nursery = Nursery(folder / "bot.log")
        self._street = AsyncExitStack()
        self._streets = 0

    async def __aenter__(self) -> Self:
        await self._nursery.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._street.aclose()
        await self._nursery.close()

    def stories(self, language: str) -> list[Story]:
        return [tale.story for tale in tales(language).values()]

    async def open(self, language: str, story: str = "") -> Stage:
        await self._street.aclose()
        return await self.beside(self._street, language, story)

    async def beside(self, stack: AsyncExitStack, language: str, story: str = "") -> Stage:
        """A street beside those that are open, until `stack` takes it down."""
        tale = tales(language).get(story)
        self._streets += 1
        home = self._folder / f"street-{self._streets}"
        home.mkdir()
        stack.callback(shutil.rmtree, home, ignore_errors=True)
        town = Town.read(language)
        opening = Opening(town, home, self._nursery, stack)
        stage = await opening.stage(tale.time if tale else "")
        phones = tale.phones if tale and tale.phones else town.phones
        stage.phones += [Phone(phone["person"], phone.get("group", "")) for phone in phones]
        return stage

    async def prepare(self) -> None:
        """The tables, once: each street begins with a copy."""
        store = Store(f"sqlite:///{self._folder / 'empty.db'}")
        try:
            await revision.migrate(store)
        finally:
            await store.close()


class Opening:
    """One street being set up; `stack` takes it down."""

    def __init__(self, town: Town, home: Path, nursery: Nursery, stack: AsyncExitStack) -> None:
        self._town, self._home, self._nursery, self._stack = town, home, nursery, stack

    async def stage(self, time: str) -> Stage:
        town, home = self._town, self._home
        clock = SharedClock(home / "clock.json", town.opens_at(time))
        telegram = Telegram(flood=Flood.bucket(), clock=clock.now)
        await self._stack.enter_async_context(telegram)
        bot = telegram.bot(town.bot["username"], name=town.bot["name"])
        people, groups = town.settle(telegram)
        file = StationFile(home / "station.yaml", town.station_file())
        store = await self._store(file, bot)
        process = self._process(telegram, bot, store, file)
        for key in town.staff:
            await people[key].starts(bot)
        for group in groups.values():
            group.promote(bot, pin=True, delete=True)
        following = FollowingClock(home / "clock.json")
        return Stage(
            language=town.language,
            timezone=town.station["timezone"],
            telegram=telegram,
            bot=bot,
            people=people,
            roles={key: each["role"] for key, each in town.people.items()},
            groups=groups,
            phones=[],
            record=Panel(store, bot.id, following),
            clock=RosteredClock(clock, store, bot.id),
            process=process,
            settlement=Settlement(store, file, bot),
            staff=set(town.staff),
        )

    async def _store(self, file: StationFile, bot: BotAccount) -> Store:
        path = self._home / "doorstep.db"
        shutil.copy(self._home.parent / "empty.db", path)
        store = Store(f"sqlite:///{path}")
        self._stack.push_async_callback(store.close)
        await stations.load(store, file.path, bot.id)
        return store

    def _process(
        self, telegram: Telegram, bot: BotAccount, store: Store, file: StationFile
    ) -> KeptBot:
        async def epoch() -> int:
            async with store.reading() as session:
                return await session.scalar(select(func.max(Leadership.epoch))) or 0

        settings = _settings(telegram.url, bot.token, self._home, file.path)
        told = {"settings": settings, "clock": str(self._home / "clock.json")}
        process = KeptBot(self._nursery, told, epoch)
        self._stack.push_async_callback(process.kill)  # Nothing that it could still say is read.
        return process


class RosteredClock:
    """The page's Clock: the shared one, and when the next shift begins or ends."""

    def __init__(self, clock: SharedClock, store: Store, bot_id: int) -> None:
        self._clock, self._store = clock, store
        self._directories = Directories(bot_id)

    @property
    def speed(self) -> float:
        return self._clock.speed

    def now(self) -> float:
        return self._clock.now()

    def run(self, speed: float) -> None:
        self._clock.run(speed)

    def jump(self, seconds: float) -> None:
        self._clock.jump(seconds)

    async def next_shift_change(self) -> float | None:
        async with self._store.reading() as session:
            _, directory = await self._directories.read(session)
        now = datetime.fromtimestamp(self.now(), UTC)
        edges = {edge for shift in directory.shifts for edge in (shift.starts_at, shift.ends_at)}
        coming = [edge for edge in edges if edge is not None and edge > now]
        return (min(coming) + timedelta(seconds=1)).timestamp() if coming else None


class Settlement:
    """The page's Settlement: the station file names one grid or officer more."""

    def __init__(self, store: Store, file: StationFile, bot: BotAccount) -> None:
        self._store, self._file, self._bot = store, file, bot

    async def add_grid(self, name: str, group_id: int) -> None:
        self._file.add_grid(name, group_id)
        await self._load()

    async def add_officer(self, name: str, person_id: int) -> None:
        self._file.add_officer(name, person_id)
        await self._load()

    async def _load(self) -> None:
        await stations.load(self._store, self._file.path, self._bot.id)


def _settings(url: str, token: str, home: Path, station: Path) -> dict[str, Any]:
    """All of them, so that none of a real bot's is taken from the environment."""
    settings = Settings(
        _env_file=None,
        telegram_token=token,
        telegram_api=url,
        database=f"sqlite:///{home / 'doorstep.db'}",
        station=station,
        webhook_url=None,
        webhook_secret=None,
        secret_key=None,
        log_level="ERROR",
    )
    told = settings.model_dump(mode="json")
    return told | {
        "telegram_token": token,
        "listen": f"{settings.listen.host}:{settings.listen.port}",
    }
