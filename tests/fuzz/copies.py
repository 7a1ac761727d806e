"""The record as it stood when the story was over, once more for each round."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from psycopg.sql import SQL, Identifier
from sqlalchemy import URL, make_url

from models.schema import create_all
from tests import postgres
from tests.databases import SqliteTemplate, create_schema


class Copies(Protocol):
    original: str  # the URL of the database in which the story is played
    folder: Path

    def copy(self) -> AbstractContextManager[str]:
        """The URL of a copy, which is gone after the block. Nobody may be at the original."""


class SqliteCopies:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "story.db"
        self.original = SqliteTemplate(folder / "template.db", create_all).copy(self._file)

    @contextmanager
    def copy(self) -> Iterator[str]:
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            file = Path(folder) / "round.db"
            shutil.copyfile(self._file, file)
            yield str(URL.create("sqlite+aiosqlite", database=str(file)))


class PostgresCopies:
    def __init__(self, server: URL, original: URL, folder: Path) -> None:
        self.folder = folder
        self._server, self._name = server, original.database or ""
        create_schema(original, create_all)
        self.original = postgres.text(original)

    @contextmanager
    def copy(self) -> Iterator[str]:
        name = f"{self._name}_round"
        with postgres.connect(self._server) as server:
            server.execute(
                SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    Identifier(name), Identifier(self._name)
                )
            )
        try:
            yield postgres.text(self._server.set(database=name))
        finally:
            postgres.drop(self._server, name)


@contextmanager
def copies(engine: str) -> Iterator[Copies]:
    """`engine`: sqlite, postgresql (one that is found), or the URL of a PostgreSQL server."""
    with tempfile.TemporaryDirectory(prefix="doorstep-fuzz-") as folder:
        if engine == "sqlite":
            yield SqliteCopies(Path(folder))
        elif engine == "postgresql":
            with postgres.server() as server, postgres.empty_database(server, "fuzz") as url:
                yield PostgresCopies(server, url, Path(folder))
        else:
            server = make_url(engine).set(drivername="postgresql+psycopg")
            with postgres.empty_database(server, "fuzz") as url:
                yield PostgresCopies(server, url, Path(folder))
