"""Buttons, hints and commands: words, short enough for a phone."""

import pytest

from locales import LANGUAGES, commands, form_hint, label, match
from locales.labels import COMMANDS, HINTS, LABELS
from models.case import CaseKind


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_short(language: str) -> None:
    for action in LABELS:
        assert 0 < len(label(action, language, argument="K7M4P")) <= 24
    assert len(label("choose_grid", language, argument="东园小区" * 30)) <= 40


@pytest.mark.parametrize(
    ("action", "english", "chinese"),
    [("accept", "Accept", "接单"), ("pass_on", "Pass on", "转交"), ("resolve", "Resolve", "办结")],
)
def test_the_buttons_of_a_card(action: str, english: str, chinese: str) -> None:
    assert label(action, "en") == english
    assert label(action, "zh_Hans") == chinese


def test_labels_with_an_argument() -> None:
    assert label("set_kind", "zh_Hans", argument="dispute") == "纠纷"
    assert label("cancel", "en", argument="K7M4P") == "Cancel K7M4P"
    assert label("choose_grid", "en", argument="100% <b>") == "100% <b>"
    assert label("language", "en", argument="zh_Hans").startswith("中文")
    assert label("language", "zh_Hans", argument="en") == "English"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_label(language: str) -> None:
    labels = {label("set_kind", language, argument=kind.value) for kind in CaseKind}
    assert len(labels) == len(CaseKind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hints_fit_the_field_of_a_form(language: str) -> None:
    for form in HINTS:
        assert 1 <= len(form_hint(form, language)) <= 64


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_fit_telegrams_menu(language: str) -> None:
    assert [command for command, _ in commands(language)] == list(COMMANDS)
    assert all(1 <= len(text) <= 256 for _, text in commands(language))


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        ("zh-hans", "zh_Hans"),
        ("zh-CN", "zh_Hans"),
        ("zh", "zh_Hans"),
        ("zh-hant", "zh_Hans"),
        ("zh-TW", "zh_Hans"),
        ("en-GB", "en"),
        ("EN", "en"),
        ("de", "fallback"),
        ("enm", "fallback"),
        ("", "fallback"),
        (None, "fallback"),
    ],
)
def test_telegrams_language_becomes_ours(code: str | None, ours: str) -> None:
    assert match(code, "fallback") == ours
