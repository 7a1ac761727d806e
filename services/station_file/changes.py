"""What a load changed, for whoever loaded."""

from dataclasses import dataclass
from typing import Any

from models.base import Base


@dataclass(frozen=True)
class Change:
    """`what` changed ("person roles") of which (`name`), from what to what. A `before` of none
    means that it is new, an `after` of none that it is gone."""

    what: str
    name: str
    before: str | None
    after: str | None


class Changes(list[Change]):
    def new(self, what: str, name: str, after: str) -> None:
        self.append(Change(what, name, None, after))

    def gone(self, what: str, name: str, before: str) -> None:
        self.append(Change(what, name, before, None))

    def moved(self, what: str, name: str, before: str, after: str) -> None:
        self.append(Change(what, name, before, after))

    def put(self, row: Base, what: str, name: str, /, **values: Any) -> None:
        """Set columns of a row, and note those that were different."""
        for column, value in values.items():
            before = getattr(row, column)
            if before != value:
                setattr(row, column, value)
                label = f"{what} {column.replace('_', ' ')}"
                self.append(Change(label, name, shown(before), shown(value)))


def shown(value: Any) -> str:
    match value:
        case None | [] | ():
            return "none"
        case bool():
            return "yes" if value else "no"
        case dict():
            return ", ".join(f"{key} {item}" for key, item in sorted(value.items()))
        case list() | tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)
