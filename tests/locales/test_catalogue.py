"""Each text is there in each language, and none too many."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from locales.catalogue import extracted, read, updated
from locales.languages import LANGUAGES, TEMPLATES, catalogue_of

PLACEHOLDER = re.compile(r"%\(\w+\)s")
TAG = re.compile(r"<[^>]+>")
CHINESE = re.compile("[\u4e00-\u9fff]")
SAME_EVERYWHERE = {
    "%(argument)s",
    "%(days)s at %(time)s",
    "once on %(date)s",
    "%(who)s: %(said)s",
    "%(position)s: %(people)s",
    "%(officer)s (%(details)s)",
}


def messages(language: str) -> list[Message]:
    return [message for message in read(catalogue_of(language), language) if message.id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_in_step_with_the_templates(language: str) -> None:
    """Otherwise run: python -m locales.catalogue"""
    assert catalogue_of(language).read_text(encoding="utf-8") == updated(language, extracted())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_none_is_obsolete(language: str) -> None:
    catalogue = read(catalogue_of(language), language)
    assert not catalogue.obsolete
    assert [message.id for message in messages(language) if not message.string] == []
    assert [message.id for message in messages(language) if message.fuzzy] == []


def texts_of(message: Message) -> list[str]:
    """One, or one for each number that the language tells apart."""
    said = message.string
    return list(said) if isinstance(said, list | tuple) else [str(said)]


def original(message: Message) -> str:
    """Of more than one, where there are two."""
    return str(message.id[-1] if isinstance(message.id, list | tuple) else message.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_placeholders_and_the_tags(language: str) -> None:
    for message in messages(language):
        text = texts_of(message)[-1]
        for pattern in (PLACEHOLDER, TAG):
            said, meant = pattern.findall(text), pattern.findall(original(message))
            assert sorted(said) == sorted(meant), message.id
        assert "%" not in PLACEHOLDER.sub("", text), message.id


def test_chinese_is_written_in_chinese() -> None:
    for message in messages("zh_Hans"):
        text = " ".join(texts_of(message))
        assert CHINESE.search(text) or message.id in SAME_EVERYWHERE, message.id
        assert not re.search("案件|你", text), f"{text}: it is 事项, and 您"
        assert not re.search("[\u4e00-\u9fff][,;!?]", text), f"{text}: Chinese punctuation"


def test_the_catalogue_tells_no_time_and_no_place() -> None:
    for language in LANGUAGES:
        text = catalogue_of(language).read_text(encoding="utf-8")
        assert not re.search(r"-Date|Generated-By|/home|/work|\\\\", text)


def test_the_templates_are_written_in_english() -> None:
    """Texts in other languages stand in their catalogues."""
    assert [path.name for path in TEMPLATES.rglob("*.j2") if _chinese(path)] == []


def _chinese(path: Path) -> bool:
    return CHINESE.search(path.read_text(encoding="utf-8")) is not None
