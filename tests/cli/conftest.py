"""A street, and a terminal at its station."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.street import Street, open_street


@pytest.fixture
def language() -> str:
    """The station's and everybody's; a story in Chinese overrides it."""
    return "en"


@pytest.fixture
async def street(database_url: str, tmp_path: Path, language: str) -> AsyncIterator[Street]:
    async with open_street(database_url, tmp_path, language) as street:
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
