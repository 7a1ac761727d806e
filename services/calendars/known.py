"""Whom and what an entry of a calendar can name at a station."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_LISTED = re.compile(r"[,;/，、；]")


@dataclass(frozen=True)
class Known:
    """The station's zone, what its file says of duty, its badges, and its grids by name and by
    code."""

    zone: ZoneInfo
    badges: frozenset[str]
    grids: Mapping[str, str]  # the code, by code and by name
    duty: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        zone: ZoneInfo,
        badges: Iterable[str],
        grids: Iterable[tuple[str, str]],
        duty: Mapping[str, Any],
    ) -> "Known":
        """`grids` are codes with names."""
        pairs = list(grids)
        by_name = {name.casefold(): code for code, name in pairs}
        by_code = {code.casefold(): code for code, _ in pairs}
        return cls(zone, frozenset(badges), by_name | by_code, duty)

    def badges_in(self, text: str) -> list[str]:
        return [word for word in dict.fromkeys(_WORD.findall(text)) if word in self.badges]

    def grids_in(self, texts: Iterable[str]) -> list[str]:
        """The codes of the grids that these name, each by itself or several with commas."""
        words = [text for said in texts for text in (said, *_LISTED.split(said))]
        codes = [self.grids.get(word.strip().casefold()) for word in words]
        return list(dict.fromkeys(code for code in codes if code is not None))
