"""What the database holds of the case once the story is over."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text
from sqlalchemy import func, select

from bot.demo.broken import StoryBroken
from bot.demo.folding import folded
from bot.demo.script import Script
from bot.desks import Desks
from models.case import Case, CaseState
from models.exchange import Exchange
from services.story import OURSELVES, Line, story


@dataclass(frozen=True)
class Record:
    number: str
    lines: list[Line]


async def read_record(desks: Desks, script: Script) -> Record:
    """The one case there is, and its story. Raises StoryBroken if it isn't what people saw."""
    async with desks.open() as desk:
        case = (await desk.session.scalars(select(Case))).one()
        if case.state is not CaseState.RESOLVED or case.outcome != script.lines["outcome"]:
            raise StoryBroken(f"case {case.number} is {case.state}, its outcome {case.outcome!r}")
        overheard = select(func.count()).where(Exchange.text == script.lines["chatter"])
        if await desk.session.scalar(overheard):
            raise StoryBroken("what neighbours said among themselves was kept")
        return Record(case.number, await story(desk, case))


def drawn(record: Record, script: Script, width: int) -> Table:
    """Who did what when, in short: `doorstep case` has all of it."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("column_time", "column_who", "column_what"):
        table.add_column(script.screen[column], no_wrap=True)
    rows = Counter(_rows(record, script))
    room = width - max(cell_len(row.who) for row in rows) - len("00:00") - 3 * len("  ")
    for row, times in rows.items():
        what = folded(Text(f"{row.what} x{times}" if times > 1 else row.what), room)
        table.add_row(row.at, row.who, what, style="dim" if row.is_ours else "")
    return table


class _Row(NamedTuple):
    at: str
    who: str
    what: str
    is_ours: bool


def _rows(record: Record, script: Script) -> Iterator[_Row]:
    for line in record.lines:
        if line.what in script.record:
            at = line.at.astimezone(script.zone).strftime("%H:%M")
            ours = line.who == OURSELVES
            what = script.record[line.what].format(words=line.words)
            yield _Row(at, script.screen["us"] if ours else line.who, what, ours)
