"""The street without a bot of its own: a process is to be it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from simulator import Telegram
from tests.process.doorstep import Doorstep
from tests.street import Street

Start = Callable[..., Awaitable[Doorstep]]


@pytest.fixture
async def street(database_url: str, tmp_path: Path) -> AsyncIterator[Street]:
    async with Telegram() as telegram:
        street = Street(telegram, database_url, tmp_path, "en")
        yield street
        await street.store.close()


@pytest.fixture
def level() -> str:
    return "INFO"


@pytest.fixture
async def start(street: Street, level: str) -> AsyncIterator[Start]:
    """Starts the process, once all are named; `more` settings come on top."""
    started = []

    async def start(**more: str) -> Doorstep:
        settings = {
            "TELEGRAM_TOKEN": street.bot.token,
            "TELEGRAM_API": street.telegram.url,
            "DATABASE": street.database,
            "STATION": str(street.write_file()),
            "LOG_LEVEL": level,
            **more,
        }
        started.append(Doorstep(settings, street.folder))
        return started[-1]

    yield start
    for process in started:
        await process.killed()
