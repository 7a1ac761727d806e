"""Character references, as far as Telegram reads them.

Four names and any number; the semicolon may be missing, and what is unknown stays as typed
(https://core.telegram.org/bots/api#html-style).
"""

import re

NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![a-zA-Z]));?")


def decode_references(text: str) -> str:
    return REFERENCE.sub(_decoded, text) if "&" in text else text


def _decoded(match: re.Match[str]) -> str:
    if match[3]:
        return NAMED[match[3]]
    code = int(match[1], 16) if match[1] else int(match[2])
    digits = match[0].rstrip(";")
    if not 0 < code < 0x10FFFF or len(digits) >= 10:
        return match[0]
    return chr(code)
