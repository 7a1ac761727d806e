"""The words of an alert's file: its own, or those of a ready-made alert with the blanks filled."""

from typing import Any

from locales import LANGUAGES, render_plain
from services import alert_library, alert_words
from services.alert_library import ReadyAlert
from services.alerts import wording
from services.alerts.ready import own_values
from services.desk import Desk
from services.errors import DoorstepError
from services.station_file.document import Place
from services.station_file.places import meant

SAID = ("headline", "text", "instruction")


class Wrong(Exception):
    """At this place of the file."""

    def __init__(self, place: Place, what: str) -> None:
        super().__init__(what)
        self.place, self.what = place, what


def worded(desk: Desk, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The words by language, and what a template says of severity and the like. Raises Wrong."""
    if "words" in data:
        return {one: _typed(desk, one, said) for one, said in data["words"].items()}, {}
    key = data["template"]
    languages = data.get("languages", list(LANGUAGES))
    ready = {language: _ready(key, language) for language in languages}
    words = {language: _filled(desk, data, one) for language, one in ready.items()}
    first = next(iter(ready.values()))
    facts = {
        "template": key,
        "values": {name: str(value) for name, value in _values(data, first.language).items()},
        "category": first.category,
        "severity": first.severity,
        "urgency": first.urgency,
        "certainty": first.certainty,
        "valid_minutes": first.expires_hours * 60,
    }
    return words, facts


def _typed(desk: Desk, language: str, said: dict[str, str]) -> dict[str, str]:
    typed = {}
    for part in SAID:
        try:
            typed[part] = wording.in_free_words(desk, said.get(part, "").strip())
        except DoorstepError as error:
            raise Wrong(("words", language, part), _told(error)) from None
    return typed


def _told(error: DoorstepError) -> str:
    return render_plain(f"error/{error.notice}", "en", error.values, "UTC")


def _ready(key: str, language: str) -> ReadyAlert:
    if language not in LANGUAGES:
        raise Wrong(("languages",), f'"{language}" is not one of {", ".join(LANGUAGES)}.')
    found = {one.key: one for one in alert_library.library(language)}
    if key not in found:
        raise Wrong(
            ("template",), f'there is no template "{key}".{meant(key, found)} ' + _named(found)
        )
    if found[key].follows is not None:
        what = f'"{key}" ends an alert that has gone out: choose it in chat, under /alert.'
        raise Wrong(("template",), what)
    return found[key]


def _named(found: dict[str, ReadyAlert]) -> str:
    there = [key for key, ready in found.items() if ready.follows is None]
    return f"They are: {', '.join(there)}."


def _filled(desk: Desk, data: dict[str, Any], ready: ReadyAlert) -> dict[str, str]:
    values = _values(data, ready.language)
    known = [blank.name for blank in ready.blanks]
    for name in values:
        if name not in known:
            what = f'"{name}" is no placeholder of {ready.key}.{meant(name, known)}'
            raise Wrong(("values", name), what)
    own = own_values(desk)
    said = {}
    for part in SAID:
        try:
            said[part] = alert_words.filled(getattr(ready, part), {**own, **values})
        except DoorstepError as error:
            raise Wrong(("values",), _told(error)) from None
    return said


def _values(data: dict[str, Any], language: str) -> dict[str, str]:
    """Each is text, or text by language."""
    given: dict[str, Any] = data.get("values", {})
    return {
        name: str(value.get(language, "") if isinstance(value, dict) else value)
        for name, value in given.items()
    }
