"""Where in the file something is wrong, as a sentence begins, and what was probably meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from services.station_file.document import Document, Place


@dataclass(frozen=True, order=True)
class Finding:
    """Ordered as it stands in the file."""

    line: int
    sentence: str


def finding(document: Document, place: Place, what: str) -> Finding:
    """`what` ends its sentence itself."""
    line = document.line_of(place)
    name = _name(place)
    where = " ".join([*([f"Line {line}"] if line else []), *([f"({name})"] if name else [])])
    return Finding(line or 0, f"{where}: {what}" if where else what[:1].upper() + what[1:])


def meant(word: object, known: Iterable[str]) -> str:
    """Did you mean …? With a space before it, or nothing."""
    near = get_close_matches(str(word), list(known), n=1)
    return f' Did you mean "{near[0]}"?' if near else ""


def _name(place: Place) -> str:
    """("people", 2, "badge") is "people, entry 3, badge"."""
    return ", ".join(f"entry {part + 1}" if isinstance(part, int) else str(part) for part in place)
