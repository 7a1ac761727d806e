"""The tables of docs/permissions.md, as the tests read them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from pathlib import Path

PAGE = Path("docs/permissions.md")
NEVER, ALWAYS = "\N{EN DASH}", "yes"


class Who(StrEnum):
    """The columns."""

    ASKER = "asker"
    NEIGHBOUR = "neighbour"
    HOLDER = "holder"
    ON_DUTY = "on duty"
    OFF_DUTY = "off duty"
    LEADER = "leader"
    ELSEWHERE = "other station"
    REMOVED = "removed"
    ANONYMOUS = "anonymous"
    CHANNEL = "channel"
    BOT = "bot"


class Stage(StrEnum):
    WAITS = "waits"
    HELD = "held"
    DRAFTED = "drafted"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"


class Where(StrEnum):
    PRIVATE = "private chat"
    GROUP = "group"
    ROOM = "duty room"


@dataclass(frozen=True)
class Standing:
    """How a case stands: its stage, and whether it is private."""

    stage: Stage
    private: bool


STANDINGS = tuple(Standing(*one) for one in product(Stage, (False, True)))
WORDS: dict[str, frozenset[Stage]] = {
    ALWAYS: frozenset(Stage),
    "open": frozenset((Stage.WAITS, Stage.HELD, Stage.DRAFTED)),
    "closed": frozenset((Stage.RESOLVED, Stage.CANCELLED)),
    **{stage.value: frozenset((stage,)) for stage in Stage},
}


@dataclass(frozen=True)
class Row:
    """`where` it works, and for each kind of person how the case has to stand."""

    name: str
    where: frozenset[Where]
    allowed: dict[Who, frozenset[Standing]]

    def allows(self, who: Who, where: Where, standing: Standing) -> bool:
        return where in self.where and standing in self.allowed[who]


Tables = dict[str, list[Row]]


def read_tables(page: Path = PAGE) -> Tables:
    """Every row of every table, by the name that stands in `backticks`; one for each place where
    it differs."""
    rows: Tables = {}
    for cells in _cells(page.read_text(encoding="utf-8").splitlines()):
        name = cells[0].split("`")[1]
        people = dict(zip(Who, map(_standings, cells[2:]), strict=True))
        rows.setdefault(name, []).append(Row(name, _where(cells[1]), people))
    return rows


def allows(tables: Tables, name: str, who: Who, where: Where, standing: Standing) -> bool:
    return any(row.allows(who, where, standing) for row in tables.get(name, ()))


def _cells(lines: Iterable[str]) -> Iterator[list[str]]:
    for line in lines:
        if line.startswith("|") and "`" in line.partition("|")[2].partition("|")[0]:
            yield [cell.strip() for cell in line.strip("|").split("|")]


def _where(cell: str) -> frozenset[Where]:
    return frozenset(Where) if cell == "anywhere" else frozenset(map(Where, cell.split(", ")))


def _standings(cell: str) -> frozenset[Standing]:
    """ "waits, held", "open (private)", "open (private), waits (shown)"."""
    found: set[Standing] = set()
    for part in cell.split(", ") if cell != NEVER else ():
        word, _, only = part.partition(" (")
        privacies = {"": (False, True), "shown)": (False,), "private)": (True,)}[only]
        found |= {Standing(*one) for one in product(WORDS[word], privacies)}
    return frozenset(found)


def cell_of(standings: Iterable[Standing]) -> str:
    """The shortest cell that says this; the other way round of reading one."""
    shown = frozenset(one.stage for one in standings if not one.private)
    private = frozenset(one.stage for one in standings if one.private)
    both = shown & private
    parts = [_word(both), _word(shown - both, " (shown)"), _word(private - both, " (private)")]
    return ", ".join(part for part in parts if part) or NEVER


def _word(stages: frozenset[Stage], only: str = "") -> str:
    for word, meant in WORDS.items():
        if meant == stages:
            return word + only
    for word in ("open", "closed"):
        if WORDS[word] < stages:
            rest = _word(stages - WORDS[word], only)
            return f"{word}{only}, {rest}"
    return ", ".join(stage.value + only for stage in Stage if stage in stages)
