"""A database that was made by migrations is the one that the models speak of."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine.interfaces import ReflectedIndex

from bot import revision
from bot.complaints import ConfigurationError
from bot.revision import check_revision, migrate, newest
from bot.store import Store
from models.schema import metadata

REVISIONS = [s.revision for s in ScriptDirectory("migrations").walk_revisions()][::-1]


@pytest.fixture
async def store(bare_database_url: str) -> AsyncIterator[Store]:
    store = Store(bare_database_url)
    yield store
    await store.close()


def config(store: Store) -> Config:
    made = Config("alembic.ini")
    made.attributes["url"] = store.url.render_as_string(hide_password=False)
    return made


async def tables(store: Store) -> set[str]:
    async with store.engine.connect() as connection:
        return set(await connection.run_sync(lambda c: inspect(c).get_table_names()))


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    return list(compare_metadata(context, metadata))


async def test_the_models_are_what_the_migrations_make(store: Store) -> None:
    await migrate(store)
    async with store.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


def keys(connection: Connection) -> dict[str, object]:
    """Keys with their names and rules, which alembic's own comparison passes over."""
    found = inspect(connection)
    return {
        table: (
            sorted(map(str, found.get_foreign_keys(table))),
            found.get_pk_constraint(table),
            sorted(map(str, found.get_unique_constraints(table))),
            sorted(map(_index, found.get_indexes(table))),
        )
        for table in metadata.tables
    }


def _index(found: ReflectedIndex) -> str:
    options = {name: str(value) for name, value in found.get("dialect_options", {}).items()}
    return f"{found['name']} {found['column_names']} {found['unique']} {options}"


async def test_keys_and_indexes_are_the_same_to_the_letter(store: Store, database_url: str) -> None:
    created = Store(database_url)
    if created.is_sqlite is not store.is_sqlite:
        await created.close()
        return
    await migrate(store)
    async with store.engine.connect() as migrated, created.engine.connect() as modelled:
        assert await migrated.run_sync(keys) == await modelled.run_sync(keys)
    await created.close()


async def test_up_down_and_up_again(store: Store) -> None:
    for _ in range(2):
        assert await migrate(store)
        assert await tables(store) == {*metadata.tables, "alembic_version"}
        await store.close()
        command.downgrade(config(store), "base")
        assert await tables(store) == {"alembic_version"}


async def test_a_second_migration_has_nothing_to_do(store: Store) -> None:
    assert await migrate(store)
    assert not await migrate(store)


async def test_a_migration_that_breaks_leaves_nothing_behind(store: Store) -> None:
    async with store.engine.begin() as connection:
        await connection.execute(text("CREATE TABLE look (id integer)"))
    with pytest.raises(Exception, match="already exists"):
        await migrate(store)
    assert await tables(store) <= {"look", "alembic_version"}


async def test_a_connection_of_the_caller_will_do(store: Store) -> None:
    def upgrade(connection: Connection) -> None:
        given = Config("alembic.ini", attributes={"connection": connection})
        command.upgrade(given, "head")

    async with store.engine.begin() as connection:
        await connection.run_sync(upgrade)
    assert await store.revision() == newest()


async def stamp(store: Store, name: str) -> None:
    async with store.writing() as session:
        await session.execute(
            text("UPDATE alembic_version SET version_num = :name"), {"name": name}
        )


async def test_an_empty_database_is_refused_and_the_remedy_named(store: Store) -> None:
    with pytest.raises(ConfigurationError, match=r"no tables yet: run 'doorstep migrate'"):
        await check_revision(store)
    await migrate(store)
    await check_revision(store)


async def test_an_older_revision_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await migrate(store)
    monkeypatch.setattr(revision, "newest", lambda: "0099")
    with pytest.raises(ConfigurationError, match=r"needs 0099: run 'doorstep migrate'"):
        await check_revision(store)


async def test_a_revision_of_the_future_is_refused(store: Store) -> None:
    await migrate(store)
    await stamp(store, "9999")
    for act in (check_revision, migrate):
        with pytest.raises(ConfigurationError, match=r"revision 9999, which this version"):
            await act(store)


async def test_a_database_out_of_reach() -> None:
    store = Store("postgresql://anna:geheim@127.0.0.1:1/doorstep")
    with pytest.raises(ConfigurationError, match=r"can't be used: .*DOORSTEP_DATABASE") as caught:
        await check_revision(store)
    assert "geheim" not in str(caught.value)
    await store.close()


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "doorstep.db"
    path.write_bytes(b"not a database at all" * 100)
    store = Store(f"sqlite:///{path}")
    with pytest.raises(ConfigurationError, match=r"can't be used: file is not a database"):
        await check_revision(store)
    await store.close()


async def test_references_hold_in_a_migrated_file(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/doorstep.db")
    await migrate(store)
    await store.close()
    with sqlite3.connect(tmp_path / "doorstep.db") as file:
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    file.close()


def test_revisions_are_numbered_in_order() -> None:
    assert [f"{n:04}" for n in range(1, len(REVISIONS) + 1)] == REVISIONS
