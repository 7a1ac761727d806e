"""An alert from the library: its blanks are filled one by one, the same in every language."""

from collections.abc import Mapping

from locales import LANGUAGES
from models.alert import Alert
from services import alert_library
from services.alert_library import FOLLOWED, Blank, Follows, ReadyAlert
from services.alert_words import VALUE_UNITS, filled
from services.alerts import checking
from services.desk import Desk
from services.errors import AlertNeedsWords, AlertValueTooLong, OutdatedButton
from services.words import units


def follows(desk: Desk, key: str) -> Follows | None:
    """What it puts an end to, if it does. Raises OutdatedButton."""
    return _named(key, desk.language).follows


def offered(desk: Desk) -> list[ReadyAlert]:
    return alert_library.library(desk.language)


def choose(desk: Desk, alert: Alert, key: str) -> None:
    """Its words take the place of what was written; where there are blanks, once they are
    filled. Raises OutdatedButton."""
    chosen = _named(key, desk.language)
    if chosen.follows is not None:
        raise OutdatedButton
    words = {} if chosen.blanks else _words(desk, key, {})
    checking.must_fit(desk, alert, words, alert.content)
    alert.template, alert.values, alert.words = key, {}, words
    alert.category, alert.severity = chosen.category, chosen.severity
    alert.urgency, alert.certainty = chosen.urgency, chosen.certainty
    alert.valid_minutes, alert.until_chosen = chosen.expires_hours * 60, None


def next_blank(desk: Desk, alert: Alert) -> Blank | None:
    """The first that isn't filled yet, as the actor reads it."""
    if alert.template is None:
        return None
    blanks = _named(alert.template, desk.language).blanks
    return next((one for one in blanks if one.name not in alert.values), None)


def fill(desk: Desk, alert: Alert, name: str, text: str) -> None:
    """Raises AlertNeedsWords, AlertValueTooLong, AlertTooLong: then it is as it was."""
    value = text.strip()
    if alert.template is None:
        raise OutdatedButton
    if not value:
        raise AlertNeedsWords
    blanks = _named(alert.template, desk.language).blanks
    label = next((one.label for one in blanks if one.name == name), None)
    if label is None:
        raise OutdatedButton
    if units(value) > VALUE_UNITS:
        raise AlertValueTooLong(name=label, limit=VALUE_UNITS, units=units(value))
    values = {**alert.values, name: value}
    if all(one.name in values for one in blanks):
        words = _words(desk, alert.template, values)
        checking.must_fit(desk, alert, words, alert.content)
        alert.words = words
    alert.values = values


def ending_words(desk: Desk, key: str, followed: Alert) -> dict[str, dict[str, str]]:
    """Of what follows an alert: in the languages in which that one was read. Raises
    AlertValueTooLong."""
    found = {}
    for language, said in followed.words.items():
        ready = _named(key, language)
        heading = said.get("headline") or said.get("text", "").partition("\n")[0]
        found[language] = _filled(desk, ready, {FOLLOWED: heading})
    return found


def _words(desk: Desk, key: str, values: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """In every language in which it is there."""
    chosen = [_named(key, language) for language in LANGUAGES]
    there = [
        ready
        for ready, language in zip(chosen, LANGUAGES, strict=True)
        if ready.language == language
    ]
    return {ready.language: _filled(desk, ready, values) for ready in there}


def _filled(desk: Desk, ready: ReadyAlert, values: Mapping[str, str]) -> dict[str, str]:
    known = {**own_values(desk), **values}
    parts = {"headline": ready.headline, "text": ready.text, "instruction": ready.instruction}
    return {name: filled(text, known) for name, text in parts.items()}


def own_values(desk: Desk) -> dict[str, str]:
    """What the product fills by itself: the station's name and numbers."""
    station = desk.station
    return {"station": station.name, "hotline": station.hotline, **station.emergency}


def _named(key: str, language: str) -> ReadyAlert:
    found = alert_library.named(key, language)
    if found is None:
        raise OutdatedButton
    return found
