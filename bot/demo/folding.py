"""Lines for a terminal: English breaks between words, Chinese between any two characters.

Rich breaks at spaces alone, which tears Chinese apart wherever a Latin word or a number stands.
"""

from unicodedata import category, east_asian_width

from rich.cells import cell_len
from rich.text import Text

CLOSING = {"Pe", "Pf", "Po"}  # Unicode's closing brackets and other punctuation: starts no line


def folded(text: Text, width: int) -> Text:
    """The same, with line breaks where it would be wider than `width` columns."""
    lines = [piece for line in text.split() for piece in line.divide(_breaks(line.plain, width))]
    for line in lines:
        line.rstrip()
    return Text("\n").join(lines)


def _breaks(line: str, width: int) -> list[int]:
    """The offsets at which a new line begins."""
    found: list[int] = []
    start = possible = 0
    for at, letter in enumerate(line):
        if at > start and _may_begin(line[at - 1], letter):
            possible = at
        if cell_len(line[start : at + 1].rstrip()) > width and possible > start:
            found.append(possible)
            start = possible
    return found


def _may_begin(before: str, letter: str) -> bool:
    if before == " ":
        return letter != " "
    is_wide = "W" in (east_asian_width(before), east_asian_width(letter))
    return is_wide and letter != " " and category(letter) not in CLOSING
