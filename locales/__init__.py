"""What people read: templates, translations, render().

`templates/` has one file a message, written in English; `<language>/LC_MESSAGES/doorstep.po`
says the same in another language, `<language>/words.yaml` holds its words of danger and
its sensitive words.
"""

from locales.alert_account import account_word
from locales.calendar_words import calendar_in_words
from locales.defects import defect, remedy, table_words
from locales.filters import mark
from locales.labels import commands, form_hint, label
from locales.languages import LANGUAGES, match, own_name
from locales.names import family_name, likely, titled
from locales.printing import poster_words
from locales.rendering import as_read, render, render_plain
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
    "account_word",
    "as_read",
    "calendar_in_words",
    "commands",
    "danger_in",
    "danger_words",
    "defect",
    "family_name",
    "form_hint",
    "is_sensitive",
    "is_thanks",
    "label",
    "likely",
    "longer_than_requests",
    "mark",
    "match",
    "own_name",
    "position_in",
    "poster_words",
    "remedy",
    "render",
    "render_plain",
    "request_prefixes",
    "table_words",
    "titled",
    "told_in",
]
