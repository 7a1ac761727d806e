"""The street in which the stories happen, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog

from tests.street import Street, open_street


@pytest.fixture(autouse=True, scope="session")
def _plain_logs() -> None:
    """structlog's own choice draws tracebacks with all their values, which takes seconds."""
    plain = structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.stdlib.add_log_level, plain]
    )


@pytest.fixture
def language() -> str:
    """The station's and everybody's; a story in Chinese overrides it."""
    return "en"


@pytest.fixture
async def street(database_url: str, tmp_path: Path, language: str) -> AsyncIterator[Street]:
    async with open_street(database_url, tmp_path, language) as street:
        yield street
