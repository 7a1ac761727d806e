"""The side panel has a word for all that can be on record, in each language."""

import re
from pathlib import Path

import pytest

from bot.demo.panel import panel_words
from locales import LANGUAGES
from models.deadline import DeadlineKind
from models.exchange import Delivery, Operation, Purpose
from models.shift import Position

SERVICES = Path(__file__).parents[2] / "services"
NOTED = re.compile(r'record\.note\(\s*desk,\s*\w+,\s*"(\w+)"')


def noted() -> set[str]:
    """The events that services write."""
    texts = [path.read_text(encoding="utf-8") for path in SERVICES.rglob("*.py")]
    return {event for text in texts for event in NOTED.findall(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_a_word(language: str) -> None:
    words = panel_words(language)
    assert noted() - set(words["events"]) == set()
    for part, kind in (("purposes", Purpose), ("delivery", Delivery), ("positions", Position)):
        assert {one.value for one in kind} - set(words[part]) == set()
    assert {one.value for one in DeadlineKind} - set(words["deadlines"]) == set()
    changes = {Operation.EDIT, Operation.PIN, Operation.DELETE}
    assert {one.value for one in changes} == set(words["operations"])


def test_where_nobody_has_written_them_the_words_are_english() -> None:
    assert panel_words("ug") == panel_words("en")
