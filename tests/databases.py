"""Databases with the newest schema, emptied quickly between tests."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import URL, Connection, create_engine

from tests import postgres

CreateAll = Callable[[Connection], object]

# What a table looks like, as far as a test could have changed it.
SHAPE = """
    SELECT md5(string_agg(concat_ws(' ', relname, relkind, attname, atttypid, attnotnull), ','
                          ORDER BY relname, attnum))
    FROM pg_class LEFT JOIN pg_attribute ON attrelid = pg_class.oid AND NOT attisdropped
    WHERE relnamespace = 'public'::regnamespace
"""
TABLES = """
    SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND relname <> 'alembic_version'
"""
RESTART_SEQUENCES = """
    SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL
"""


def create_schema(url: URL, create_all: CreateAll) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        create_all(connection)
    engine.dispose()


class SqliteTemplate:
    """A database file with the schema, to be copied for each test."""

    def __init__(self, path: Path, create_all: CreateAll) -> None:
        self._path = path
        create_schema(URL.create("sqlite", database=str(path)), create_all)

    def copy(self, to: Path) -> str:
        shutil.copyfile(self._path, to)
        return str(URL.create("sqlite+aiosqlite", database=str(to)))


class PostgresDatabase:
    """One database a worker: rows are deleted between tests, for creating it costs 200 ms."""

    def __init__(self, url: URL, create_all: CreateAll) -> None:
        self._url = url
        self._create_all = create_all
        create_schema(url, create_all)
        with postgres.connect(url) as connection:
            self._shape = _shape(connection)

    def emptied(self) -> str:
        with postgres.connect(self._url) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if _shape(connection) == self._shape:
                with connection.transaction():
                    _delete_rows(connection)
            else:
                self._create_anew(connection)
        return postgres.text(self._url)

    def _create_anew(self, connection: psycopg.Connection) -> None:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
        create_schema(self._url, self._create_all)


def _shape(connection: psycopg.Connection) -> Any:
    return connection.execute(SHAPE).fetchone()


def _delete_rows(connection: psycopg.Connection) -> None:
    """DELETE, because TRUNCATE takes 10 ms a table; but only a superuser may defer its triggers."""
    tables = [Identifier(name) for (name,) in connection.execute(TABLES).fetchall()]
    questions = SQL(" UNION ALL ").join(
        SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(table.as_string(), table)
        for table in tables
    )
    if not tables or not (full := connection.execute(questions).fetchall()):
        return
    used = [SQL(name) for (name,) in full]
    if connection.info.parameter_status("is_superuser") == "on":
        connection.execute("SET LOCAL session_replication_role = replica")
        for table in used:
            connection.execute(SQL("DELETE FROM {}").format(table))
    else:
        connection.execute(SQL("TRUNCATE {} CASCADE").format(SQL(", ").join(used)))
    connection.execute(RESTART_SEQUENCES)
