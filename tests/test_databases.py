"""The databases that tests get are their own, empty, and cheap."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, Connection, text

from tests import cluster, postgres
from tests.databases import PostgresDatabase, SqliteTemplate

DDL = """
    CREATE TABLE grid (id bigint PRIMARY KEY);
    CREATE TABLE "case" (id bigserial PRIMARY KEY, grid bigint REFERENCES grid);
"""
FILL = """INSERT INTO grid VALUES (1); INSERT INTO "case" (grid) VALUES (1), (1)"""


def create_tables(connection: Connection) -> None:
    for statement in filter(str.strip, DDL.split(";")):
        connection.execute(text(statement))


def connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


@pytest.fixture
def database(postgres_server: URL) -> Iterator[PostgresDatabase]:
    with postgres.empty_database(postgres_server, "own") as url:
        yield PostgresDatabase(url, create_tables)


def test_a_test_finds_no_rows_of_the_one_before(database: PostgresDatabase) -> None:
    with connect(database.emptied()) as connection:
        connection.execute(FILL)
    with connect(database.emptied()) as connection:
        assert connection.execute('SELECT * FROM "case", grid').fetchall() == []
        connection.execute("INSERT INTO grid VALUES (1)")
        new = connection.execute('INSERT INTO "case" (grid) VALUES (1) RETURNING id')
        assert new.fetchall() == [(1,)]


def test_a_lock_left_behind_holds_nobody_up(database: PostgresDatabase) -> None:
    left = connect(database.emptied())
    left.execute('BEGIN; LOCK TABLE "case"')
    database.emptied()
    with pytest.raises(psycopg.OperationalError):
        left.execute("SELECT 1")


def test_a_changed_schema_is_put_right(database: PostgresDatabase) -> None:
    with connect(database.emptied()) as connection:
        connection.execute('ALTER TABLE "case" DROP COLUMN grid; CREATE TABLE stray (id int)')
    with connect(database.emptied()) as connection:
        assert connection.execute('SELECT grid FROM "case"').fetchall() == []
        assert connection.execute("SELECT to_regclass('stray')").fetchone() == (None,)


def test_databases_are_dropped_even_while_in_use(postgres_server: URL) -> None:
    with postgres.empty_database(postgres_server, "own") as url:
        left = connect(postgres.text(url))
    left.close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        connect(postgres.text(url))


def test_a_copied_file_has_the_tables(tmp_path: Path) -> None:
    template = SqliteTemplate(tmp_path / "template.db", create_tables)
    url = template.copy(tmp_path / "copy.db")
    assert url == f"sqlite+aiosqlite:///{tmp_path}/copy.db"
    assert (tmp_path / "copy.db").read_bytes() == (tmp_path / "template.db").read_bytes()


def test_a_server_of_our_own_starts_and_goes() -> None:
    if not (programs := cluster.binaries()):
        pytest.skip("PostgreSQL's programs are not installed")
    with cluster.started(programs, durable=False) as url, postgres.connect(url) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("off",)
    with pytest.raises(psycopg.OperationalError):
        postgres.connect(url)
