"""What a person may write in an alert, and what becomes of everything else."""

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales import LANGUAGES, render
from services.alert_words import CAPTION_UNITS, check, filled, placeholders, units
from services.errors import (
    AlertTextTooLong,
    AlertValueTooLong,
    DoorstepError,
    PlaceholderMissing,
    PlaceholdersOnly,
    PlaceholderUnknown,
)

WORDS = "Theft in {{ street }}.\nCall {{hotline}}, {{ street }}!\n"


def told(error: DoorstepError, language: str = "en") -> str:
    return unescape(render(f"error/{error.notice}", language, error.values, "UTC"))


def test_placeholders_are_found_in_order_and_filled() -> None:
    assert placeholders(WORDS) == ["street", "hotline"]
    assert filled(WORDS, {"street": "东园", "hotline": "110", "more": "x"}) == (
        "Theft in 东园.\nCall 110, 东园!\n"
    )
    assert (
        filled("{{ self }}{{ loop }}{{ range }}", dict.fromkeys(("self", "loop", "range"), "x"))
        == "xxx"
    )
    assert filled("{{ 姓名 }}走失", {"姓名": "李奶奶"}) == "李奶奶走失"
    check(WORDS, {"street", "hotline", "police"})


def test_an_unknown_placeholder_is_told_while_writing() -> None:
    with pytest.raises(PlaceholderUnknown) as refused:
        check("Theft\nin {{ stret }}.", {"street", "time"})
    assert told(refused.value) == (
        "Line 2: there is nothing to put in for “stret”. Known names: street and time."
    )
    with pytest.raises(PlaceholderUnknown) as refused:
        check("{{ street }}", ())
    assert "has no names to fill" in told(refused.value)


@pytest.mark.parametrize("values", [{}, {"street": ""}, {"street": " \n"}])
def test_a_missing_placeholder_is_told_by_its_name(values: dict[str, str]) -> None:
    with pytest.raises(PlaceholderMissing) as refused:
        filled("Theft\nin {{ street }}.", values)
    assert told(refused.value) == "“street” (line 2) is still empty: please say what stands there."


@pytest.mark.parametrize(
    "template",
    [
        "{{ ().__class__ }}",
        "{{ street.__class__ }}",
        "{{ street|upper }}",
        "{{ street() }}",
        "{{ street['x'] }}",
        "{{ street is defined }}",
        "{{ street if street }}",
        "{{ street, street }}",
        "{{ 'street' }}",
        "{{ 7 * 7 }}",
        "{{ street ~ street }}",
        "{{ true }}",
        "{{ none }}",
        "{{ }}",
        "{{",
        "{{ street",
        "{{ street }",
        "{% for one in street %}{% endfor %}",
        "{% set x = 1 %}",
        "{% include '/etc/passwd' %}",
        "{% raw %}x{% endraw %}",
        "{% if",
        "{# hidden #}",
        "{#",
        "{{" + "(" * 2000 + "street" + ")" * 2000 + "}}",
        "{{ not not street }}",
        "{{ street `}}",
    ],
)
def test_nothing_but_placeholders_is_allowed(template: str) -> None:
    for act in (
        lambda: placeholders(f"Words\n{template}"),
        lambda: check(f"Words\n{template}", {"street"}),
        lambda: filled(f"Words\n{template}", {"street": "x"}),
    ):
        with pytest.raises(PlaceholdersOnly) as refused:
            act()
        assert refused.value.values["line"] == 2
        for language in LANGUAGES:
            assert "2" in told(refused.value, language)


@pytest.mark.parametrize(
    "value", ["<script>alert(1)</script>", "{{ x }}", "{% for %}", "{{ ().__class__ }}", "😀" * 500]
)
def test_a_value_is_text(value: str) -> None:
    assert filled("In {{ street }}.", {"street": value}) == f"In {value}."


def test_long_words_get_their_clear_error() -> None:
    with pytest.raises(AlertTextTooLong) as refused:
        placeholders("x" * 10_000)
    assert "10000 characters, and one message holds 4096" in told(refused.value)
    with pytest.raises(AlertValueTooLong) as too_long:
        filled("{{ street }}", {"street": "😀" * 5000})
    assert "“street” is too long: it has 10000 characters" in told(too_long.value)
    with pytest.raises(AlertTextTooLong) as refused:
        filled("{{ street }}" * 9, {"street": "x" * 1000})
    assert refused.value.values == {"limit": 4096, "units": 9000}
    with pytest.raises(AlertTextTooLong):
        filled("{{ street }}!", {"street": "😀" * 512}, limit=CAPTION_UNITS)


@settings(deadline=None)
@given(st.text(), st.text(min_size=1).filter(str.strip))
def test_any_text_is_kept_or_refused(text: str, value: str) -> None:
    try:
        names = placeholders(text)
    except (PlaceholdersOnly, AlertTextTooLong):
        return
    result = filled(text + " {{ end }}", {**dict.fromkeys(names, value), "end": value})
    assert result.endswith(value)
    assert units(result) <= 4096


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", " ", "a", "\n", "'", "(", "-"]))
)
def test_any_pieces_of_a_template_are_kept_or_refused(pieces: list[str]) -> None:
    try:
        names = placeholders("".join(pieces))
    except PlaceholdersOnly:
        return
    filled("".join(pieces), dict.fromkeys(names, "x"))
