"""What Telegram takes for HTML. The errors are its own, from its parser's public tests."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.text.formatting import format_text
from simulator.text.html import Unparsable, parse_html
from simulator.text.units import width

REFUSED = [
    ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
    ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
    ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
    ('🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
    ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
    ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
    (
        "🏟 🏟&lt;<i>a</em   >",
        'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"',
    ),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("<br>", 'Unsupported start tag "br" at byte offset 0'),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ('<a href="x"', "Unclosed start tag at byte offset 0"),
    ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    (
        "&#57311;",
        "Text contains invalid Unicode characters after decoding HTML entities, "
        "check for unmatched surrogate code units",
    ),
]


@pytest.mark.parametrize(("source", "error"), REFUSED)
def test_what_is_refused(source: str, error: str) -> None:
    with pytest.raises(Unparsable) as caught:
        parse_html(source)
    assert str(caught.value) == error


ACCEPTED = [
    ("&ge;&lt;&gt;&amp;&quot;&laquo;&#12345678;", '&ge;<>&"&laquo;&#12345678;', []),
    ("&#39;&#x1F600;", "'😀", []),
    ("➡️<i>➡️ ➡️</i>", "➡️➡️ ➡️", [("italic", 2, 5)]),
    ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
    ("<ins>a</ins><del>b</del>", "ab", [("underline", 0, 1), ("strikethrough", 1, 1)]),
    ("<strike>a</><u>b</ >", "ab", [("strikethrough", 0, 1), ("underline", 1, 1)]),
    ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
    ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
    ("🏟<i>🏟 &gt;<b aba   =   caba>&lt🏟</b></i>", "🏟🏟 ><🏟", [("bold", 6, 3), ("italic", 2, 7)]),
    ("x<b></b>", "x", []),
    ("<a> </a>", " ", []),
    ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
    ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
    ("<pre><code>a</code></pre>", "a", [("code", 0, 1), ("pre", 0, 1)]),
]


@pytest.mark.parametrize(("source", "text", "entities"), ACCEPTED)
def test_what_is_accepted(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read, found = parse_html(source)
    assert read == text
    assert [(each["type"], each["offset"], each["length"]) for each in found] == entities


def test_links() -> None:
    _, [link] = parse_html('<a href="https://Example.org/a?b&amp;c">x</a>')
    assert link["url"] == "https://example.org/a?b&c"
    assert parse_html("<a href=telegram.org>x</a>")[1][0]["url"] == "http://telegram.org/"
    assert parse_html('<a href="nowhere">x</a>') == ("x", [])
    assert parse_html('<a href="tg://user?id=42">x</a>')[1] == [
        {"type": "text_mention", "offset": 0, "length": 1, "user": {"id": 42}}
    ]


def test_a_block_of_code_knows_its_language() -> None:
    for source in (
        '<pre><code class="language-python">x</code></pre>',
        '<code class="language-python"><pre>x</pre></code>',
    ):
        assert parse_html(source)[1] == [
            {"type": "pre", "offset": 0, "length": 1, "language": "python"}
        ]


def test_code_holds_nothing_else() -> None:
    _, entities = format_text("<b>a<code>b</code>c</b>", "HTML", None)
    assert [(each["type"], each["offset"]) for each in entities] == [
        ("bold", 0),
        ("code", 1),
        ("bold", 2),
    ]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)) == (text, [])
    assert parse_html(f"<b>{html.escape(text)}</b>")[0] == text


@given(st.text(st.sampled_from("<>/&;biau pre=\"'#x1😀"), max_size=60))
def test_anything_is_either_read_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except Unparsable:
        return
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= width(text)
