"""Ready-made alerts to begin with: one file each under locales/alerts, in all our languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from locales.languages import HOME, SOURCE
from models.alert import AlertUrgency, Category, Certainty, Severity
from services import alert_words
from services.errors import DoorstepError

FOLDER = HOME / "alerts"
OWN = ("station", "hotline", "police", "fire", "ambulance")  # The product fills these by itself.
FOLLOWED = "alert"  # and this, in one that follows another: the heading of that one
TEXTS = ("title", "headline", "text", "instruction")
_FACTS = {
    *("order", "follows", "category", "severity", "urgency", "certainty", "expires"),
    "placeholders",
}


class AlertLibraryError(ValueError):
    """A file that isn't as it should be: an operator reads which, and why."""


class Follows(StrEnum):
    """What a ready alert puts an end to: it can't go out by itself."""

    ANY = "any"
    MISSING = "missing"  # where somebody is looked for, maybe with their photo


@dataclass(frozen=True)
class Blank:
    """A placeholder that a person fills."""

    name: str
    label: str
    example: str


@dataclass(frozen=True)
class ReadyAlert:
    """In one language. `title` is what it is called in a list; the others, put under each other,
    are its words, and may have the blanks and OWN as placeholders."""

    key: str
    language: str
    title: str
    headline: str
    text: str
    instruction: str
    category: Category
    severity: Severity
    urgency: AlertUrgency
    certainty: Certainty
    expires_hours: int
    blanks: tuple[Blank, ...]
    follows: Follows | None = None

    @property
    def words(self) -> str:
        return "\n\n".join((self.headline, self.text, self.instruction))


@cache
def library(language: str) -> list[ReadyAlert]:
    """All of them, in the order in which they are offered; in English where one isn't there in
    that language. Raises AlertLibraryError."""
    found = [(path.stem, _document(path)) for path in FOLDER.glob("*.yaml")]
    found.sort(key=lambda one: (one[1].get("order", 0), one[0]))
    return [read(key, data, language if language in data else SOURCE) for key, data in found]


def named(key: str | None, language: str = SOURCE) -> ReadyAlert | None:
    return next((one for one in library(language) if one.key == key), None)


def ending(follows: Follows, language: str) -> ReadyAlert:
    """The one that puts an end to such an alert."""
    return next(one for one in library(language) if one.follows is follows)


def says_found(key: str | None) -> bool:
    """Whether it tells that somebody has been found."""
    ready = named(key)
    return ready is not None and ready.follows is Follows.MISSING


def read(key: str, data: Mapping[str, Any], language: str) -> ReadyAlert:
    """One file's data, checked as the words of a person are. Raises AlertLibraryError."""
    try:
        texts = {name: str(data[language][name]).strip() for name in TEXTS}
        alert = ReadyAlert(
            key,
            language,
            **texts,
            category=Category(data["category"]),
            severity=Severity(data["severity"]),
            urgency=AlertUrgency(data["urgency"]),
            certainty=Certainty(data["certainty"]),
            expires_hours=int(data["expires"]),
            blanks=tuple(_blank(one, language) for one in data.get("placeholders", ())),
            follows=Follows(data["follows"]) if "follows" in data else None,
        )
        own = (*OWN, FOLLOWED) if alert.follows else OWN
        alert_words.check(alert.words, [*own, *(blank.name for blank in alert.blanks)])
    except KeyError as error:
        raise AlertLibraryError(f"{key}: {error.args[0]} is missing.") from None
    except DoorstepError as error:
        raise AlertLibraryError(f"{key}, {language}: {error} {error.values}.") from None
    except (TypeError, ValueError) as error:
        raise AlertLibraryError(f"{key}: {error}.") from None
    return alert


def languages_of(data: Mapping[str, Any]) -> set[str]:
    """Whatever isn't a fact is a language."""
    return set(data) - _FACTS


def _blank(data: Mapping[str, Any], language: str) -> Blank:
    name = str(data["name"])
    if name in (*OWN, FOLLOWED):
        raise ValueError(f"{name} is filled by the product")
    return Blank(name, str(data["label"][language]), str(data["example"][language]))


def _document(path: Path) -> dict[str, Any]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise AlertLibraryError(f"{path.stem}: it is no mapping.")
    return data
