"""What was measured, in tables: medians over the rounds, and the medians of each round's ratio
to the echo bot."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median, quantiles
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.broadcast import Spread
from tests.bench.burst import Burst
from tests.bench.contenders import ECHO
from tests.bench.deadlines import Sweeps
from tests.bench.memory import Memory
from tests.bench.one import Single
from tests.bench.roster import Looks
from tests.bench.subscribers import Mass
from tests.bench.surge import Surge

Rounds = Mapping[str, Sequence[Any]]
Value = Callable[[Any], float]

BURST: Mapping[str, tuple[str, Value]] = {
    "messages relayed a second": ("{:,.0f}", lambda one: one.messages_a_second),
    "Bot API calls a second": ("{:,.0f}", lambda one: one.calls_a_second),
    "calls a message": ("{:.2f}", lambda one: one.calls / one.messages),
    "p99 to the officer, s": ("{:.2f}", lambda one: one.p99),
    "processor time a call, ms": ("{:.2f}", lambda one: one.cpu_a_call * 1e3),
    "lost or out of order": ("{:.0f}", lambda one: one.lost + one.disordered),
    "the simulator's share of a core": ("{:.0%}", lambda one: one.simulator),
}
BURST_RATIOS: Mapping[str, Value] = {
    "calls a second": lambda one: one.calls_a_second,
    "processor time a call": lambda one: one.cpu_a_call,
    "p99": lambda one: one.p99,
}
SINGLE: Mapping[str, tuple[str, Value]] = {
    "median, ms": ("{:.1f}", lambda one: one.latency * 1e3),
    "calls a message": ("{:.2f}", lambda one: one.calls),
}
SINGLE_RATIOS: Mapping[str, Value] = {"median": lambda one: one.latency}

SWEEPS: Mapping[str, Callable[[Sweeps], str]] = {
    "open cases, of which due at once": lambda one: f"{one.cases:,}, {one.due:,}",
    "a sweep, for each due deadline, ms": lambda one: f"{one.each * 1e3:.2f}",
    "a sweep when nothing is due, ms": lambda one: f"{one.idle * 1e3:.2f}",
    "the auditor's look, ms": lambda one: f"{one.audit * 1e3:.1f}",
}


MASS: Mapping[str, Callable[[Mass], str]] = {
    "the first has it after, s": lambda one: f"{one.first:.2f}",
    "memory grows by, MiB": lambda one: f"{one.growth / 2**20:.1f}",
    "messages a second from then on": lambda one: f"{one.each_second:.1f}",
    "slowest urgent message, s": lambda one: f"{one.urgent:.2f}",
}


class Report:
    """Prints as it is told."""

    def __init__(self) -> None:
        self._console = Console(width=110, highlight=False)

    def roster(self, found: Mapping[str, Looks], expansion: tuple[int, float]) -> None:
        table = _table("Who is on duty", "", *found)
        for label, said in ROSTER.items():
            table.add_row(label, *map(said, found.values()))
        self._console.print(table)
        shifts, seconds = expansion
        self.say(f"Sixty days of 500 daily rules: {shifts:,} shifts in {seconds:.1f} s")

    def deadlines(self, found: Mapping[str, Sweeps]) -> None:
        table = _table("Open cases with deadlines", "", *found)
        for label, said in SWEEPS.items():
            table.add_row(label, *map(said, found.values()))
        self._console.print(table)

    def say(self, text: str) -> None:
        self._console.print(text)

    def machine(self, facts: Mapping[str, str]) -> None:
        table = Table(title="Machine", show_header=False)
        for name, said in facts.items():
            table.add_row(name, said)
        self._console.print(table)

    def burst(self, rounds: Mapping[str, Sequence[Burst]]) -> None:
        title = "Burst: all messages at once, flood limits off"
        self._console.print(_beside_the_echo(title, rounds, BURST, BURST_RATIOS))

    def one(self, rounds: Mapping[str, Sequence[Single]]) -> None:
        title = "One message in flight, until the officer has it"
        self._console.print(_beside_the_echo(title, rounds, SINGLE, SINGLE_RATIOS))

    def stages(self, singles: Mapping[str, Single]) -> None:
        table = _table("Where the milliseconds go (medians, while traced)", "", *singles)
        for stage in next(iter(singles.values())).stages:
            spent = (f"{single.stages[stage] * 1e3:.2f}" for single in singles.values())
            table.add_row(stage, *spent)
        self._console.print(table)

    def surge(self, surges: Sequence[Surge]) -> None:
        table = _table(
            "Surge: 60 residents at once, limits enforced and kept (SQLite)",
            *("enforced by", "groups", "calls", "lost", "out of order", "429"),
            *("last, s", "bound, s", "ratio"),
        )
        for one in surges:
            table.add_row(
                one.enforcer,
                *map(str, (one.groups, one.calls, one.lost, one.disordered, one.refused)),
                *(f"{value:.2f}" for value in (one.last, one.bound, one.ratio)),
            )
        self._console.print(table)

    def broadcast(self, spreads: Sequence[Spread]) -> None:
        table = _table(
            "An alert, limits enforced (Doorstep: SQLite). Aims: ratio 1.05; 429 none under the"
            " bucket, 3 under the window; urgent and gap under 0.5 s",
            *("bot", "enforced by", "chats", "reached", "twice", "429", "s", "bound", "ratio"),
            *("gap, s", "urgent, s"),
        )
        for one in spreads:
            table.add_row(
                one.bot,
                one.enforcer,
                *map(str, (one.chats, one.reached, one.twice, one.refused)),
                *(f"{value:.2f}" for value in (one.seconds, one.bound, one.ratio, one.gap)),
                f"{one.urgent:.2f} ({one.asked})",
            )
        self._console.print(table)

    def subscribers(self, number: int, found: Mapping[str, Mass]) -> None:
        table = _table(f"An alert to {number:,} in private. Aim: the first under 1 s", "", *found)
        for label, said in MASS.items():
            table.add_row(label, *map(said, found.values()))
        self._console.print(table)

    def memory(self, memory: Memory) -> None:
        table = _table("Memory (SQLite)", "exchanges", "resident, MiB")
        for exchanges, size in memory.resident.items():
            table.add_row(f"{exchanges:,}", f"{size / 2**20:.1f}")
        table.add_row("more", f"{memory.growth / 2**20:+.1f}")
        self._console.print(table)

    def profile(self, database: str, lines: Sequence[tuple[str, float, float]]) -> None:
        table = _table(f"Processor time in the burst, {database}", "function", "total", "self")
        for function, total, own in lines:
            table.add_row(function, f"{total:.1%}", f"{own:.1%}")
        table.columns[0].justify = "left"
        self._console.print(table)


ROSTER: Mapping[str, Callable[[Looks], str]] = {
    "shifts in the database": lambda one: f"{one.shifts:,}",
    "of them in the directory": lambda one: f"{one.known:,}",
    "reading the directory, s": lambda one: f"{one.reading:.2f}",
    "who is on duty, median, ms": lambda one: f"{median(one.on_duty) * 1e3:.3f}",
    "who is on duty, p99, ms": lambda one: f"{quantiles(one.on_duty, n=100)[98] * 1e3:.3f}",
    "who is asked, in order, median, ms": lambda one: f"{median(one.chain) * 1e3:.3f}",
    "who is asked, in order, p99, ms": lambda one: f"{quantiles(one.chain, n=100)[98] * 1e3:.3f}",
}


def _beside_the_echo(
    title: str,
    rounds: Rounds,
    rows: Mapping[str, tuple[str, Value]],
    ratios: Mapping[str, Value],
) -> Table:
    table = _table(title, "", *rounds)
    for label, (form, value) in rows.items():
        table.add_row(label, *(form.format(median(map(value, ours))) for ours in rounds.values()))
    table.add_section()
    for label, value in ratios.items():
        table.add_row(
            f"[b]times the echo's {label}[/b]",
            *(_ratio(ours, rounds[ECHO], value) for ours in rounds.values()),
        )
    return table


def _ratio(ours: Sequence[Any], echo: Sequence[Any], value: Value) -> str:
    """The median of the rounds' ratios, and the least and the greatest of them."""
    if ours is echo:
        return "1"
    found = [value(one) / value(other) for one, other in zip(ours, echo, strict=True)]
    return f"[b]{median(found):.2f}[/b] ({min(found):.2f}-{max(found):.2f})"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, justify="right")
    return table
