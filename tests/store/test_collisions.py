"""What is tried again: races and outages, but no mistakes of ours."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import URL, select, text, update
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm.exc import StaleDataError

from bot.collisions import is_collision, is_outage, is_race
from bot.store import Store
from models.case import Case, CaseKind
from models.station import Station
from services.clock import SystemClock
from tests import postgres
from tests.databases import PostgresDatabase
from tests.store.test_store import maple


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    store = Store(database_url)
    yield store
    await store.close()


async def fails(store: Store, *rows: object) -> BaseException:
    with pytest.raises(StatementError) as caught:
        async with store.writing() as session:
            session.add_all(rows)
    return caught.value


async def test_two_of_the_same(store: Store) -> None:
    error = await fails(store, maple(), maple())
    assert is_race(error)
    assert not is_outage(error)


async def test_a_missing_value_is_a_mistake(store: Store) -> None:
    assert not is_collision(await fails(store, maple(name=None)))


async def test_a_missing_column_is_a_mistake(store: Store) -> None:
    async with store.writing() as session:
        with pytest.raises(DBAPIError) as caught:
            await session.execute(text("SELECT nothing FROM station"))
        await session.rollback()
    assert not is_collision(caught.value)


async def test_a_case_that_someone_else_changed(store: Store) -> None:
    station, at = maple(), SystemClock().now()
    case = Case(
        station_id=station.id,
        kind=CaseKind.HELP,
        asker_name="Anna",
        words="Gas",
        opened_at=at,
        touched_at=at,
    )
    async with store.writing() as session:
        session.add_all([station, case])

    async def too_late() -> None:
        async with store.writing() as session:
            mine = await session.get_one(Case, case.id)
            elsewhere = update(Case).values(version=9)
            await session.execute(elsewhere.execution_options(synchronize_session=False))
            mine.words = "Smoke"

    with pytest.raises(StaleDataError) as caught:
        await too_late()
    assert is_race(caught.value)


async def test_a_locked_file(tmp_path: Path) -> None:
    path = tmp_path / "doorstep.db"
    store = Store(f"sqlite:///{path}")
    async with store.writing() as session:
        await session.execute(text("CREATE TABLE a (b)"))
        await session.execute(text("PRAGMA busy_timeout=10"))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(DBAPIError, match="locked") as caught:
        async with store.writing() as session:
            await session.execute(text("SELECT 1"))
    holder.close()
    assert is_outage(caught.value)
    await store.close()


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR | 2 << 8, sqlite3.SQLITE_FULL])
def test_a_full_or_failing_disk(code: int) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    assert is_outage(DBAPIError.instance("INSERT", None, error, sqlite3.Error))


async def test_postgres_out_of_reach() -> None:
    store = Store("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(DBAPIError) as caught:
        await store.revision()
    assert is_outage(caught.value)
    await store.close()


async def test_postgres_ends_the_connection_and_comes_back(postgres_server: URL) -> None:
    with postgres.empty_database(postgres_server, "outage") as url:
        store = Store(url)

        async def cut_off() -> None:
            async with store.writing() as session:
                await session.execute(text("SELECT 1"))
                with postgres.connect(url) as other:
                    other.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                await session.execute(text("SELECT 1"))

        with pytest.raises(DBAPIError) as caught:
            await cut_off()
        assert is_outage(caught.value)
        async with store.writing() as session:
            assert await session.scalar(text("SELECT 1")) == 1
        await store.close()


async def test_postgres_cannot_order_two_transactions(
    postgres_database: PostgresDatabase,
) -> None:
    store = Store(postgres_database.emptied())
    async with store.writing() as session:
        session.add(maple())

    async def two_at_once() -> None:
        async with store.writing() as session:
            await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            station = (await session.scalars(select(Station))).one()
            async with store.writing() as other:
                await other.execute(update(Station).values(name="Maple"))
            station.name = "Oak"

    with pytest.raises(DBAPIError) as caught:
        await two_at_once()
    assert is_race(caught.value)
    await store.close()
