"""What was called, by whom and how it ended."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True, frozen=True)
class Entry:
    """One call. `at` is Unix time; `outcome` is "ok", or the code and the description.

    `parameters` are as they came: strings, unless the body was JSON.
    """

    bot: int
    method: str
    parameters: dict[str, Any]
    at: float
    outcome: str

    @property
    def chat(self) -> str:
        return str(self.parameters.get("chat_id", ""))

    @property
    def is_ok(self) -> bool:
        return self.outcome == "ok"


class Journal:
    """Keeps the latest `limit` calls; 0 keeps none, None all. The counts stay complete."""

    def __init__(self, limit: int | None = 10_000) -> None:
        self._entries: deque[Entry] = deque(maxlen=limit)
        self._keeps = limit != 0
        self.counts: dict[str, int] = {}

    def note(self, bot: int, method: str, parameters: dict[str, Any], at: float, out: str) -> None:
        self.counts[method] = self.counts.get(method, 0) + 1
        if self._keeps:
            self._entries.append(Entry(bot, method, parameters, at, out))

    def named(self, *methods: str) -> list[Entry]:
        wanted = {method.lower() for method in methods}
        return [entry for entry in self._entries if entry.method.lower() in wanted]

    def refused(self) -> list[Entry]:
        return [entry for entry in self._entries if not entry.is_ok]

    def clear(self) -> None:
        self._entries.clear()
        self.counts.clear()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
