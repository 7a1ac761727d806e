"""python -m tests.crash: kills the bot at random moments, and counts what was lost."""

import asyncio
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

import typer
from rich.console import Console

from tests import postgres
from tests.crash import broadcast
from tests.crash.run import Plan, crash_test
from tests.crash.tables import show, show_broadcast


class Database(Enum):
    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"
    BOTH = "both"


def main(
    kills: Annotated[int, typer.Option(help="How often the bot is killed.")] = 50,
    cases: Annotated[int, typer.Option(help="How many cases are under way; 0: none.")] = 200,
    groups: Annotated[int, typer.Option(help="How many groups an alert goes to; 0: none.")] = 500,
    database: Annotated[Database, typer.Option(help="Where the bot keeps them.")] = Database.BOTH,
    seed: Annotated[int | None, typer.Option(help="Of a run that is to be repeated.")] = None,
) -> None:
    """Exit status 1 if a promise was broken."""
    plan = Plan(kills, cases, secrets.randbelow(1_000_000) if seed is None else seed)
    console = Console(width=100)
    console.print(f"{kills} kills, {cases} cases, seed {plan.seed}")
    kept = True
    for name in ("sqlite", "postgresql"):
        if database.value in (name, "both"):
            kept &= not cases or run(console, name, plan)
            kept &= not groups or run_alert(console, name, groups)
    sys.exit(0 if kept else 1)


def run(console: Console, name: str, plan: Plan) -> bool:
    folder = Path(mkdtemp(prefix=f"doorstep-crash-{name}-"))
    with opened(name, folder) as url:
        result = asyncio.run(crash_test(url, plan, folder))
    kept = show(console, name, result)
    if kept:
        shutil.rmtree(folder)
    else:
        console.print(f"The bots' log, and what they stored: {folder}")
    return kept


def run_alert(console: Console, name: str, groups: int) -> bool:
    """Killed at a quarter, at half and at three quarters, with Telegram's limits kept."""
    plan = broadcast.Plan(groups, kills=(groups // 4,) * 3, limits=True)
    folder = Path(mkdtemp(prefix=f"doorstep-crash-alert-{name}-"))
    with opened(name, folder) as url:
        found = asyncio.run(broadcast.broadcast_test(url, plan, folder))
    kept = show_broadcast(console, name, found)
    if kept:
        shutil.rmtree(folder)
    else:
        console.print(f"The bots' log, and what they stored: {folder}")
    return kept


@contextmanager
def opened(name: str, folder: Path) -> Iterator[str]:
    """An empty database. PostgreSQL waits for the disk, as in production."""
    if name == "sqlite":
        yield f"sqlite+aiosqlite:///{folder / 'doorstep.db'}"
        return
    with (
        postgres.server(durable=True) as server,
        postgres.empty_database(server, "crash") as url,
    ):
        yield postgres.text(url)


if __name__ == "__main__":
    typer.run(main)
