"""The street, for stories about alerts; and the desk at which a leader writes one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.alerts.feeds import Server
from tests.alerts.station import Station
from tests.street import open_street


@pytest.fixture
def language() -> str:
    """The station's and everybody's; a story in Chinese overrides it."""
    return "en"


@pytest.fixture
async def station(database_url: str, tmp_path: Path, language: str) -> AsyncIterator[Station]:
    async with open_street(database_url, tmp_path, language) as street:
        yield Station(street)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """Another authority's."""
    made = Server()
    await made.server.start_server()
    yield made
    await made.server.close()
