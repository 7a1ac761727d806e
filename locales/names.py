"""What in a line is somebody's name: "李奶奶", "王建国", "Mrs Li", "Anna Meier"."""

import re
from functools import cache

from locales.words import lists

HAN = "\u3400-\u9fff"
_CAPITAL = r"[^\W\d_a-z\u3400-\u9fff][\w'\u2019-]*"
_LATIN = re.compile(rf"{_CAPITAL}(?: {_CAPITAL}){{1,2}}")


def titled(text: str) -> str | None:
    """The name with a title with which the text begins: certain, whatever follows it."""
    found = _after().match(text) or _before().match(text)
    return found[0].strip() if found else None


def likely(text: str) -> bool:
    """Whether this, which stands by itself, can well be a name without a title."""
    if re.fullmatch(f"[{HAN}·]{{2,4}}", text):
        return text[0] in _surnames()
    return _LATIN.fullmatch(text) is not None


def family_name(name: str) -> str:
    """By what name people call someone whom they don't know well: of a Chinese name and of one
    with a middle dot (阿布都·热合曼) the first part, of any other the last word."""
    if re.fullmatch(f"[{HAN}]{{2,4}}", name):
        return name[:2] if len(name) > 2 and name[:2] in _double_surnames() else name[0]
    if "·" in name:
        return name.partition("·")[0].strip() or name
    return (name.split() or [name])[-1]


@cache
def _after() -> re.Pattern[str]:
    titles = (title for one in lists("names") for title in one.get("after", ()))
    branches = "|".join(map(re.escape, sorted(titles, key=len, reverse=True)))
    return re.compile(rf"[{HAN}·]{{1,3}}?(?:{branches})(?![{HAN}])")


@cache
def _before() -> re.Pattern[str]:
    titles = (title for one in lists("names") for title in one.get("before", ()))
    branches = "|".join(map(re.escape, sorted(titles, key=len, reverse=True)))
    return re.compile(rf"(?:{branches}) {_CAPITAL}(?: {_CAPITAL})?")


@cache
def _surnames() -> str:
    return "".join(one.get("surnames", "") for one in lists("names"))


@cache
def _double_surnames() -> frozenset[str]:
    return frozenset(name for one in lists("names") for name in one.get("double_surnames", ()))
