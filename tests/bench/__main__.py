"""python -m tests.bench: Doorstep beside a bare echo bot, in interleaved rounds of one run.

Medians of the rounds' ratios count, because a machine's mood changes within a run. What is
measured, and how, is in docs/performance.md.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import uvloop
from sqlalchemy import URL

from services.alerts.broadcasting import PAGE
from simulator import ceiling
from tests import postgres
from tests.bench import (
    broadcast,
    burst,
    deadlines,
    machine,
    memory,
    one,
    profiling,
    roster,
    subscribers,
    surge,
)
from tests.bench.contenders import ECHO, SQLITE, Contenders, folder_for
from tests.bench.report import Report

Measured = TypeVar("Measured")
PARTS = ("burst", "one", "surge", "broadcast", "subscribers", "memory", "roster", "deadlines")


class Bench:
    """One run of it, in a directory of its own."""

    def __init__(self, options: argparse.Namespace, server: URL | None, where: Path) -> None:
        self._options, self._where = options, where
        self._contenders = Contenders(server)
        self._server, self._report = server, Report()

    async def run(self) -> None:
        rate, busy = await ceiling.measure(seconds=2.0)
        said = f"{rate:,.0f} sendMessage a second, at {busy:.0%} of a core"
        self._report.machine(machine.described(self._server) | {"simulator's ceiling": said})
        for part in self._options.only or PARTS:
            await getattr(self, part)()

    async def burst(self) -> None:
        messages = 200 if self._options.quick else burst.MESSAGES

        async def measure(name: str, folder: Path) -> burst.Burst:
            found = await burst.measure(name, self._contenders, folder, messages)
            if name == SQLITE:
                self._contenders.calls = found.calls / found.messages
            return found

        self._report.burst(await self._rounds("burst", measure))
        if self._options.profile:
            await self._profile(messages)

    async def _profile(self, messages: int) -> None:
        for name in self._contenders.databases:
            file = folder_for(self._options.profile, name) / "burst.txt"
            folder = folder_for(self._where, f"profile-{name}")
            await burst.measure(name, self._contenders, folder, messages, file)
            self._report.profile(name, profiling.shares(file))

    async def one(self) -> None:
        messages = 20 if self._options.quick else one.MESSAGES

        async def measure(name: str, folder: Path) -> one.Single:
            found = await one.measure(name, self._contenders, folder, messages)
            if name == SQLITE:
                self._contenders.calls = found.calls
            return found

        self._report.one(await self._rounds("one", measure))
        traced = {}
        for name in self._contenders.databases:
            folder = folder_for(self._where, f"traced-{name}")
            trace = folder / "trace.jsonl"
            traced[name] = await one.measure(name, self._contenders, folder, messages, trace)
        self._report.stages(traced)

    async def surge(self) -> None:
        """In one group they mostly wait, so both ways of counting are measured side by side.
        Over twenty the first second counts, so each has the machine to itself."""

        async def measure(enforcer: str, groups: int) -> surge.Surge:
            folder = folder_for(self._where, f"surge-{enforcer}-{groups}")
            return await surge.measure(enforcer, groups, self._contenders, folder)

        in_one = await asyncio.gather(*(measure(enforcer, 1) for enforcer in surge.ENFORCERS))
        over_twenty = [await measure(enforcer, 20) for enforcer in surge.ENFORCERS]
        self._report.surge([*in_one, *over_twenty])

    async def broadcast(self) -> None:
        """Each has the machine to itself, for urgent messages are timed meanwhile."""
        sizes = broadcast.Sizes(30, 200) if self._options.quick else broadcast.Sizes()
        found = []
        for enforcer in surge.ENFORCERS:
            folder = folder_for(self._where, f"broadcast-{enforcer}")
            found.append(await broadcast.doorstep(enforcer, sizes, self._contenders, folder))
            self._report.say(f"[dim]{found[-1]}[/dim]")
        for enforcer in surge.ENFORCERS:
            folder = folder_for(self._where, f"gathering-{enforcer}")
            found.append(await broadcast.gathering(enforcer, sizes, folder))
            self._report.say(f"[dim]{found[-1]}[/dim]")
        self._report.broadcast(found)

    async def subscribers(self) -> None:
        number = subscribers.SUBSCRIBERS // (10 if self._options.quick else 1)
        found = {}
        for name in self._contenders.databases:
            for way, page in (("a page ahead", PAGE), ("all at once", number)):
                folder = folder_for(self._where, f"subscribers-{name}-{page}")
                mass = await subscribers.measure(name, self._contenders, folder, number, page)
                found[f"{name}, {way}"] = mass
        self._report.subscribers(number, found)

    async def memory(self) -> None:
        last = memory.FIRST * 2 if self._options.quick else memory.LAST
        folder = folder_for(self._where, "memory")
        self._report.memory(await memory.measure(self._contenders, folder, last))

    async def roster(self) -> None:
        found = {}
        for name in self._contenders.databases:
            folder = folder_for(self._where, f"roster-{name}")
            with self._contenders.database(name, folder) as url:
                found[name] = await roster.measure(url)
        self._report.roster(found, roster.expansion())

    async def deadlines(self) -> None:
        found = {}
        for name in self._contenders.databases:
            folder = folder_for(self._where, f"deadlines-{name}")
            with self._contenders.database(name, folder) as url:
                found[name] = await deadlines.measure(url)
        self._report.deadlines(found)

    async def _rounds(
        self, part: str, measure: Callable[[str, Path], Awaitable[Measured]]
    ) -> dict[str, list[Measured]]:
        """Each contender once a round, each round beginning with another one. SQLite begins,
        because the echo bot makes as many calls as it did."""
        names = [*self._contenders.databases, ECHO]
        found: dict[str, list[Measured]] = {name: [] for name in names}
        for number in range(self._options.rounds):
            turn = number % len(names)
            for name in names[turn:] + names[:turn]:
                self._report.say(f"[dim]{part}, round {number + 1}: {name}[/dim]")
                folder = folder_for(self._where, f"{part}-{number}-{name}")
                found[name].append(await measure(name, folder))
        return found


@contextmanager
def postgres_if_any() -> Iterator[URL | None]:
    try:
        with postgres.server(durable=True) as server:
            yield server
    except postgres.NoPostgresError as error:
        sys.stderr.write(f"Without PostgreSQL: {error}.\n")
        yield None


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", action="append", choices=PARTS, help="may be given again")
    parser.add_argument("--quick", action="store_true", help="one round, a fifth of the size")
    parser.add_argument("--profile", type=Path, metavar="FOLDER", help="py-spy's samples go there")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.rounds = 1
    return chosen


def main() -> None:
    chosen = options()
    with (
        tempfile.TemporaryDirectory(prefix="doorstep-bench-") as where,
        postgres_if_any() as server,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        runner.run(Bench(chosen, server, Path(where)).run())


if __name__ == "__main__":
    main()
