"""Jinja's i18n extension, for an environment that speaks one language only.

What can be known when a template is compiled is done then: messages are translated, and parts
(`{% include %}`) put in their place. Drawing a message is the hot path, and this makes it twice
as quick. In a template it looks, and is extracted, as always.
"""

import re
from typing import Any

from babel.support import Translations
from jinja2 import nodes
from jinja2.ext import InternationalizationExtension

from locales.languages import TEMPLATES

_INCLUDE = re.compile(r"""[ \t]*{% include "([^"]+)" %}\n?""")
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


class OneLanguage(InternationalizationExtension):
    def speak(self, translations: Translations) -> None:
        self._translations = translations
        self._install(translations, newstyle=True)

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _INCLUDE.sub(lambda found: self._part(found[1]), source)

    def _part(self, name: str) -> str:
        return self.preprocess((TEMPLATES / name).read_text(encoding="utf-8"), name)

    def _make_node(
        self, singular: str, plural: str | None, context: str | None,
        variables: dict[str, nodes.Expr], *rest: Any,
    ) -> nodes.Output:  # fmt: skip
        """The message as text with its placeholders' expressions; plurals are Jinja's matter."""
        if plural is not None or context is not None:
            return super()._make_node(singular, plural, context, variables, *rest)
        said = str(self._translations.gettext(singular))
        texts = _PLACEHOLDER.split(said)  # text, name, text, name, …, text
        parts: list[nodes.Expr] = [
            variables[part] if index % 2 else nodes.TemplateData(part.replace("%%", "%"))
            for index, part in enumerate(texts)
        ]
        return nodes.Output(parts)
