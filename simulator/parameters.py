"""The parameters of one call, read as the Bot API reads them.

They arrive as strings in a query, a form or a multipart body, or typed in a JSON body
(https://core.telegram.org/bots/api#making-requests); objects are JSON-serialized strings in
the first three. Telegram is lenient: a number that can't be read counts as absent.
"""

from dataclasses import dataclass, field
from typing import Any

from simulator.errors import bad_request
from simulator.wire import JSON, loads


@dataclass(slots=True)
class Upload:
    """A file that came along in a multipart body."""

    name: str
    content: bytes
    mime_type: str


@dataclass(slots=True)
class Parameters:
    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        return default if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        if value is None:
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            return default

    def number(self, name: str) -> float | None:
        try:
            return float(self.values[name])
        except (KeyError, TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        return value is True or str(value).lower() in ("true", "yes", "1")

    def mapping(self, name: str) -> JSON | None:
        value = self._decoded(name)
        if value is None or isinstance(value, dict):
            return value
        raise bad_request(f"can't parse {name}: expected an Object")

    def sequence(self, name: str) -> list[Any] | None:
        value = self._decoded(name)
        if value is None or isinstance(value, list):
            return value
        raise bad_request(f"can't parse {name}: expected an Array")

    def nested(self, name: str) -> "Parameters | None":
        """An object, to be read in the same way."""
        value = self.mapping(name)
        return None if value is None else Parameters(value, self.files)

    def objects(self, name: str) -> "list[Parameters] | None":
        value = self.sequence(name)
        if value is None:
            return None
        if not all(isinstance(item, dict) for item in value):
            raise bad_request(f"can't parse {name}: expected an Array of Object")
        return [Parameters(item, self.files) for item in value]

    def integers(self, name: str) -> list[int]:
        value = self.sequence(name) or []
        if not all(isinstance(item, int) for item in value):
            raise bad_request(f"can't parse {name}: expected an Array of Number")
        return value

    def _decoded(self, name: str) -> Any:
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None
