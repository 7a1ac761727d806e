"""What people see: whole in each language, as typed, and within Telegram's limits."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from locales import LANGUAGES, render, render_plain
from locales.samples import (
    ACKNOWLEDGED,
    ALONE,
    CARD,
    DANGERS,
    DONE,
    DUTY_ROOM,
    FACTS,
    HELD,
    HOTLINE,
    NOBODY,
    SAMPLES,
    SPOKEN,
    VEILED,
    WENT_PRIVATE,
    ZONE,
    each,
)
from tests.locales.reading import as_seen, units

TYPED = "<b>&{{7*7}}"
MOMENTS = {
    "goes", "at", "since", "promised", "happened", "away", "until", "ends", "mine", "good",
    "set_out", "onset", "due",
}  # fmt: skip
SWITCHES = MOMENTS | {
    "kind",
    "fault",
    "state",
    "rung",
    "position",
    "content",
    "telegram",
    "chat",
    "reason",
    "undecided",
    "said_in",
    "what",
    "code",
}
OUR_LANGUAGES = ("zh_Hans", "en")


def receipt(language: str = "en", **values: Any) -> str:
    facts = {**FACTS, "emergency": {}, "crime": False, "hotline": HOTLINE, **values}
    return render("receipt", language, facts, ZONE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_fits_a_small_phone_and_is_what_telegram_parses(language: str) -> None:
    for template, values in each():
        html = render(template, language, values, ZONE)
        text = as_seen(html)
        assert 0 < units(text) <= 600, (template, text)
        assert text.count("\n") < 14, (template, text)
        assert "\n\n\n" not in text, (template, text)
        assert not any(line != line.rstrip() for line in text.split("\n")), (template, text)
        assert text == text.strip()
        assert "None" not in text, (template, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_to_a_tap_is_plain_and_short(language: str) -> None:
    for template in ACKNOWLEDGED:
        for values in SAMPLES[template]:
            text = render_plain(template, language, values, ZONE)
            assert 0 < units(text) <= 200
            assert text == as_seen(render(template, language, values, ZONE)), "nothing was cut"


def test_a_plain_answer_is_cut_with_an_ellipsis_and_keeps_the_hotline() -> None:
    one = {"name": "𠮷野" * 5, "starts": None, "ends": None, "phone": None}
    on_duty = {"main": [one] * 20}
    values = {"grid": TYPED, "keepers": [], "on_duty": on_duty, "hotline": HOTLINE}
    text = render_plain("who_is_on_duty", "en", values, ZONE)
    assert units(text) <= 200
    assert text.endswith("…")
    assert HOTLINE in text
    assert TYPED in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_value_is_noticed(language: str) -> None:
    with pytest.raises(UndefinedError):
        render("more_words", language, {"number": "K7M4P"}, ZONE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", SAMPLES)
def test_whatever_is_typed_is_shown_as_typed(template: str, language: str) -> None:
    for values in SAMPLES[template]:
        plain = as_seen(render(template, language, values, ZONE))
        typed = as_seen(render(template, language, with_typed(values), ZONE))
        assert "49" not in typed
        if any(typeable(key, value) and str(value) in plain for key, value in values.items()):
            assert TYPED in typed


@settings(max_examples=60, deadline=None)
@given(typed=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), data=st.data())
def test_any_text_is_shown_as_typed(typed: str, data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    spoken = {**SPOKEN, "words": f"x{typed}x", "speaker": f"x{typed}x"}
    html = render("words_from_asker", language, spoken, ZONE)
    assert as_seen(html).count(f"x{typed}x") == 2
    held = {"number": typed, "holder": f"x{typed}x", "tapped": False}
    plain = render_plain("error/already_held", language, held, ZONE)
    assert f"x{typed}x" in plain or plain.endswith("…")


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_words_fit_a_message(language: str) -> None:
    words = "<&>" * 1000
    card = {**FACTS, **CARD, **DONE, "words": words, "long": True, "outcome": "x" * 500}
    assert units(as_seen(render("card", language, card, ZONE))) <= 4096
    spoken = {**SPOKEN, "words": "<&>" * 266, "speaker": "李" * 64}
    assert units(as_seen(render("words_from_neighbour", language, spoken, ZONE))) <= 1024


def test_many_cases_fit_a_message() -> None:
    cases = [{**ALONE, "words": "x" * 3000}] * 60
    assert units(as_seen(render("own_cases", "en", {"cases": cases}, ZONE))) <= 4096


def test_a_receipt_promises_a_time_in_the_stations_zone() -> None:
    assert "by 15:42" in receipt()
    assert "by 07:42" in render(
        "receipt", "en", {**FACTS, "emergency": {}, "crime": False, "hotline": HOTLINE}, "UTC"
    )
    assert "15:42 前" in receipt("zh_Hans")


def test_a_promise_for_another_day_says_which() -> None:
    promised = "2026-11-23T01:00:00+00:00"
    assert "by 23 Nov 09:00" in receipt(promised=promised)
    assert "11月23日 09:00 前" in receipt("zh_Hans", promised=promised)


def test_danger_comes_first_with_the_right_number() -> None:
    first = receipt(emergency={"fire": "119"}).split("\n")[0]
    assert first == "<b>If anyone is in danger, call 119 (fire) now.</b>"
    first = receipt("zh_Hans", emergency={"fire": "119"}).split("\n")[0]
    assert first == "<b>如有危险，请立即拨打 119（火警）。</b>"
    both = receipt(emergency={"police": "110", "ambulance": "120"})
    assert both.startswith("<b>If anyone is in danger, call 110 (police) and 120 (ambulance) now.")


def test_the_receipt_of_a_crime_says_that_this_is_no_emergency_call() -> None:
    assert "群内求助不等于报警，报警请拨110" in receipt("zh_Hans", crime=True, police="110")
    assert "to report a crime, call 999" in receipt(crime=True, police="999")
    assert "Writing here is not" in receipt(crime=True, police="110", asked_in_group=False)
    assert "emergency" not in receipt()


def test_the_truth_when_nobody_is_on_duty() -> None:
    nobody = receipt(**NOBODY)
    assert "No officer is available right now" in nobody
    assert "15:42" in nobody
    assert HOTLINE in nobody
    assert "现在暂时没有民警可以接手" in receipt("zh_Hans", **NOBODY)
    assert "duty room" in receipt(**DUTY_ROOM)
    assert "No officer is available" not in receipt(**DUTY_ROOM, grid=None)


def test_a_receipt_in_the_group_names_who_is_asked_and_not_who_asks() -> None:
    for language in OUR_LANGUAGES:
        for danger in DANGERS:
            text = receipt(language, **danger)
            assert "王向阳" in text
            assert "李奶奶" not in text


def test_the_state_says_who_is_coming_back() -> None:
    status = {**FACTS, **HELD, "hotline": HOTLINE}
    assert "Officer 王向阳 has it" in render("status", "en", status, ZONE)
    assert "王向阳警官已接手" in render("status", "zh_Hans", status, ZONE)
    titled = {**status, "holder": "王警官"}
    assert "警官警官" not in render("status", "zh_Hans", titled, ZONE)


def test_colours_stand_beside_words() -> None:
    for state, mark, word in [({}, "🟡", "waiting"), (HELD, "🟡", "in hand"), (DONE, "🟢", "done")]:
        status = {**FACTS, **state, "hotline": HOTLINE}
        assert render("status", "en", status, ZONE).startswith(mark)
        assert word in render("status", "en", status, ZONE)
    late = {**FACTS, "hotline": HOTLINE, "overdue": True}
    assert render("status", "en", late, ZONE).startswith("🔴")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_veiled_card_shows_number_kind_and_grid_alone(language: str) -> None:
    for state in ({}, HELD, DONE):
        veiled = {**WENT_PRIVATE, **VEILED, **state, "outcome": None, "passed_on_by": "王向阳"}
        text = as_seen(render("card", language, veiled, ZONE))
        assert "K7M4P" in text
        assert "东园小区" in text
        assert "王向阳" not in text
        assert "李" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_went_private_shows_its_number_alone(language: str) -> None:
    for values in SAMPLES["gone_private"]:
        assert "K7M4P" in render("gone_private", language, values, ZONE)


def test_a_question_in_the_group_mentions_whom_it_asks() -> None:
    html = render("ask_words", "en", {"kind": "help", "name": TYPED, "telegram": 7}, ZONE)
    assert html.startswith('<a href="tg://user?id=7">&lt;b&gt;&amp;{{7*7}}</a>\n')


def typeable(key: str, value: object) -> bool:
    return isinstance(value, str) and bool(value) and key not in SWITCHES


def with_typed(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: TYPED if typeable(key, value) else [TYPED] if key in ("asked", "keepers") else value
        for key, value in values.items()
    }


def test_of_a_whole_station_that_is_asked_a_card_names_the_first() -> None:
    asked = [f"Officer {number}" for number in range(278)]
    shown = render("card", "en", {**SAMPLES["card"][0], "rung": "main", "asked": asked}, ZONE)
    assert "Officer 9 … (+268)" in shown
    assert "Officer 10" not in shown
