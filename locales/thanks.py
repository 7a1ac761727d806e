"""Thanks and nothing else: a reply to an outcome that asks nothing."""

import re
from functools import cache

from locales.words import lists, normal, whole

LONGEST = 80  # letters: who writes more has more to say


def is_thanks(text: str, name: str = "") -> bool:
    """Whether the text thanks, and what else is in it is a courtesy, a picture, or `name`."""
    said = normal(text)
    if len(said) > LONGEST or not _pattern("words").search(said):
        return False
    rest = said.replace(normal(name), " ") if name else said
    rest = _pattern("words").sub(" ", rest)
    return not re.search(r"\w", _pattern("beside").sub(" ", rest)) and "?" not in rest


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(whole(normal(word) for one in lists("thanks") for word in one[kind]))
