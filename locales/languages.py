"""Which languages there are: each folder with a catalogue is one."""

from functools import cache, lru_cache
from pathlib import Path

from babel import Locale

HOME = Path(__file__).parent
TEMPLATES = HOME / "templates"
SOURCE = "en"  # The templates are written in it; what a catalogue lacks is said in it.


def catalogue_of(language: str) -> Path:
    return HOME / language / "LC_MESSAGES" / "doorstep.po"


def _found() -> tuple[str, ...]:
    found = (path.parent.parent.name for path in HOME.glob("*/LC_MESSAGES/doorstep.po"))
    return tuple(sorted(found, key=lambda language: (language == SOURCE, language)))


LANGUAGES = _found()


@lru_cache(maxsize=256)
def match(language_code: str | None, default: str) -> str:
    """Ours for an IETF tag as Telegram gives it: "zh-hans", "zh-CN", "en-GB"; else the default."""
    wanted = (language_code or "").replace("-", "_").casefold()
    for language in LANGUAGES:
        if language.casefold() == wanted:
            return language
    for language in LANGUAGES:
        if language.split("_")[0].casefold() == wanted.split("_")[0]:
            return language
    return default


@cache
def own_name(language: str) -> str:
    """What a language is called by those who speak it."""
    return Locale.parse(language).get_display_name(language) or language


@cache
def name_of(reader: str, language: str) -> str:
    """What it is called by who reads `reader`."""
    return Locale.parse(language).get_display_name(reader) or language


def is_right_to_left(language: str) -> bool:
    return Locale.parse(language).text_direction == "rtl"
