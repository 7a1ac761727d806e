"""Words that mean something to us, whatever else is said: of danger, of what isn't for every ear,
and before a request."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

import yaml

from locales.languages import HOME, LANGUAGES

SUBJECTS = ("police", "fire", "ambulance", "crime")
_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")  # Chinese and Japanese
_LETTER = "[^\\W\\d_\u2e80-\u9fff\uf900-\ufaff]"


@cache
def danger_words(language: str) -> dict[str, frozenset[str]]:
    """By subject: police, fire, ambulance (who must come) and crime (it must be reported)."""
    said = _words(language).get("danger", {})
    return {subject: _plain(said.get(subject, ())) for subject in SUBJECTS}


@cache
def request_prefixes(language: str) -> dict[str, list[str]]:
    """With what a text begins that asks for help, or for consultation."""
    return {kind: list(said) for kind, said in _words(language).get("requests", {}).items()}


def longer_than_requests(language: str) -> list[str]:
    """Words that begin like a request, and mean something else as a whole."""
    longer: list[str] = _words(language).get("longer_than_requests", [])
    return longer


def danger_in(text: str) -> set[str]:
    """The subjects that a text speaks of, in any of our languages."""
    pattern, subjects = _danger()
    found: set[str] = set()
    for word in pattern.findall(normal(text)):
        found |= subjects[word]
    return found


@cache
def sensitive_words(language: str) -> dict[str, frozenset[str]]:
    """By subject: violence (at home), health, minors and family."""
    said = _words(language).get("sensitive", {})
    return {subject: _plain(words) for subject, words in said.items()}


def is_sensitive(text: str) -> bool:
    """Whether a text speaks of what a whole street needn't read, in any of our languages."""
    return _sensitive().search(normal(text)) is not None


@cache
def lists(of: str) -> list[dict[str, Any]]:
    """What each language's words.yaml has under this key, for those that know it."""
    return [found for language in LANGUAGES if (found := _words(language).get(of))]


def whole(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first: as whole words, where spaces part
    them."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(word)
        if _UNSPACED.search(word)
        else f"(?<!{_LETTER}){re.escape(word)}(?!{_LETTER})"
        for word in ordered
    )


def normal(text: str) -> str:
    """As it is compared: no difference in width, case, apostrophe or spacing."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    return " ".join(plain.split())


@cache
def _danger() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """One pattern for all words, and what each is about.

    The longest word wins, so that `harmless` ones ("fire drill") swallow those in them, and a
    word is also about whatever the words in it are about.
    """
    listed: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for subject, words in danger_words(language).items():
            for word in words:
                listed.setdefault(word, set()).add(subject)
    subjects = {
        word: frozenset().union(*(listed[inner] for inner in listed if _within(inner, word)))
        for word in listed
    }
    for language in LANGUAGES:
        harmless = _plain(_words(language).get("harmless", ()))
        subjects.update(dict.fromkeys(harmless, frozenset[str]()))
    return _pattern(subjects), subjects


@cache
def _sensitive() -> re.Pattern[str]:
    lists = (words for language in LANGUAGES for words in sensitive_words(language).values())
    return _pattern(frozenset[str]().union(*lists))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Finds the longest of the words. Where words are parted by spaces, "gun" isn't in "begun";
    Chinese before or after such a word doesn't prolong it."""
    whole = {word for word in words if not _UNSPACED.search(word)}
    anywhere = set(words) - whole
    return re.compile(
        f"(?<!{_LETTER})(?:{_branches(whole)})(?!{_LETTER})|(?:{_branches(anywhere)})"
    )


def _branches(words: Iterable[str]) -> str:
    """The words as a tree of their letters: each place of a text is tried once, not per word."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words):
        if word:
            rest.setdefault(word[0], []).append(word[1:])
    branches = [
        re.escape(letter) + (f"(?:{_branches(ends)})" if any(ends) else "") + "?" * _may_end(ends)
        for letter, ends in rest.items()
    ]
    return "|".join(branches) or r"(?!)"


def _may_end(ends: list[str]) -> bool:
    """Whether a word is over here while another goes on."""
    return "" in ends and any(ends)


def _within(inner: str, word: str) -> bool:
    return inner in word if _UNSPACED.search(inner) else f" {inner} " in f" {word} "


def _plain(words: Any) -> frozenset[str]:
    return frozenset(normal(word) for word in words)


@cache
def _words(language: str) -> dict[str, Any]:
    path = HOME / language / "words.yaml"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file) or {})


def position_in(text: str) -> str | None:
    """The position that an entry of a duty calendar names (main, backup, leader), in any of our
    languages."""
    found = _positions()[0].search(normal(text))
    return _positions()[1][found[0]] if found else None


@cache
def _positions() -> tuple[re.Pattern[str], dict[str, str]]:
    known = {
        normal(word): position
        for one in lists("positions")
        for position, said in one.items()
        for word in said
    }
    return re.compile(whole(known)), known
