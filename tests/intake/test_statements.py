"""What a batch asks of the database doesn't grow with it (design, section 2, 7)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event

from tests.street import Street

NEIGHBOURS = 9


@dataclass
class Batch:
    """A transaction of intake: how many updates it took in, and how often it asked."""

    updates: int = 0
    questions: int = 0


@contextmanager
def batches(engine: Engine) -> Iterator[list[Batch]]:
    done: list[Batch] = []
    under_way: dict[int, Batch] = {}

    def begins(connection: Any) -> None:
        under_way[id(connection)] = Batch()

    def executes(
        connection: Any, _cursor: Any, statement: str, rows: Any, _context: Any, many: bool
    ) -> None:
        batch = under_way.setdefault(id(connection), Batch())
        batch.questions += statement.startswith("SELECT")
        if statement.startswith("INSERT INTO journal"):
            batch.updates = len(rows) if many else 1

    def commits(connection: Any) -> None:
        batch = under_way.pop(id(connection), Batch())
        if batch.updates:
            done.append(batch)

    heard: dict[str, Callable[..., None]] = {
        "begin": begins,
        "before_cursor_execute": executes,
        "commit": commits,
    }
    for name, hears in heard.items():
        event.listen(engine, name, hears)
    try:
        yield done
    finally:
        for name, hears in heard.items():
            event.remove(engine, name, hears)


async def test_many_at_once_take_no_more_questions_than_one(street: Street) -> None:
    neighbours = [street.resident(f"Neighbour {number}") for number in range(NEIGHBOURS)]
    ben = street.officer("Ben")
    await street.quiet()
    with batches(street.store.engine.sync_engine) as done:
        for number, neighbour in enumerate(neighbours):
            await neighbour.writes(f"/help Lamp {number} is out", in_group="Maple Street")
        await ben.sees(f"Lamp {NEIGHBOURS - 1} is out")
        await street.quiet()
    assert sum(batch.updates for batch in done) == NEIGHBOURS
    assert max(batch.updates for batch in done) > 1
    assert len({batch.questions for batch in done}) == 1, done
