"""A database for each test, on both engines.

The process that starts the test run finds the server; its workers learn of it by environment.
"""

import functools
import logging
import os
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
import structlog
from sqlalchemy import URL, Connection, make_url, text

from bot import logs
from tests import browser, postgres
from tests.databases import PostgresDatabase, SqliteTemplate

MISSING = "DOORSTEP_TEST_POSTGRES_MISSING"
ENGINES = ["sqlite", "postgresql"]
cleanup = pytest.StashKey[ExitStack]()


# Reading all certificates takes 30 ms, and the bot of each test wants them.
ssl.create_default_context = functools.cache(ssl.create_default_context)  # type: ignore[assignment]


def log_plainly() -> None:
    """structlog's own choice draws tracebacks with all their values, which takes seconds."""
    plain = structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
    structlog.reset_defaults()
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.stdlib.add_log_level, plain]
    )


@pytest.fixture(autouse=True)
def _logs() -> Iterator[None]:
    """Whatever a test, or a command that it runs, does to the logs: the next one has its own."""
    log_plainly()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.LIBRARIES}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, one in levels.items():
        logging.getLogger(name).setLevel(one)


def pytest_configure(config: pytest.Config) -> None:
    log_plainly()
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    config.stash[cleanup] = ExitStack()
    os.environ.pop(MISSING, None)
    try:
        url = config.stash[cleanup].enter_context(postgres.server())
        postgres.drop_stale(url)
        os.environ[postgres.NAMED] = postgres.text(url)
    except postgres.NoPostgresError as reason:
        os.environ[MISSING] = str(reason)
    except psycopg.OperationalError as error:
        raise pytest.UsageError(
            f"{postgres.NAMED} names a server that can't be reached: {error}"
        ) from error


def pytest_unconfigure(config: pytest.Config) -> None:
    if stack := config.stash.get(cleanup, None):
        stack.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reason = os.environ.get(MISSING)
    skipped = [
        report
        for report in terminalreporter.getreports("skipped")
        if reason and reason in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(
            f"NOT TESTED ON POSTGRESQL: {len(skipped)} tests were skipped, because {reason}. "
            f"Install PostgreSQL, or name a server: {postgres.NAMED}=postgresql://user@host/",
            yellow=True,
        )
    if any(
        browser.MISSING in str(report.longrepr) for report in terminalreporter.getreports("skipped")
    ):
        terminalreporter.write_line(
            f"THE PAGE IS NOT TESTED IN A BROWSER, because {browser.MISSING}.", yellow=True
        )


def create_all(connection: Connection) -> None:
    """All tables, at the newest revision as after `doorstep migrate`, without its second of work;
    that both come to the same is tested in tests/migrations."""
    from bot.revision import newest
    from models.schema import create_all

    create_all(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": newest()})


@pytest.fixture(scope="session")
def postgres_server() -> URL:
    if reason := os.environ.get(MISSING):
        pytest.skip(reason)
    return make_url(os.environ[postgres.NAMED])


@pytest.fixture(scope="session")
def postgres_database(postgres_server: URL) -> Iterator[PostgresDatabase]:
    with postgres.empty_database(postgres_server, "worker") as url:
        yield PostgresDatabase(url, create_all)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    return SqliteTemplate(tmp_path_factory.mktemp("template") / "doorstep.db", create_all)


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The async URL of a database with the newest schema and no rows; the test's own."""
    if request.param == "sqlite":
        template: SqliteTemplate = request.getfixturevalue("sqlite_template")
        return template.copy(tmp_path / "doorstep.db")
    database: PostgresDatabase = request.getfixturevalue("postgres_database")
    return database.emptied()


@pytest.fixture(params=ENGINES)
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The async URL of a database without any table, for migrations and first starts."""
    if request.param == "sqlite":
        yield str(URL.create("sqlite+aiosqlite", database=str(tmp_path / "bare.db")))
        return
    server: URL = request.getfixturevalue("postgres_server")
    with postgres.empty_database(server, "bare") as url:
        yield postgres.text(url)
