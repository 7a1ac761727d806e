"""One transaction at a time, whole or not at all, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from bot.store import Store, is_collision
from models.station import Grid, Station


def maple(**changed: object) -> Station:
    facts: dict[str, object] = {
        "bot_id": 7,
        "name": "新城派出所",
        "timezone": "UTC",
        "language": "en",
        "hotline": "1",
        "emergency": {"police": "110 报警"},
        "promise_minutes": {},
    }
    return Station(**facts | changed)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    store = Store(database_url)
    yield store
    await store.close()


async def names(store: Store) -> list[str]:
    async with store.reading() as session:
        return list(await session.scalars(select(Station.name).order_by(Station.bot_id)))


async def test_what_was_written_is_there(store: Store) -> None:
    async with store.writing() as session:
        session.add(station := maple())
    assert station.name == "新城派出所"
    assert await names(store) == ["新城派出所"]


async def test_an_exception_takes_everything_back(store: Store) -> None:
    async def breaks() -> None:
        async with store.writing() as session:
            session.add(maple())
            await session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        await breaks()
    assert await names(store) == []


async def test_a_cancelled_writer_holds_nobody_up(store: Store) -> None:
    async def endless() -> None:
        async with store.writing() as session:
            session.add(maple())
            await session.flush()
            await asyncio.sleep(60)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await endless()
    async with asyncio.timeout(5), store.writing() as session:
        session.add(maple(name="Maple"))
    assert await names(store) == ["Maple"]


async def test_a_reader_sees_one_moment_and_does_not_wait(store: Store) -> None:
    async with store.writing() as session:
        session.add(maple())
    async with store.reading() as reader:
        assert (await reader.scalars(select(Station.name))).all() == ["新城派出所"]
        async with store.writing() as writer:
            await writer.execute(update(Station).values(name="Maple"))
        assert (await reader.scalars(select(Station.name))).all() == ["新城派出所"]
    assert await names(store) == ["Maple"]


async def test_a_reader_cannot_write(store: Store) -> None:
    async with store.reading() as session:
        session.add(maple())
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            await session.flush()


async def test_many_read_then_write_at_once_and_none_is_lost(store: Store) -> None:
    async with store.writing() as session:
        session.add(maple())

    async def count() -> None:
        async with store.writing() as session:
            station = await session.scalar(select(Station).with_for_update())
            assert station is not None
            station.revision += 1

    async with asyncio.TaskGroup() as tasks:
        for _ in range(60):
            tasks.create_task(count())
    async with store.reading() as session:
        assert (await session.scalars(select(Station.revision))).all() == [61]


async def test_two_processes_take_turns(store: Store) -> None:
    other = Store(store.url)
    async with store.writing() as session:
        session.add(maple())

    async def count(store: Store) -> None:
        for _ in range(20):
            async with store.writing() as session:
                station = await session.scalar(select(Station).with_for_update())
                assert station is not None
                station.revision += 1

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(count(store))
        tasks.create_task(count(other))
    async with store.reading() as session:
        assert (await session.scalars(select(Station.revision))).all() == [41]
    await other.close()


async def test_chinese_is_stored_as_itself(store: Store) -> None:
    async with store.writing() as session:
        session.add(maple())
    async with store.reading() as session:
        kept = await session.scalar(text("SELECT CAST(emergency AS text) FROM station"))
    assert kept == '{"police":"110 报警"}'


async def test_a_reference_to_nothing_is_refused(store: Store) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with store.writing() as session:
            session.add(Grid(station_id=1, code="a", name="A"))
    assert is_collision(caught.value)


async def test_a_new_database_is_at_no_revision(bare_database_url: str) -> None:
    store = Store(bare_database_url)
    assert await store.revision() is None
    await store.close()


async def test_the_directory_of_the_file_is_made(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/a/b/doorstep.db")
    assert await store.revision() is None
    assert (tmp_path / "a" / "b" / "doorstep.db").exists()
    await store.close()


async def test_sqlite_is_set_for_keeping_what_was_said(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/doorstep.db")
    async with store.writing() as session:
        found = {
            name: (await session.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 2000,
    }
    await store.close()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("sqlite:///./data/doorstep.db", "sqlite+aiosqlite:///./data/doorstep.db"),
        ("postgresql://anna:s3@host/d", "postgresql+psycopg://anna:s3@host/d"),
        ("postgres://host/d", "postgresql+psycopg://host/d"),
    ],
)
async def test_plain_urls_will_do(
    given: str, wanted: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store(given)
    assert store.url.render_as_string(hide_password=False) == wanted
    await store.close()


@pytest.mark.parametrize("given", ["mysql://host/d", "nonsense", "sqlite://"])
def test_other_urls_are_refused_in_a_sentence(given: str) -> None:
    with pytest.raises(ValueError, match=r"SQLite or PostgreSQL|database URL|memory"):
        Store(given)


async def test_a_server_notices_within_seconds_that_a_leader_is_dead(store: Store) -> None:
    """Its lock falls with its connection, and a standby waits for that."""
    if store.is_sqlite:
        pytest.skip("A file's lock falls with its process.")
    async with store.reading() as session:
        idle, interval, count, unheard = [
            await session.scalar(text(f"SHOW {name}"))
            for name in (
                "tcp_keepalives_idle",
                "tcp_keepalives_interval",
                "tcp_keepalives_count",
                "tcp_user_timeout",
            )
        ]
    assert int(idle) + int(interval) * int(count) < 15
    assert int(unheard) < 15_000  # milliseconds
