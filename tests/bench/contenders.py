"""Who is measured: the echo bot, and Doorstep on each of its databases."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from tests import postgres
from tests.bench.processes import BotProcess, running
from tests.bench.town import Town

ECHO, SQLITE, POSTGRESQL = "echo", "SQLite", "PostgreSQL"


@dataclass
class Contenders:
    """`server` is the PostgreSQL, if there is one. The echo bot makes `calls` a message."""

    server: URL | None
    calls: float = 1.0

    @property
    def databases(self) -> list[str]:
        return [SQLITE, POSTGRESQL] if self.server else [SQLITE]

    @asynccontextmanager
    async def started(self, name: str, town: Town, *options: object) -> AsyncIterator[BotProcess]:
        """The bot as a process, with an empty database of its own; all officers known to it."""
        if name == ECHO:
            way = (town.telegram.url, town.bot.token, town.routes(), self.calls)
            async with running("tests.bench.echo", *way, folder=town.folder) as bot:
                await town.opens(bot)
                yield bot
        else:
            with self.database(name, town.folder) as url:
                async with self.doorstep(url, town, *options) as bot:
                    yield bot

    @asynccontextmanager
    async def doorstep(
        self, database: str, town: Town, *options: object
    ) -> AsyncIterator[BotProcess]:
        settings = {
            "DOORSTEP_TELEGRAM_TOKEN": town.bot.token,
            "DOORSTEP_TELEGRAM_API": town.telegram.url,
            "DOORSTEP_DATABASE": database,
            "DOORSTEP_STATION": str(town.station_file()),
        }
        async with running(
            "tests.bench.doorstep", *options, folder=town.folder, environment=settings
        ) as bot:
            await town.opens(bot)
            yield bot

    @contextmanager
    def database(self, name: str, folder: Path) -> Iterator[str]:
        """The URL of an empty one."""
        if name == SQLITE:
            yield f"sqlite:///{folder}/doorstep.db"
        elif self.server is not None:
            with postgres.empty_database(self.server, "bench") as url:
                yield postgres.text(url)


def folder_for(where: Path, name: str) -> Path:
    folder = where / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
