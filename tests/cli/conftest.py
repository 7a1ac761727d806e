"""A street whose database was made by migrations, and a terminal at its station."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.revision import migrate
from bot.store import Store
from tests.cli.terminal import Terminal
from tests.street import Street, open_street


@pytest.fixture
async def street(bare_database_url: str, tmp_path: Path) -> AsyncIterator[Street]:
    store = Store(bare_database_url)
    await migrate(store)
    await store.close()
    async with open_street(bare_database_url, tmp_path, "en") as street:
        yield street


@pytest.fixture
def terminal(street: Street, tmp_path: Path) -> Terminal:
    settings = {
        "TELEGRAM_TOKEN": street.bot.token,
        "TELEGRAM_API": street.telegram.url,
        "DATABASE": street.database,
        "STATION": str(tmp_path / "station.yaml"),
    }
    return Terminal(tmp_path, settings)
