"""What the database did, and when: heard from SQLAlchemy's own events, in Doorstep's process."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Pool, event


@dataclass
class Transaction:
    """Times are Unix seconds. `statements`: what each was, and how many rows it was run for."""

    began: float
    statements: list[tuple[str, int]] = field(default_factory=list)
    committing: float = 0.0
    committed: float = 0.0

    @property
    def is_intake(self) -> bool:
        return any(what == "INSERT journal" for what, _ in self.statements)


class Tracer:
    """Listens to all engines of this process."""

    def __init__(self) -> None:
        self._done: list[Transaction] = []
        self._open: dict[int, Transaction] = {}
        self._ending: dict[int, Transaction] = {}
        event.listen(Engine, "begin", self._begin)
        event.listen(Engine, "commit", self._commit)
        event.listen(Engine, "before_cursor_execute", self._execute)
        event.listen(Pool, "checkin", self._checkin)

    def write(self, path: Path) -> None:
        path.write_text("\n".join(json.dumps(asdict(one)) for one in self._done))

    def _begin(self, connection: Any) -> None:
        self._open[id(connection)] = Transaction(time.time())

    def _execute(
        self, connection: Any, _cursor: Any, statement: str, parameters: Any, _c: Any, many: bool
    ) -> None:
        transaction = self._open.get(id(connection))
        if transaction is not None and not statement.startswith("BEGIN"):
            transaction.statements.append((_what(statement), len(parameters) if many else 1))

    def _commit(self, connection: Any) -> None:
        transaction = self._open.pop(id(connection), None)
        if transaction is not None:
            transaction.committing = time.time()
            self._ending[id(connection.connection.dbapi_connection)] = transaction

    def _checkin(self, driver_connection: Any, _record: Any) -> None:
        """The nearest thing to the end of a commit, for which SQLAlchemy has no event."""
        transaction = self._ending.pop(id(driver_connection), None)
        if transaction is not None:
            transaction.committed = time.time()
            self._done.append(transaction)


def read(path: Path) -> Iterator[Transaction]:
    for line in path.read_text().splitlines():
        values = json.loads(line)
        values["statements"] = [tuple(one) for one in values["statements"]]
        yield Transaction(**values)


def _what(statement: str) -> str:
    """Its verb and its table: "SELECT exchange"."""
    words = statement.split()
    verb = words[0].upper()
    marks = {"SELECT": "FROM", "INSERT": "INTO", "UPDATE": "UPDATE", "DELETE": "FROM"}
    where = words.index(marks[verb]) + 1 if marks.get(verb) in words else len(words)
    table = "".join(words[where : where + 1]).strip('"(,')
    return " ".join(filter(None, [verb, table, "RETURNING" if "RETURNING" in words else ""]))
