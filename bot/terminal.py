"""What goes to the terminal: as typed, but unable to do anything to it."""

import getpass
import os
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from locales import match
from services.words import harmless

_HARMLESS = {"\n", "\t"}
WIDE = 160  # columns, where nobody looks but a file or a pipe


def out() -> Console:
    """Where results go. Nothing is taken for markup."""
    wide = None if sys.stdout.isatty() else WIDE
    return Console(markup=False, highlight=False, emoji=False, width=wide)


def tell(text: Text | str) -> None:
    """A sentence or a paragraph, whose lines the terminal breaks."""
    out().print(text, soft_wrap=True)


def words(text: str) -> Text:
    """Somebody's words: control characters are shown as pictures of themselves, so that no
    escape sequence reaches the terminal, and bidi controls are left out."""
    return Text("".join(map(_picture, harmless(text))))


def moment(at: datetime | None, zone: str) -> str:
    """In the station's local time, to the second."""
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M:%S") if at else ""


def language(otherwise: str) -> str:
    """Of the messages at this terminal, by POSIX ("zh_CN.UTF-8" is zh_CN), if it is one of ours."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return match(next(filter(None, named), "").partition(".")[0], otherwise)


def whose() -> str:
    """The name of the account at this terminal, for the record of who looked."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # The account has no name (a container's, for example).
        return "unknown"


def _picture(letter: str) -> str:
    code = ord(letter)
    if letter in _HARMLESS or code >= 0xA0 or 0x20 <= code < 0x7F:
        return letter
    if code < 0x20:
        return chr(0x2400 + code)  # Unicode's "Control Pictures"
    return "\u2421" if code == 0x7F else "\ufffd"
