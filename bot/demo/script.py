"""The story in one language: who lives there, what they say, what the screen says around it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import yaml

HOME = Path(__file__).parent


@dataclass(frozen=True)
class Role:
    """One of the people. By `id`, Telegram's number, the station file knows its staff."""

    name: str
    id: int
    color: str


@dataclass(frozen=True)
class Script:
    """`scenes` are headings, `lines` what people say, `screen` the words around them; `record`
    says what the record's English words mean."""

    language: str
    greeting: str
    clock: datetime
    bot: dict[str, str]
    group: str
    people: dict[str, Role]
    station_file: dict[str, Any]
    lines: dict[str, str]
    scenes: dict[str, str]
    screen: dict[str, str]
    record: dict[str, str]

    @classmethod
    def read(cls, language: str) -> Self:
        """The story in that language; in English where nobody has written it yet."""
        path = HOME / f"{language}.yaml"
        if not path.exists():
            language, path = "en", HOME / "en.yaml"
        text = yaml.safe_load(path.read_text(encoding="utf-8"))
        zone = ZoneInfo(text["station_file"]["station"]["timezone"])
        text["clock"] = datetime.fromisoformat(text["clock"]).replace(tzinfo=zone)
        text["people"] = {key: Role(**role) for key, role in text["people"].items()}
        return cls(language=language, **text)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.station_file["station"]["timezone"])

    def names(self, names: list[str]) -> str:
        """Anna, Tom and Ben."""
        if len(names) < 2:
            return "".join(names)
        most = self.screen["between"].join(names[:-1])
        return self.screen["list"].format(most=most, last=names[-1])
