"""A PostgreSQL for tests and benchmarks: the one named, the one at hand, or one of our own.

python -m tests.postgres               says which it would be; exit status 1 if none
python -m tests.postgres run COMMAND   runs COMMAND with DOORSTEP_DATABASE naming an empty database
"""

import getpass
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import URL, make_url

from tests import cluster

NAMED = "DOORSTEP_TEST_POSTGRES"
STALE_AFTER = 6 * 3600


class NoPostgresError(Exception):
    """Nothing here can serve as a PostgreSQL; the message says what was looked for."""


@contextmanager
def server(*, durable: bool = False) -> Iterator[URL]:
    """The URL of a server on which databases may be created.

    A server of our own is stopped and deleted afterwards; unless `durable`, it doesn't wait for
    the disk.
    """
    if at_hand := named() or listening():
        yield at_hand
    elif binaries := cluster.binaries():
        with cluster.started(binaries, durable=durable) as url:
            yield url
    else:
        raise NoPostgresError(
            f"{NAMED} is not set, no server on 127.0.0.1:5432 lets us in, "
            "and PostgreSQL's programs are not installed"
        )


def named() -> URL | None:
    """The server that the environment names; one that can't be reached is a mistake to report."""
    if not (text := os.environ.get(NAMED)):
        return None
    url = make_url(text).set(drivername="postgresql+psycopg")
    url = url if url.database else url.set(database="postgres")
    connect(url).close()
    return url


def listening() -> URL | None:
    for user in dict.fromkeys(("postgres", getpass.getuser())):
        url = URL.create(
            "postgresql+psycopg", user, host="127.0.0.1", port=5432, database="postgres"
        )
        with suppress(psycopg.OperationalError):
            connect(url).close()
            return url
    return None


def connect(url: URL) -> psycopg.Connection:
    return psycopg.connect(
        url.set(drivername="postgresql").render_as_string(hide_password=False),
        autocommit=True,
        connect_timeout=5,
    )


@contextmanager
def empty_database(on: URL, purpose: str) -> Iterator[URL]:
    """A new database without tables, dropped at the end whoever is still connected to it."""
    name = f"doorstep_test_{int(time.time())}_{os.getpid()}_{purpose}"
    with connect(on) as server:
        server.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(name)))
    try:
        yield on.set(database=name)
    finally:
        drop(on, name)


def drop(on: URL, name: str) -> None:
    with connect(on) as server:
        server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def drop_stale(on: URL) -> None:
    """Drop what test runs that were killed left behind."""
    with connect(on) as server:
        rows = server.execute(
            "SELECT datname FROM pg_database"
            " WHERE datname ~ '^doorstep_test_[0-9]+_'"
            " AND split_part(datname, '_', 3)::bigint < %s",
            [int(time.time()) - STALE_AFTER],
        ).fetchall()
    for (name,) in rows:
        drop(on, name)


def text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def main(arguments: list[str]) -> int:
    if not arguments:
        found = named() or listening() or cluster.binaries()
        print(f"PostgreSQL: {found or 'none'}")
        return 0 if found else 1
    with server() as admin, empty_database(admin, "run") as url:
        return subprocess.run(
            arguments[1:], env=os.environ | {"DOORSTEP_DATABASE": text(url)}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
