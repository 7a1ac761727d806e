"""Long lists with a button for each entry: a page at a time, and after the last the first again."""

from collections.abc import Sequence
from typing import TypeVar

Entry = TypeVar("Entry")


def of(entries: Sequence[Entry], page: int, shown: int) -> Sequence[Entry]:
    """This page's; the first page's where the list has become shorter meanwhile."""
    first = _first(entries, page, shown)
    return entries[first : first + shown]


def more(action: str, entries: Sequence[object], page: int, shown: int) -> list[list[str]]:
    """The row with the button for the next page, where there is more than one."""
    if len(entries) <= shown:
        return []
    first = _first(entries, page, shown)
    following = first // shown + 1 if first + shown < len(entries) else 0
    return [[f"{action}:{following}"]]


def count(entries: Sequence[object], shown: int) -> int:
    """How many pages there are."""
    return -(-len(entries) // shown)


def numbers(entries: Sequence[object], page: int, shown: int) -> dict[str, int]:
    """The page, and the numbers of its first and last entry, counted from one, of how many."""
    first = _first(entries, page, shown)
    last = min(first + shown, len(entries))
    return {"page": first // shown, "first": first + 1, "last": last, "total": len(entries)}


def _first(entries: Sequence[object], page: int, shown: int) -> int:
    return page * shown if page * shown < len(entries) else 0
