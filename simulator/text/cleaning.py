"""What Telegram takes out of a text before anyone sees it.

Control characters become spaces; carriage returns, line separators, bidirectional overrides
and stacked lines vanish; space around the text is cut (in front only as far as the first
entity). Entities move along, and those that lose all their text go.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from simulator.text.units import Ruler
from simulator.wire import JSON

Move: TypeAlias = Callable[[int], int]

UNCLEAN = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
GONE = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")


def clean(text: str, entities: list[JSON]) -> tuple[str, list[JSON]]:
    if UNCLEAN.search(text):
        text = CONTROL.sub(lambda match: match[0] if match[0] == "\r" else " ", text)
        text, entities = _without_gone(text, entities)
    return _trimmed(text, entities)


def _without_gone(text: str, entities: list[JSON]) -> tuple[str, list[JSON]]:
    ruler = Ruler(text)
    gone = [ruler.offset(match.start()) for match in GONE.finditer(text)]

    def moved(offset: int) -> int:
        return offset - sum(position < offset for position in gone)

    return GONE.sub("", text), _mapped(entities, moved)


def _trimmed(text: str, entities: list[JSON]) -> tuple[str, list[JSON]]:
    kept = text.rstrip()
    if kept == text and text[:1] not in (" ", "\n"):
        return text, entities
    end = Ruler(text).offset(len(kept)) if entities else 0
    first = min((entity["offset"] for entity in entities), default=len(kept))
    start = min(len(kept) - len(kept.lstrip(" \n")), first)
    return kept[start:], _mapped(entities, lambda offset: max(min(offset, end) - start, 0))


def _mapped(entities: list[JSON], moved: Move) -> list[JSON]:
    result = []
    for entity in entities:
        start, end = moved(entity["offset"]), moved(entity["offset"] + entity["length"])
        if end > start:
            result.append({**entity, "offset": start, "length": end - start})
    return result
