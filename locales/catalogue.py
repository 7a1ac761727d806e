"""Bring the catalogues in step with the templates: `python -m locales.catalogue`.

A further language begins with `python -m locales.catalogue ug`, which makes its empty
catalogue; a words.yaml beside it adds its words of danger. Nothing else knows its name.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from locales.languages import HOME, LANGUAGES, SOURCE, catalogue_of

WIDTH = 100
METHODS = [("templates/**.j2", "jinja2.ext:babel_extract"), ("*.py", "python")]
OPTIONS = {
    "templates/**.j2": {
        "trimmed": "true",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "newstyle_gettext": "true",
        "silent": "false",
    }
}
# No time, no tool and no machine: the file changes only when a text does.
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def extracted() -> Catalog:
    """What templates and code say, in the source language."""
    found = Catalog(fuzzy=False)
    for name, line, message, comments, context in extract_from_dir(HOME, METHODS, OPTIONS):
        found.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return found


def updated(language: str, source: Catalog) -> str:
    """The language's catalogue with every message of the source and no other."""
    path = catalogue_of(language)
    known = (
        {message.id: message.string for message in read(path, language)} if path.exists() else {}
    )
    catalogue = Catalog(locale=language, fuzzy=False)
    for message in source:
        if message.id:
            said = message.id if language == SOURCE else known.get(message.id)
            catalogue.add(message.id, said, sorted(message.locations), message.flags)
    return written(catalogue, language)


def read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def written(catalogue: Catalog, language: str) -> str:
    buffer = BytesIO()
    write_po(
        buffer, catalogue, width=100, omit_header=True, sort_by_file=True, include_lineno=False
    )
    plurals = Catalog(locale=Locale.parse(language)).plural_forms
    header = HEADER.format(language=language, plurals=plurals)
    return header + buffer.getvalue().decode("utf-8").strip() + "\n"


def main(languages: tuple[str, ...]) -> None:
    source = extracted()
    for language in languages:
        path = catalogue_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(updated(language, source), encoding="utf-8")
        missing = [message for message in read(path, language) if message.id and not message.string]
        sys.stdout.write(f"{language}: {len(source)} messages, {len(missing)} untranslated\n")


if __name__ == "__main__":
    main((*LANGUAGES, *sys.argv[1:]))
