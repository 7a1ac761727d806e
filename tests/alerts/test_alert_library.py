"""The alerts to begin with: each loads, fits and is fit to be read, in both languages."""

import re
from typing import Any

import pytest
import yaml

from services.alert_library import (
    FOLDER,
    FOLLOWED,
    OWN,
    AlertLibraryError,
    ReadyAlert,
    languages_of,
    library,
    read,
)
from services.alert_words import CAPTION_UNITS, TEXT_UNITS, filled, placeholders, units

LANGUAGES = ("zh_Hans", "en")
STATION = {
    "zh_Hans": {"station": "新城派出所", "hotline": "0996-0000110"},
    "en": {"station": "Newtown police station", "hotline": "0996-0000110"},
}
NUMBERS = {"police": "110", "fire": "119", "ambulance": "120"}
SUBJECTS = {
    *("fraud_police", "fraud_refund", "fraud_parcel", "fraud_investment", "fraud_student_loan"),
    *("fraud_part_time", "ebike_charging", "stairwell_fire", "burglary", "drowning", "storm"),
    *("heat", "cold_wave", "drugs", "missing_person", "missing_person_found", "all_clear"),
}
ALL = [alert for language in LANGUAGES for alert in library(language)]
each = pytest.mark.parametrize("alert", ALL, ids=lambda one: f"{one.key}-{one.language}")


def as_read(alert: ReadyAlert) -> str:
    values = {blank.name: blank.example for blank in alert.blanks}
    if alert.follows is not None:
        values["alert"] = "昨晚的暴雨大风" if alert.language == "zh_Hans" else "Last night's storm"
    return filled(alert.words, {**values, **STATION[alert.language], **NUMBERS})


@each
def test_it_is_filled_and_short_enough_to_be_read(alert: ReadyAlert) -> None:
    text = as_read(alert)
    assert units(text) <= (250 if alert.language == "zh_Hans" else 500)
    assert units(text) <= CAPTION_UNITS < TEXT_UNITS
    assert "{" not in text
    assert text.count("\n") < 12
    assert STATION[alert.language]["hotline"] in text
    assert alert.expires_hours > 0
    assert units(alert.title) <= 30


@each
def test_its_blanks_are_those_of_its_words(alert: ReadyAlert) -> None:
    own = {*OWN, FOLLOWED} if alert.follows is not None else set(OWN)
    asked = set(placeholders(alert.words)) - own
    assert asked == {blank.name for blank in alert.blanks}
    assert all(blank.label and blank.example for blank in alert.blanks)


@pytest.mark.parametrize("key", sorted(SUBJECTS))
def test_both_languages_say_it(key: str) -> None:
    data = yaml.safe_load((FOLDER / f"{key}.yaml").read_text(encoding="utf-8"))
    assert languages_of(data) == set(LANGUAGES)
    chinese, english = (read(key, data, language) for language in LANGUAGES)
    assert set(placeholders(chinese.words)) == set(placeholders(english.words))


def test_all_that_a_station_needs_is_there_and_in_one_order() -> None:
    assert {one.key for one in library("zh_Hans")} == SUBJECTS
    assert [one.key for one in library("zh_Hans")] == [one.key for one in library("en")]
    assert library("ug") == library("en")


@pytest.mark.parametrize("alert", library("zh_Hans"), ids=lambda one: one.key)
def test_the_chinese_is_courteous_and_the_english_is_english(alert: ReadyAlert) -> None:
    assert "请" in alert.words
    assert not re.search("案件|你|嫌疑人", alert.words)
    assert not re.search("[\u4e00-\u9fff][,;!?]", as_read(alert))
    english = next(one for one in library("en") if one.key == alert.key)
    assert not re.search("[\u4e00-\u9fff]", as_read(english) + english.title)


GOOD: dict[str, Any] = {
    "category": "fire",
    "severity": "minor",
    "urgency": "future",
    "certainty": "likely",
    "expires": 1,
    "en": {"title": "T", "headline": "H", "text": "D {{ station }}", "instruction": "I"},
}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"category": "storm"}, "'storm' is not a valid Category"),
        ({"expires": "soon"}, "soon"),
        ({"en": {**GOOD["en"], "headline": "{{ stret }}"}}, "placeholder_unknown.*stret"),
        ({"en": {**GOOD["en"], "headline": "{% if %}"}}, "placeholders_only"),
        ({"en": {"title": "T"}}, "headline is missing"),
        ({"placeholders": [{"name": "police"}]}, "police is filled by the product"),
        ({"placeholders": [{"name": "x"}]}, "label is missing"),
        ({"en": {**GOOD["en"], "text": "{{ alert }}"}}, "placeholder_unknown.*alert"),
        ({"follows": "nothing"}, "'nothing' is not a valid Follows"),
    ],
)
def test_a_file_that_is_wrong_is_told(changed: dict[str, Any], said: str) -> None:
    assert read("x", GOOD, "en").title == "T"
    with pytest.raises(AlertLibraryError, match=said):
        read("x", {**GOOD, **changed}, "en")
