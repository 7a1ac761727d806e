"""python -m tests.takeover: kills or cuts off the leader, and counts what was missed."""

import asyncio
import secrets
import shutil
import sys
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Annotated

import typer
from rich.console import Console

from tests.crash.__main__ import opened
from tests.takeover.run import random_ways, takeover_test
from tests.takeover.table import show


def main(
    cuts: Annotated[int, typer.Option(help="How often the leader is lost.")] = 30,
    seed: Annotated[int | None, typer.Option(help="Of a run that is to be repeated.")] = None,
) -> None:
    """Exit status 1 if a promise was broken."""
    seed = secrets.randbelow(1_000_000) if seed is None else seed
    ways = random_ways(Random(seed), cuts)
    console = Console(width=100)
    console.print(f"{cuts} leaders lost, seed {seed}")
    folder = Path(mkdtemp(prefix="doorstep-takeover-"))
    with opened("postgresql", folder) as url:
        course, audit = asyncio.run(takeover_test(url, ways, seed, folder))
    kept = show(console, course, audit)
    if kept:
        shutil.rmtree(folder)
    else:
        console.print(f"The bots' log: {folder}")
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    typer.run(main)
