"""UTF-16 code units, in which the Bot API counts offsets and lengths.

https://core.telegram.org/bots/api#messageentity
"""


def width(text: str) -> int:
    """How many UTF-16 code units the text takes."""
    if text.isascii():
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


class Ruler:
    """Turns positions in a Python string into UTF-16 offsets, and back."""

    def __init__(self, text: str) -> None:
        self._plain = text.isascii() or max(text) <= "\uffff"
        self._offsets: list[int] = []
        if not self._plain:
            offset = 0
            for character in text:
                self._offsets.append(offset)
                offset += 2 if character > "\uffff" else 1
            self._offsets.append(offset)

    def offset(self, position: int) -> int:
        return position if self._plain else self._offsets[position]

    def position(self, offset: int) -> int | None:
        """None where the offset falls outside the text or inside a character."""
        if self._plain:
            return offset
        try:
            return self._offsets.index(offset)
        except ValueError:
            return None
