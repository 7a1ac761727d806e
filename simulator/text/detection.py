"""Entities that Telegram finds by itself: commands, mentions, hashtags, links, e-mail, phones.

https://core.telegram.org/bots/api#messageentity. The patterns are those of Telegram's own
clients, without the long list of top-level domains.
"""

import re

from simulator.text.units import Ruler
from simulator.wire import JSON

INTERESTING = re.compile(r"[/@#.+]")
PATTERNS = [
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])"),
    ),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z0-9_]{3,32}(?![\w@])")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")),
    ("email", re.compile(r"(?<![\w.+\-])[\w.+\-]+@(?:[\w\-]+\.)+[A-Za-z]{2,}(?![\w])")),
    ("url", re.compile(r"(?<![\w@./])https?://[^\s<>\"«»]+(?<![.,:;!?)\]'])", re.IGNORECASE)),
    (
        "url",
        re.compile(
            r"(?<![\w@./\-])(?:[a-z0-9\-]+\.)+(?:com|org|net|me|cn|ru|io|eu|de|es|uk|gov|edu|info)"
            r"(?:[/?#][^\s<>\"«»]*(?<![.,:;!?)\]']))?(?![\w@])",
            re.IGNORECASE,
        ),
    ),
    ("phone_number", re.compile(r"(?<![\w+])\+\d[\d \-()]{5,18}\d(?!\w)")),
]  # fmt: skip
OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "url", "email"})


def detect(text: str, marked: list[JSON]) -> list[JSON]:
    """What is found in the text, outside of the entities in which Telegram doesn't look."""
    if not INTERESTING.search(text):
        return []
    ruler = Ruler(text)
    taken = [_span(entity) for entity in marked if entity["type"] in OPAQUE]
    found: list[JSON] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            span = ruler.offset(match.start()), ruler.offset(match.end())
            if any(span[0] < end and start < span[1] for start, end in taken):
                continue
            taken.append(span)
            found.append({"type": kind, "offset": span[0], "length": span[1] - span[0]})
    return found


def _span(entity: JSON) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]
