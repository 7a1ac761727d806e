"""Whether every text can be drawn, in every language: what was damaged or half installed shows."""

from collections.abc import Iterator, Mapping, Sequence

from jinja2 import TemplateError

from locales.languages import LANGUAGES, TEMPLATES
from locales.rendering import render, template_named
from locales.samples import SAMPLES, ZONE, Values


def broken(samples: Mapping[str, Sequence[Values]] = SAMPLES) -> list[str]:
    """As "en: card". Each is drawn with values as the notices give them; it takes a second or so
    the first time."""
    found = (_wrong(language, samples) for language in LANGUAGES)
    return [one for of_language in found for one in of_language]


def _wrong(language: str, samples: Mapping[str, Sequence[Values]]) -> Iterator[str]:
    names = {*samples, *(path.stem for path in TEMPLATES.glob("[!_]*.j2"))}
    for template in sorted(names):
        try:
            template_named(template, language)
            for values in samples.get(template, ()):
                render(template, language, values, ZONE)
        except (TemplateError, LookupError, TypeError, ValueError, OSError):
            yield f"{language}: {template}"
