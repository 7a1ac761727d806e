"""Text as people write it: cleaned for storage, made harmless for reading, split to fit.

Telegram counts text in UTF-16 units (Bot API, "Formatting options"); a split never parts a
surrogate pair, a ZWJ sequence or a letter from its combining marks.
"""

import re
import unicodedata

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_ADDRESS = re.compile(r"^\s*(?:/[A-Za-z]\w*(?:@\w+)?|@\w+)(?:[\s:,\uff0c\uff1a]+|$)")
_JOINERS = {"\u200d", "\ufe0f", "\ufe0e", "\u20e3"}

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
PART_UNITS = 3000  # leaves room for the heading that a template adds


def units(text: str) -> int:
    """The length as Telegram counts it."""
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)


def cleaned(text: str) -> str:
    """Without NUL and lone surrogates, which no database takes."""
    return _UNSTORABLE.sub("\ufffd", text)


def harmless(text: str) -> str:
    """Without the marks that turn the direction of what stands around them."""
    return _BIDI.sub("", text)


def bare(text: str) -> str:
    """Without the command or the mention that it begins with."""
    return _ADDRESS.sub("", text, count=1).strip()


def parts(text: str, limit: int = PART_UNITS) -> list[str]:
    """Split into pieces of at most `limit` units, at a line or a space where one is near."""
    pieces = []
    while units(text) > limit:
        cut = _cut(text, limit)
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text] if text or not pieces else pieces


def shortened(text: str, limit: int) -> str:
    """At most `limit` units, with an ellipsis where something was left out."""
    return text if units(text) <= limit else text[: _cut(text, limit - 1)].rstrip() + "…"


def _cut(text: str, limit: int) -> int:
    """The index of the last safe place within `limit` units."""
    end = _index_at(text, limit)
    for mark in ("\n", " ", "。"):
        near = text.rfind(mark, end // 2, end)
        if near > 0:
            return near + 1
    safe = end
    while safe > 1 and _glued(text, safe) and end - safe < 64:
        safe -= 1
    return safe if not _glued(text, safe) else end


def _index_at(text: str, limit: int) -> int:
    count = 0
    for index, letter in enumerate(text):
        count += 2 if ord(letter) > 0xFFFF else 1
        if count > limit:
            return index
    return len(text)


def _glued(text: str, index: int) -> bool:
    """Whether the letters on both sides of `index` are drawn as one."""
    if index >= len(text):
        return False
    before, after = text[index - 1], text[index]
    return (
        before == "\u200d"
        or after in _JOINERS
        or bool(unicodedata.combining(after))
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or ("\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff")
    )
