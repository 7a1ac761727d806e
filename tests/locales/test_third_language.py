"""A third language is one catalogue away, one that reads from the right included."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from locales.languages import HOME, LANGUAGES, catalogue_of
from tests.locales.reading import as_seen

DRAW = """
from locales import LANGUAGES, danger_in, label, match, render
print(LANGUAGES, match("ar-EG", "en"), label("language", "en", argument="ar"))
print(danger_in("حريق"), danger_in("fire"))
values = {"number": "K7M4P", "words": "Anna <b>&{{7*7}}"}
print(render("more_words", "ar", values, "UTC"))
held = {"number": "K7M4P", "holder": "Ben", "tapped": True}
print(render("error/already_held", "ar", held, "UTC"))
"""


@pytest.fixture
def arabic(tmp_path: Path) -> Path:
    shutil.copytree(HOME, tmp_path / "locales", ignore=shutil.ignore_patterns("__pycache__"))
    python(tmp_path, "-m", "locales.catalogue", "ar")
    catalogue = tmp_path / "locales/ar/LC_MESSAGES/doorstep.po"
    text = catalogue.read_text(encoding="utf-8")
    untranslated = 'msgid "%(number)s, continued"\nmsgstr ""'
    assert untranslated in text
    text = text.replace(untranslated, 'msgid "%(number)s, continued"\nmsgstr "%(number)s، تتمة"')
    catalogue.write_text(text, encoding="utf-8")
    words = tmp_path / "locales/ar/words.yaml"
    words.write_text("danger: {fire: [حريق]}\n", encoding="utf-8")
    return tmp_path


def python(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-P", *arguments]
    environment = {"PYTHONPATH": str(folder), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_updating_leaves_what_is_in_step(arabic: Path) -> None:
    for language in LANGUAGES:
        path = catalogue_of(language)
        assert (arabic / "locales" / path.relative_to(HOME)).read_bytes() == path.read_bytes()


def test_a_catalogue_makes_a_language(arabic: Path) -> None:
    languages, dangers, heading, words, fallback = python(arabic, "-c", DRAW).splitlines()
    assert languages == "('ar', 'zh_Hans', 'en') ar العربية"
    assert dangers == "{'fire'} {'fire'}"
    # Each line reads from the right, and names in other letters stand in isolation.
    assert heading == "\u200f<b>\u2068K7M4P\u2069، تتمة</b>"
    assert as_seen(words) == "\u200f\u2068Anna <b>&{{7*7}}\u2069"
    assert "already has" in fallback, "what isn't translated yet is said in English"
