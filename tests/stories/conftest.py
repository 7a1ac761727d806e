"""The street in which the stories happen, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.street import Street, open_street


@pytest.fixture
def language() -> str:
    """The station's and everybody's; a story in Chinese overrides it."""
    return "en"


@pytest.fixture
async def street(database_url: str, tmp_path: Path, language: str) -> AsyncIterator[Street]:
    async with open_street(database_url, tmp_path, language) as street:
        yield street
