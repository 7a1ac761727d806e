"""A case in one line: tolerant, and nothing of it is lost."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.one_line import read_line

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
GRIDS = {1: "东园小区", 2: "Maple Street", 3: "Maple", 4: "西园"}
LINES: list[tuple[str, int | None, str | None, str | None, str]] = [
    ("东园小区 李奶奶 昨天15:30 水管爆了", 1, "李奶奶", "19 15:30", "水管爆了"),
    ("Maple Street, Mrs Li, yesterday 15:30: burst pipe", 2, "Mrs Li", "19 15:30", "burst pipe"),
    ("昨天15:30 李奶奶 东园小区 水管爆了", 1, "李奶奶", "19 15:30", "水管爆了"),
    ("东园小区李奶奶昨天15:30水管爆了", 1, "李奶奶", "19 15:30", "水管爆了"),
    ("东园小区，王建国，水管爆了", 1, "王建国", None, "水管爆了"),
    ("王芳 昨天15:30 手机丢了", None, "王芳", "19 15:30", "手机丢了"),
    ("李奶奶：水管爆了", None, "李奶奶", None, "水管爆了"),
    ("李奶奶 3号楼：水管爆了", None, "李奶奶", None, "3号楼 水管爆了"),
    ("Mrs Li yesterday 15:30 burst pipe", None, "Mrs Li", "19 15:30", "burst pipe"),
    ("Anna Meier, burst pipe", None, "Anna Meier", None, "burst pipe"),
    ("Maple Street Mrs Li pipe burst just now", 2, "Mrs Li", "20 10:00", "pipe burst just now"),
    ("水管爆了", None, None, None, "水管爆了"),
    ("东园小区 高压线断了", 1, None, None, "高压线断了"),
    ("Water is everywhere: help", None, None, None, "Water is everywhere: help"),
    ("东园小区 西园 打架", None, None, None, "东园小区 西园 打架"),
    ("The shop opens at 9:15", None, None, None, "The shop opens at 9:15"),
    ("Maple Street", 2, None, None, "Maple Street"),
]


@pytest.mark.parametrize(("line", "grid", "name", "at", "words"), LINES)
def test_what_a_line_tells(
    line: str, grid: int | None, name: str | None, at: str | None, words: str
) -> None:
    read = read_line(line, GRIDS, NOW)
    happened = read.happened_at.strftime("%d %H:%M") if read.happened_at else None
    assert (read.grid_id, read.name, happened, read.words) == (grid, name, at, words)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_not_understood_stays_among_the_words(text: str) -> None:
    read = read_line(text, GRIDS, NOW)
    assert bool(read.words) == bool(text.strip())
    if read.grid_id is None and read.name is None and read.happened_at is None:
        assert sorted("".join(read.words.split())) == sorted("".join(text.split()))
