"""Databases that can't be used for a while: locked, away, or on a full disk."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
from sqlalchemy import make_url, text

from bot.store import Store

FULL = """
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
    END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON journal EXECUTE FUNCTION no_room()
"""


def is_sqlite(database: str) -> bool:
    return database.startswith("sqlite")


def server(url_of: str, database: str) -> psycopg.Connection:
    url = make_url(url_of).set(drivername="postgresql", database=database)
    return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)


@asynccontextmanager
async def away(database: str) -> AsyncIterator[None]:
    """SQLite: another program holds the file. PostgreSQL: it throws everyone out, and lets
    nobody in."""
    url = make_url(database)
    if is_sqlite(database):
        other = sqlite3.connect(url.database or "", isolation_level=None, timeout=10)
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")
        other.close()
        return
    name = url.database or ""
    with server(database, "postgres") as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
            [name],
        )
        try:
            yield
        finally:
            admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


@asynccontextmanager
async def on_a_full_disk(database: str, store: Store) -> AsyncIterator[None]:
    if is_sqlite(database):
        async with store.writing() as session:
            pages = await session.scalar(text("PRAGMA page_count"))
            await session.execute(text(f"PRAGMA max_page_count = {pages}"))
        yield
        async with store.writing() as session:
            await session.execute(text("PRAGMA max_page_count = 1000000"))
        return
    with server(database, make_url(database).database or "") as admin:
        admin.execute(FULL)
        yield
        admin.execute("DROP TRIGGER full_disk ON journal")
        admin.execute("DROP FUNCTION no_room")
