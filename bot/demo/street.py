"""The simulator, a fresh database and the real bot, joined for as long as the story lasts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from aiogram import Bot

from bot import app as bootstrap
from bot import revision, stations
from bot.demo.script import Script
from bot.desks import Desks
from bot.directories import Directories
from bot.running import App
from bot.settings import Settings
from bot.store import Store
from services.clock import MovableClock
from simulator import BotAccount, Change, Group, Person, Telegram

PATIENCE = 20.0  # seconds in which the bot has to be done with what it was told


class Street:
    """The people and their group on Telegram, and the bot that serves them."""

    def __init__(self, telegram: Telegram, script: Script, clock: MovableClock) -> None:
        self._clock, self._zone, self.language = clock, script.zone, script.language
        self.bot: BotAccount = telegram.bot(script.bot["username"], name=script.bot["name"])
        self.people: dict[str, Person] = {
            key: telegram.person(role.name, id=role.id, language_code=script.language)
            for key, role in script.people.items()
        }
        where = script.station_file["grids"][0]["groups"][0]
        self.group: Group = telegram.group(script.group, self.people.values(), id=where)
        self._changes = telegram.changes.listen()
        self._app: App | None = None

    async def quiet(self) -> None:
        """Until all that was said to the bot is handled, and all that it had to say is said."""
        async with asyncio.timeout(PATIENCE):
            while len(self.bot.inbox) or self._app is None or not self._app.idle:  # noqa: ASYNC110  Other tasks change these.
                await asyncio.sleep(0.01)

    async def news(self) -> list[Change]:
        """What has come on people's screens since the last time."""
        found: list[Change] = []
        await self._changes.first(found.append, within=0)
        return found

    def later(self, minutes: int = 0) -> str:
        """Time passes; returns what the station's clock then shows."""
        self._clock.move(timedelta(minutes=minutes))
        return self._clock.now().astimezone(self._zone).strftime("%H:%M")

    async def live(self, settings: Settings, client: Bot, app: App) -> None:
        """The bot, as `doorstep run` runs it; only the clock is the story's."""
        self._app = app
        await bootstrap.prepare(client, settings)
        with self._changes:
            await app.run()


@asynccontextmanager
async def open_street(script: Script) -> AsyncIterator[tuple[Street, Desks]]:
    """The street, and desks at which its record can be read, until the block ends. Nothing of
    the database and the other files stays."""
    clock = MovableClock(script.clock.astimezone(UTC))
    with TemporaryDirectory(prefix="doorstep-demo-") as folder:
        async with Telegram(clock=lambda: clock.now().timestamp()) as telegram:
            street = Street(telegram, script, clock)
            settings = _settings(street, telegram.url, Path(folder), script.station_file)
            store = Store(settings.database)
            try:
                await revision.migrate(store)
                await stations.load(store, settings.station, street.bot.id, clock)
                async with _at_work(street, settings, store, clock):
                    yield street, Desks(store, Directories(street.bot.id), clock)
            finally:
                await store.close()


@asynccontextmanager
async def _at_work(
    street: Street, settings: Settings, store: Store, clock: MovableClock
) -> AsyncIterator[None]:
    """The bot runs beside the block, and ends what it has begun before this ends."""
    async with bootstrap.build_bot(settings) as client, asyncio.TaskGroup() as tasks:
        parts = bootstrap.parts(settings, store, client, street.bot.username, clock=clock)
        app = App(parts)
        life = tasks.create_task(street.live(settings, client, app))
        try:
            yield
        finally:
            app.stop()
            await asyncio.wait({life})


def _settings(street: Street, url: str, folder: Path, station_file: dict[str, Any]) -> Settings:
    path = folder / "station.yaml"
    path.write_text(
        yaml.safe_dump(station_file, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return Settings(
        _env_file=None,
        telegram_token=street.bot.token,
        telegram_api=url,
        database=f"sqlite:///{folder / 'doorstep.db'}",
        station=path,
        webhook_url=None,
    )
