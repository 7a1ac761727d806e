"""The page of all texts, which a station reads and approves."""

from locales.languages import LANGUAGES
from locales.samples import SAMPLES
from locales.texts import page
from tests.docs.pages import ROOT


def test_it_is_up_to_date() -> None:
    """Otherwise run: python -m locales.texts > docs/texts.md"""
    assert (ROOT / "docs/texts.md").read_text(encoding="utf-8") == page()


def test_each_message_stands_there_in_each_language() -> None:
    parts = page().split("### ")[1:]
    assert [part.split("\n", 1)[0] for part in parts] == sorted(SAMPLES)
    for part in parts:
        assert part.count("```text") >= len(LANGUAGES)


def test_no_chinese_stands_in_the_english_column() -> None:
    blocks = page().split("## Buttons")[0].split("```text\n")[1:]
    english = LANGUAGES.index("en")
    for block in blocks[english :: len(LANGUAGES)]:
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in block.split("```")[0]), block
