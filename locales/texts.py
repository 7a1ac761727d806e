"""Every text as people read it, for a station to read and approve: `python -m locales.texts`
prints docs/texts.md.

Of each message so many samples are shown that each of its lines appears in each language.
"""

import re
import sys
from collections.abc import Iterator
from html import unescape
from typing import Any

from babel import Locale

from locales.labels import HINTS, LABELS, commands, form_hint, label
from locales.languages import LANGUAGES
from locales.printing import poster_words
from locales.rendering import render
from locales.samples import EMERGENCY, ENGLISH, SAMPLES, ZONE

_TAG = re.compile(r"<[^>]*>")
_HEAD = """\
# Every text

What Doorstep says, as people read it, with names and words made up. A station reads this page and
approves it. It is printed by `python -m locales.texts`; a test fails where it is out of date. To
change a text: [add a message](how-to/add-a-message.md). To add a language:
[add a language](how-to/add-a-language.md).

"""
_NAMED = "李梅"
_MENUS = {
    "everybody": "Everybody's:",
    "staff": "In the private chats of the station's staff:",
    "leader": "In those of its leaders:",
}


def page() -> str:
    return _HEAD + "\n".join([*_messages(), *_short_texts()]) + "\n"


def _messages() -> Iterator[str]:
    yield "## Messages\n"
    for template in sorted(SAMPLES):
        yield f"### {template}\n"
        for texts in _shown(template):
            for text in texts:
                yield f"```text\n{text}\n```\n"


def _shown(template: str) -> Iterator[list[str]]:
    """The samples that show a line which none before them has shown."""
    seen: set[str] = set()
    for values in SAMPLES[template]:
        texts = [_as_read(template, language, values) for language in LANGUAGES]
        lines = {line for text in texts for line in text.splitlines()}
        if lines - seen:
            seen |= lines
            yield texts


def _as_read(template: str, language: str, values: dict[str, Any]) -> str:
    local = _in_english(values) if language == "en" else values
    return unescape(_TAG.sub("", render(template, language, local, ZONE)))


def _in_english(value: Any) -> Any:
    """The same sample, as it would be in an English-speaking street."""
    match value:
        case str():
            return ENGLISH.get(value, value)
        case list():
            return [_in_english(one) for one in value]
        case dict():
            return {key: _in_english(one) for key, one in value.items()}
    return value


def _short_texts() -> Iterator[str]:
    yield "## Buttons\n"
    yield from _table([[label(one, lang, _NAMED) for lang in LANGUAGES] for one in sorted(LABELS)])
    yield "## Hints in forms\n"
    yield from _table([[form_hint(one, lang) for lang in LANGUAGES] for one in sorted(HINTS)])
    yield "## The menu of commands\n"
    for whose, heading in _MENUS.items():
        menus = [dict(commands(language, whose)) for language in LANGUAGES]
        yield f"{heading}\n"
        yield from _table([[f"`/{name}`", *(menu[name] for menu in menus)] for name in menus[0]])
    yield "## On a poster\n"
    posters = [poster_words(language, EMERGENCY) for language in LANGUAGES]
    yield from _table([[words[name] for words in posters] for name in posters[0]])


def _table(rows: list[list[str]]) -> Iterator[str]:
    """Of each different row once; the languages stand over their columns."""
    names = [Locale.parse(language).get_display_name("en") or language for language in LANGUAGES]
    heads = [""] * (len(rows[0]) - len(names)) + names
    lines = dict.fromkeys("| " + " | ".join(row) + " |" for row in rows)
    yield "\n".join(["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|", *lines]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
