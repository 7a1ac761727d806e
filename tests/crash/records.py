"""The database as a crash leaves it, and as it is in the end. It is read from outside the bot."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, Connection, create_engine, make_url
from sqlalchemy.pool import NullPool


@contextmanager
def reading(database: str) -> Iterator[Connection]:
    """Of an SQLite file a copy is read: whoever opens one after a crash mends it, and that is
    left to the bot."""
    url = make_url(database)
    if not url.drivername.startswith("sqlite"):
        with _connected(url) as connection:
            yield connection
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        for suffix in ("", "-wal"):
            if (file := Path(f"{url.database}{suffix}")).exists():
                shutil.copyfile(file, f"{copy}{suffix}")
        with _connected(URL.create("sqlite", database=str(copy))) as connection:
            yield connection


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()
