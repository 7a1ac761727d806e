"""HTML as the Bot API reads it (https://core.telegram.org/bots/api#html-style).

It isn't HTML: only the listed tags exist, an unknown named entity stays as typed, `</>` closes
whatever is open, and an error names the byte offset of the tag in UTF-8.
"""

import re
from dataclasses import dataclass

from simulator.text.links import link_entity
from simulator.text.references import decode_references
from simulator.text.units import width
from simulator.wire import JSON

KINDS = {
    "b": "bold", "strong": "bold",
    "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "span": "spoiler", "tg-spoiler": "spoiler",
    "a": "text_link", "tg-emoji": "custom_emoji",
    "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
SPACE = " \t\r\n\v\0"
TAG_NAME = re.compile(rf"[^{SPACE}>]*")
ATTRIBUTE_NAME = re.compile(rf"[^{SPACE}=>]*")
TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
SPACES = re.compile(rf"[{SPACE}]*")
SURROGATES = re.compile("[\ud800-\udfff]")


class Unparsable(ValueError):
    """The text breaks the rules; the message is Telegram's own."""


@dataclass(slots=True)
class OpenTag:
    name: str
    argument: str
    offset: int
    piece: int


class HtmlReader:
    """Reads one text; `read` gives the bare text and its entities."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._offset = 0
        self._pieces: list[str] = []
        self._open: list[OpenTag] = []
        self._entities: list[JSON] = []

    def read(self) -> tuple[str, list[JSON]]:
        source = self._source
        while (tag := source.find("<", self._at)) >= 0:
            self._take_text(tag)
            if source.startswith("</", tag):
                self._take_end_tag(tag)
            else:
                self._take_start_tag(tag)
        self._take_text(len(source))
        return self._finish()

    def _finish(self) -> tuple[str, list[JSON]]:
        if self._open:
            name = self._open[-1].name
            raise Unparsable(f'Can\'t find end tag corresponding to start tag "{name}"')
        text = "".join(self._pieces)
        if SURROGATES.search(text):
            raise Unparsable(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return text, self._entities

    def _take_text(self, end: int) -> None:
        piece = decode_references(self._source[self._at : end])
        self._pieces.append(piece)
        self._offset += width(piece)
        self._at = end

    def _fail(self, what: str, at: int) -> Unparsable:
        return Unparsable(f"{what} at byte offset {len(self._source[:at].encode())}")

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        found = match[0] if match else ""
        self._at += len(found)
        return found

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _take_start_tag(self, begin: int) -> None:
        self._at = begin + 1
        name = self._match(TAG_NAME).lower()
        if not self._peek():
            raise self._fail("Unclosed start tag", begin)
        if name not in KINDS:
            raise self._fail(f'Unsupported start tag "{name}"', begin)
        argument = self._take_attributes(name, begin)
        if name == "span" and argument != "spoiler":
            raise self._fail('Tag "span" must have class "tg-spoiler"', begin)
        self._at += 1
        self._open.append(OpenTag(name, argument, self._offset, len(self._pieces)))

    def _take_attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self._match(SPACES)
            if self._peek() == ">":
                return argument
            name = self._match(ATTRIBUTE_NAME)
            if not name and self._peek():
                raise self._fail(f'Empty attribute name in the tag "{tag}"', begin)
            self._match(SPACES)
            value = self._take_value(tag, begin) if self._peek() == "=" else ""
            if not self._peek():
                raise self._fail(f'Unclosed start tag "{tag}"', begin)
            argument = _argument(tag, name, value) or argument

    def _take_value(self, tag: str, begin: int) -> str:
        self._at += 1
        self._match(SPACES)
        start, quote = self._at, self._peek()
        if not quote:
            raise self._fail(f'Unclosed start tag "{tag}"', begin)
        if quote not in "'\"":
            value = self._match(TOKEN).lower()
            if self._peek() not in (*SPACE, ">", ""):
                raise self._fail("Unexpected end of name token", start)
            return value
        end = self._source.find(quote, start + 1)
        if end < 0 or end + 1 == len(self._source):
            raise self._fail("Unclosed start tag", begin)
        self._at = end + 1
        return decode_references(self._source[start + 1 : end])

    def _take_end_tag(self, begin: int) -> None:
        if not self._open:
            raise self._fail("Unexpected end tag", begin)
        self._at = begin + 2
        name = self._match(TAG_NAME).lower()
        self._match(SPACES)
        if self._peek() != ">":
            raise self._fail("Unclosed end tag", begin)
        self._at += 1
        tag = self._open.pop()
        if name and name != tag.name:
            expected = f"Unmatched end tag at byte offset {len(self._source[:begin].encode())}"
            raise Unparsable(f'{expected}, expected "</{tag.name}>", found "</{name}>"')
        if self._offset > tag.offset:
            self._close(tag)

    def _close(self, tag: OpenTag) -> None:
        span: JSON = {"offset": tag.offset, "length": self._offset - tag.offset}
        if tag.name in ("pre", "code"):
            self._close_code(tag, span)
        elif tag.name == "a":
            url = tag.argument or "".join(self._pieces[tag.piece :])
            self._entities += link_entity(url, span)
        elif tag.name == "tg-emoji":
            if not tag.argument.isdecimal() or not int(tag.argument):
                raise Unparsable("Invalid custom emoji identifier specified")
            self._entities.append({"type": "custom_emoji", **span, "custom_emoji_id": tag.argument})
        else:
            kind = "expandable_blockquote" if tag.argument == "expandable" else KINDS[tag.name]
            self._entities.append({"type": kind, **span})

    def _close_code(self, tag: OpenTag, span: JSON) -> None:
        """`<pre><code class="language-x">`, in either order, is one block with a language."""
        inner = self._entities[-1] if self._entities else {}
        same = all(inner.get(key) == span[key] for key in span)
        other = {"pre": "code", "code": "pre"}[tag.name]
        language = tag.argument or inner.pop("_language", "") if same else tag.argument
        if same and inner.get("type") == other and language:
            inner.update(type="pre", language=language)
            return
        entity: JSON = {"type": tag.name, **span}
        if tag.name == "code" and tag.argument:
            entity["_language"] = tag.argument
        self._entities.append(entity)


def _argument(tag: str, name: str, value: str) -> str:
    """What of an attribute matters to its tag."""
    if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id")):
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return "expandable" if (tag, name) == ("blockquote", "expandable") else ""


def parse_html(source: str) -> tuple[str, list[JSON]]:
    """The bare text and its entities, in UTF-16 units; raises Unparsable."""
    text, entities = HtmlReader(source).read()
    for entity in entities:
        entity.pop("_language", None)
    return text, entities
