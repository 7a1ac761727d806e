"""A case in one line: "东园小区 李奶奶 昨天15:30 水管爆了", "Maple Street, Mrs Li, yesterday 15:30:
burst pipe".

Whatever isn't understood stays among the words: nothing that was typed is lost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from locales import likely, titled, told_in
from locales.times import Told

HEAD = 80  # letters: a colon further on isn't the end of the facts
_COLON = re.compile(r"(?<!\d)[:：]|[:：](?!\d)")
_BREAK = re.compile(r"[\s,，、;；.。]*")
_PIECE = re.compile(r"[^\s,，、;；:：]+(?: [^\s,，、;；:：]+)*")


@dataclass
class OneLine:
    """What a line tells. `happened_at` has the time zone that it was read in."""

    words: str
    grid_id: int | None = None
    name: str | None = None
    happened_at: datetime | None = None


@dataclass
class _Named:
    """A grid that the text names: from `start` up to `end`."""

    grid_id: int
    start: int
    end: int


def read_line(text: str, grids: Mapping[int, str], now: datetime) -> OneLine:
    """`grids`: their names by id; `now` in the time zone of whoever wrote it."""
    text = text.strip()
    colon = _COLON.search(text, 0, HEAD)
    head = text[: colon.start()] if colon else ""
    told, named = told_in(text, now), _grid_in(text, grids)
    reader = _Head(text, told, named)
    rest = reader.with_colon(head, colon.end()) if colon and reader.is_head(head) else reader.walk()
    sure = told is not None and (told.sure or reader.passed_time)
    return OneLine(
        rest or text,
        named.grid_id if named else None,
        reader.name,
        told.at if told and sure else None,
    )


class _Head:
    """The facts at the beginning of a line, and where the words begin."""

    def __init__(self, text: str, told: Told | None, named: _Named | None) -> None:
        self._text, self._told, self._named = text, told, named
        self.name: str | None = None
        self.passed_time = False

    def is_head(self, head: str) -> bool:
        """Whether what stands before the colon are facts, and not the first of the words."""
        known = [span for span in (self._told, self._named) if span and span.end <= len(head)]
        return bool(known) or any(_is_name(piece) for piece in _pieces(head))

    def with_colon(self, head: str, begin: int) -> str:
        """Before the colon the facts, in any order; what is none of them goes before the words."""
        for span in sorted(
            (one for one in (self._told, self._named) if one and one.end <= len(head)),
            key=lambda one: -one.start,
        ):
            head = f"{head[: span.start]},{head[span.end :]}"
            self.passed_time = self.passed_time or span is self._told
        others = []
        for piece in _pieces(head):
            if self.name is None and _is_name(piece):
                self.name = piece
            else:
                others.append(piece)
        return " ".join([*others, self._text[begin:].strip()])

    def walk(self) -> str:
        """Without a colon: fact upon fact from the beginning, until something is none."""
        at = 0
        while (step := self._step(at)) is not None:
            at = self._past_breaks(step)
        return self._text[at:].strip()

    def _step(self, at: int) -> int | None:
        if self._named is not None and self._named.start == at:
            return self._named.end
        if self._told is not None and self._told.start == at:
            self.passed_time = True
            return self._told.end
        return self._name_end(at) if self.name is None else None

    def _name_end(self, at: int) -> int | None:
        certain = titled(self._text[at:])
        if certain is not None:
            self.name = certain
            return at + len(certain)
        stop = min((s.start for s in (self._told, self._named) if s and s.start > at), default=None)
        piece = _PIECE.match(self._text, at, stop if stop is not None else len(self._text))
        for end in _ends(piece) if piece else ():
            said = self._text[at:end]
            if likely(said) and self._stands_alone(at, end, said):
                self.name = said
                return end
        return None

    def _stands_alone(self, at: int, end: int, said: str) -> bool:
        """A name without a title is taken for one where a fact or a comma follows; a Chinese
        one of three letters also where the neighbourhood stands before it."""
        after = self._past_breaks(end)
        if self._told is not None and self._told.start == after:
            return True
        if self._text[end : end + 1] in tuple(",，、;；"):
            return True
        return self._named is not None and self._named.end <= at and len(said) == 3

    def _past_breaks(self, at: int) -> int:
        found = _BREAK.match(self._text, at)
        return found.end() if found else at


def _ends(piece: re.Match[str]) -> list[int]:
    """Where a piece may end: at each of its spaces, the longest first."""
    spaces = [piece.start() + found.start() for found in re.finditer(" ", piece[0])]
    return [piece.end(), *reversed(spaces)]


def _pieces(head: str) -> list[str]:
    """What commas part; in Chinese also what spaces part."""
    parts = [part.strip() for part in re.split(r"[,，、;；\n]", head)]
    return [
        piece
        for part in parts
        for piece in (part.split() if re.search(r"[\u3400-\u9fff]", part) else [part])
        if piece
    ]


def _is_name(piece: str) -> bool:
    return titled(piece) == piece or likely(piece)


def _grid_in(text: str, grids: Mapping[int, str]) -> _Named | None:
    """The one grid that the text names; of two names in the same place the longer one counts."""
    found: list[_Named] = []
    for grid_id, name in sorted(grids.items(), key=lambda one: -len(one[1])):
        for match in re.finditer(rf"(?<![^\W\d_\u3400-\u9fff]){re.escape(name)}", text, re.I):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(_Named(grid_id, match.start(), match.end()))
    named = {one.grid_id for one in found}
    return min(found, key=lambda one: one.start) if len(named) == 1 else None
