"""An alert from the library: its blanks are filled one by one, the same in every language."""

from collections.abc import Mapping

from locales import LANGUAGES
from models.alert import Alert
from services import alert_library
from services.alert_library import Blank, ReadyAlert
from services.alert_words import VALUE_UNITS, filled
from services.alerts import checking
from services.desk import Desk
from services.errors import AlertNeedsWords, AlertValueTooLong, OutdatedButton
from services.words import units


def offered(desk: Desk) -> list[ReadyAlert]:
    return alert_library.library(desk.language)


def choose(desk: Desk, alert: Alert, key: str) -> None:
    """Its words take the place of what was written; where there are blanks, once they are
    filled. Raises OutdatedButton."""
    chosen = _named(key, desk.language)
    words = {} if chosen.blanks else _words(desk, key, {})
    checking.must_fit(desk, alert, words, alert.content)
    alert.template, alert.values, alert.words = key, {}, words
    alert.category, alert.severity = chosen.category, chosen.severity
    alert.urgency, alert.certainty = chosen.urgency, chosen.certainty
    alert.valid_minutes = chosen.expires_hours * 60


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


def _words(desk: Desk, key: str, values: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """In every language in which it is there."""
    station = desk.station
    known = {**values, "station": station.name, "hotline": station.hotline, **station.emergency}
    found = {}
    for language in LANGUAGES:
        ready = _named(key, language)
        if ready.language == language:
            parts = {
                "headline": ready.headline,
                "text": ready.text,
                "instruction": ready.instruction,
            }
            found[language] = {name: filled(text, known) for name, text in parts.items()}
    return found


def _named(key: str, language: str) -> ReadyAlert:
    found = next((one for one in alert_library.library(language) if one.key == key), None)
    if found is None:
        raise OutdatedButton
    return found
