"""Code and texts know each other: no template too few, none too many."""

import re

import pytest

from locales.choices import CHOICES
from locales.labels import HINTS, LABELS, label
from locales.languages import LANGUAGES, TEMPLATES
from locales.samples import FACTS, SAMPLES
from tests.locales import code

CHINESE = re.compile("[\u4e00-\u9fff]")
TAPPED = {"language", "set_kind"}


def templates() -> set[str]:
    return {
        str(path.relative_to(TEMPLATES).with_suffix(""))
        for path in TEMPLATES.rglob("*.j2")
        if not path.name.startswith("_")
    }


def test_every_template_that_the_code_names_is_there() -> None:
    named = {template for template, _ in code.calls()} | code.errors()
    assert named - templates() == set()


def test_every_template_is_named_in_the_code() -> None:
    named = {text for _, text in code.strings()} | code.errors()
    assert templates() - named == set()


def test_every_part_of_a_template_is_included_somewhere() -> None:
    included = {
        name
        for path in TEMPLATES.rglob("*.j2")
        for name in re.findall(r'include "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    parts = {path.name for path in TEMPLATES.glob("_*.j2")}
    assert parts - included == set()


def test_every_template_has_a_sample() -> None:
    assert set(SAMPLES) == templates()


def test_the_samples_have_the_facts_of_a_case() -> None:
    assert set(FACTS) == code.fields("case_facts", "services/notices/facts.py")


@pytest.mark.parametrize(("template", "values"), list(code.literal_values()))
def test_the_samples_have_the_values_of_the_code(template: str, values: set[str]) -> None:
    assert values <= set().union(*SAMPLES[template])


def test_every_button_has_a_label() -> None:
    assert code.actions() - set(LABELS) - set(CHOICES) - TAPPED == set()
    for language in LANGUAGES:
        for action in code.actions() - TAPPED:
            assert label(action, language, argument="K7M4P")


def test_every_form_has_a_hint() -> None:
    assert {"ask_words", "ask_outcome"} <= set(HINTS)


def test_no_chinese_stands_in_code() -> None:
    """Texts live in locales. A docstring may name a word of the field."""
    assert [(path.name, text) for path, text in code.strings() if CHINESE.search(text)] == []
