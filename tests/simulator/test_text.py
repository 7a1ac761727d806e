import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.text.detection import detect
from simulator.text.formatting import format_text
from simulator.text.units import Ruler, width

FOUND = [
    ("/help gas", [("bot_command", 0, 5)]),
    ("please /ask@doorstep_bot now", [("bot_command", 7, 17)]),
    ("a/b /x/y </b>", []),
    ("hello @doorstep_bot!", [("mention", 6, 13)]),
    ("😀 @anna", [("mention", 3, 5)]),
    ("mail a.b@example.org", [("email", 5, 15)]),
    ("#lost_cat #1 #2x", [("hashtag", 0, 9), ("hashtag", 13, 3)]),
    ("see https://example.org/a?b=1.", [("url", 4, 25)]),
    ("see example.org/a, please", [("url", 4, 13)]),
    ("call +44 20 7946 0958", [("phone_number", 5, 16)]),
    ("求助 楼道有煤气味", []),
    ("求助@doorstep_bot", []),
]


@pytest.mark.parametrize(("text", "entities"), FOUND)
def test_what_telegram_finds(text: str, entities: list[tuple[str, int, int]]) -> None:
    found = [(each["type"], each["offset"], each["length"]) for each in detect(text, [])]
    assert sorted(found, key=lambda each: each[1]) == entities


def test_nothing_is_found_in_code_and_links() -> None:
    text, entities = format_text("<code>/help</code> <a href='a.org'>@anna</a>", "HTML", None)
    assert text == "/help @anna"
    assert [entity["type"] for entity in entities] == ["code", "text_link"]


CLEANED = [
    ("  hello \n", "hello"),
    ("a\x00b\tc\r\nd", "a b c\nd"),
    ("a\u202eb\u2028c", "abc"),
    ("\x00 \n", ""),
    ("👨\u200d👩", "👨\u200d👩"),
]


@pytest.mark.parametrize(("typed", "shown"), CLEANED)
def test_what_is_taken_out(typed: str, shown: str) -> None:
    assert format_text(typed, "", None)[0] == shown


def test_entities_move_with_the_cleaning() -> None:
    text, entities = format_text("x\u202e<b> 😀\r y </b> ", "HTML", None)
    assert text == "x 😀 y"
    assert entities == [{"type": "bold", "offset": 1, "length": 5}]


@given(st.text(max_size=300))
def test_offsets_are_utf16(text: str) -> None:
    ruler = Ruler(text)
    for position in range(len(text) + 1):
        units = len(text[:position].encode("utf-16-le", "surrogatepass")) // 2
        assert ruler.offset(position) == units
        assert ruler.position(units) == position
    assert width(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
