"""What people read: templates, translations, render().

`templates/` has one file a message, written in English; `<language>/LC_MESSAGES/doorstep.po`
says the same in another language, `<language>/words.yaml` holds its words of danger and
its sensitive words.
"""

from locales.filters import mark
from locales.labels import commands, form_hint, label
from locales.languages import LANGUAGES, match
from locales.names import family_name, likely, titled
from locales.printing import poster_words
from locales.rendering import render, render_plain
from locales.thanks import is_thanks
from locales.times import told_in
from locales.words import (
    danger_in,
    danger_words,
    is_sensitive,
    longer_than_requests,
    position_in,
    request_prefixes,
)

__all__ = [
    "LANGUAGES",
    "commands",
    "danger_in",
    "danger_words",
    "family_name",
    "form_hint",
    "is_sensitive",
    "is_thanks",
    "label",
    "likely",
    "longer_than_requests",
    "mark",
    "match",
    "position_in",
    "poster_words",
    "render",
    "render_plain",
    "request_prefixes",
    "titled",
    "told_in",
]
