"""The catalogues as read from their .po files: nothing is compiled, in git or on the way."""

from functools import cache
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from locales.languages import catalogue_of


@cache
def translations(language: str) -> Translations:
    with catalogue_of(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain="doorstep")


@cache
def translated(language: str, message: str) -> str:
    """A message as it stands in the catalogue, with its placeholders."""
    return str(translations(language).gettext(message))
