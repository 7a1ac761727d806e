"""Each thing that is said carries a mark of its own, so that it can be found wherever it went."""

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import count

from simulator import Bubble

MARK = re.compile(r"\bm\d{5}\b")


class Voice(Enum):
    RESIDENT = auto()
    OFFICER = auto()
    CHATTER = auto()  # between residents: none of the bot's business


@dataclass
class Said:
    """`audience`: the chats in which it has to arrive, one of them at least; `private`: whether
    it is out of place in any group. The bubble is set once it is said."""

    mark: str
    voice: Voice
    audience: frozenset[int] = frozenset()
    private: bool = False
    bubble: Bubble | None = None


@dataclass
class Ledger:
    """All that was said."""

    said: list[Said] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def new(
        self,
        voice: Voice,
        audience: frozenset[int] = frozenset(),
        *,
        private: bool = False,
    ) -> Said:
        said = Said(f"m{next(self._numbers):05}", voice, audience, private)
        self.said.append(said)
        return said

    def of(self, *voices: Voice) -> list[Said]:
        return [one for one in self.said if one.voice in voices and one.bubble is not None]


def marks_in(text: str) -> set[str]:
    return set(MARK.findall(text))
