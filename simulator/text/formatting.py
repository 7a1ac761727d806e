"""From the parameters of a call to a text with entities, with the Bot API's errors.

https://core.telegram.org/bots/api#formatting-options
"""

import re

from simulator.errors import bad_request
from simulator.text.cleaning import clean
from simulator.text.detection import detect
from simulator.text.html import Unparsable, parse_html
from simulator.text.units import Ruler, width
from simulator.wire import JSON

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
CODE = frozenset({"code", "pre"})
PLAIN_KINDS = frozenset({
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold",
    "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote",
    "code", "pre", "text_link", "text_mention", "custom_emoji", "date_time",
})  # fmt: skip
FOUND_BY_TELEGRAM = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email",
                               "phone_number"})  # fmt: skip
MARKUP = re.compile("[<&]")
ORDER = ["blockquote", "expandable_blockquote", "bold", "italic", "underline", "strikethrough"]


def format_text(text: str, parse_mode: str, given: list[JSON] | None) -> tuple[str, list[JSON]]:
    """The text as it will be shown, and its entities; nothing is said yet about its length."""
    entities = [] if given is None else _checked(text, given)
    mode = parse_mode.lower()
    if mode == "html":
        text, entities = _from_html(text)
    elif mode in ("markdown", "markdownv2"):
        raise bad_request("can't parse entities: this server reads HTML, not Markdown")
    elif mode:
        raise bad_request("unsupported parse_mode")
    text, entities = clean(text, entities)
    entities = _outside_code(entities)
    entities += detect(text, entities)
    if len(entities) > 1:
        entities.sort(key=_place)
    return text, entities


def _from_html(text: str) -> tuple[str, list[JSON]]:
    if not MARKUP.search(text):
        return text, []
    try:
        return parse_html(text)
    except Unparsable as error:
        raise bad_request(f"can't parse entities: {error}") from None


def _checked(text: str, given: list[JSON]) -> list[JSON]:
    ruler, length = Ruler(text), width(text)
    kept = []
    for entity in given:
        kind, start, size = str(entity.get("type")), entity.get("offset"), entity.get("length")
        if not isinstance(start, int) or not isinstance(size, int) or kind not in PLAIN_KINDS:
            raise bad_request("can't parse MessageEntity: Type, offset and length are required")
        end = start + size
        if start < 0 or size < 0 or end > length:
            raise bad_request(f"entity at offset {start} and length {size} is out of the text")
        if ruler.position(start) is None or ruler.position(end) is None:
            raise bad_request(f"entity beginning at UTF-16 offset {start} ends in a middle of "
                              f"a UTF-16 symbol at UTF-16 offset {end}")  # fmt: skip
        if kind not in FOUND_BY_TELEGRAM and size:
            kept.append(dict(entity))
    return kept


def _outside_code(entities: list[JSON]) -> list[JSON]:
    """Code can't hold other entities, so what surrounds it is cut to its left and right."""
    codes = [_span(entity) for entity in entities if entity["type"] in CODE]
    if not codes or len(entities) == 1:
        return entities
    kept = []
    for entity in entities:
        if entity["type"] in CODE or entity["type"].endswith("blockquote"):
            kept.append(entity)
        else:
            kept += [
                {**entity, "offset": start, "length": end - start}
                for start, end in _minus(_span(entity), codes)
            ]
    return kept


def _minus(span: tuple[int, int], holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    left = [span]
    for start, end in holes:
        left = [
            part
            for begin, stop in left
            for part in ((begin, min(stop, start)), (max(begin, end), stop))
            if part[0] < part[1]
        ]
    return left


def _span(entity: JSON) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _place(entity: JSON) -> tuple[int, int, int]:
    kind = entity["type"]
    return entity["offset"], -entity["length"], ORDER.index(kind) if kind in ORDER else len(ORDER)
