"""The glossary and the code use the same names."""

import re
from collections import Counter
from enum import Enum

from models.base import Base
from models.schema import MODULES
from tests.docs.pages import ROOT, code_spans, names_in_code, read, table_rows

GLOSSARY = read(ROOT / "docs/glossary.md")
ROWS = [row for row in table_rows(GLOSSARY) if row[0] != "English"]
NAMED = set(code_spans(" ".join(row[2] for row in ROWS)))


def test_each_name_stands_in_the_code() -> None:
    assert sorted(NAMED - names_in_code()) == []


def test_each_word_stands_once_and_in_both_languages() -> None:
    for column in (0, 1, 2):
        words = Counter(row[column] for row in ROWS)
        assert [word for word, times in words.items() if times > 1] == []
    assert all(re.search("[\u4e00-\u9fff]", row[1]) for row in ROWS)


def test_each_record_and_each_list_of_choices_is_explained() -> None:
    own = {
        name
        for module in MODULES
        for name, found in vars(module).items()
        if isinstance(found, type)
        and issubclass(found, Base | Enum)
        and found.__module__ == module.__name__
    }
    assert sorted(own - NAMED) == []
