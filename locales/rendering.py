"""Templates become what is sent: HTML as Telegram knows it, or a plain line.

Autoescape is always on: whoever writes `<b>` or `{{ 7*7 }}` sees it as typed.
"""

import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from locales.filters import filters
from locales.languages import TEMPLATES, is_right_to_left
from locales.one_language import OneLanguage
from locales.translations import translations

PLAIN_UNITS = 200  # UTF-16 units; answerCallbackQuery takes no more
_TAG = re.compile(r"<[^>]*>")
_ISOLATED = "\u2068{}\u2069"  # FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE
_RIGHT_TO_LEFT = "\u200f"


def render(template: str, language: str, values: Mapping[str, Any], timezone: str) -> str:
    """HTML for Telegram. `template` is a name without suffix; times in `values` are ISO 8601."""
    text = template_named(template, language).render(values, zone=timezone).strip()
    return _from_the_right(text) if _reads_from_the_right(language) else text


def render_plain(template: str, language: str, values: Mapping[str, Any], timezone: str) -> str:
    """The same without tags and entities, at most 200 characters: the answer to a tap."""
    return shortened(as_read(template, language, values, timezone), PLAIN_UNITS)


def as_read(template: str, language: str, values: Mapping[str, Any], timezone: str) -> str:
    """The same without tags and entities: what people read, and what Telegram counts."""
    return unescape(_TAG.sub("", render(template, language, values, timezone)))


def shortened(text: str, units: int) -> str:
    """At most so many UTF-16 units, with an ellipsis where something was left out."""
    if len(text) * 2 <= units:
        return text
    encoded = text.encode("utf-16-le", "replace")
    if len(encoded) <= 2 * units:
        return text
    return encoded[: 2 * units - 2].decode("utf-16-le", "ignore").rstrip() + "…"


@cache
def template_named(template: str, language: str) -> Template:
    return environment(language).get_template(f"{template}.j2")


@cache
def environment(language: str) -> Environment:
    right_to_left = _reads_from_the_right(language)
    drawn = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[OneLanguage],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_isolated if right_to_left else None,
    )
    drawn.policies["ext.i18n.trimmed"] = True
    drawn.filters.update(filters(language))
    cast(OneLanguage, drawn.extensions[OneLanguage.identifier]).speak(translations(language))
    return drawn


@cache
def _reads_from_the_right(language: str) -> bool:
    return is_right_to_left(language)


def _from_the_right(text: str) -> str:
    """A line that begins with a number or a Latin name still reads from the right."""
    return "\n".join(_RIGHT_TO_LEFT + line if line else line for line in text.split("\n"))


def _isolated(value: Any) -> Any:
    """A name in another script doesn't turn the direction of what stands around it."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _ISOLATED.format(value)
