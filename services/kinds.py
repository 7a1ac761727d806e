"""Which kind of case somebody's words ask for."""

import re

from locales import LANGUAGES, longer_than_requests, request_prefixes
from models.case import CaseKind
from services.words import bare

_PARTED = re.compile(r"^[\s,.:;!，。：；！、]+")
_QUESTION = re.compile(r"\s*/ask\b", re.IGNORECASE)


def without_kind(words: str) -> str:
    """Without the word of asking at the beginning (求助：…, 求助楼道…): a heading says the kind
    already. Where it is part of a longer word (求助电话) it stays."""
    for language in LANGUAGES:
        longer = tuple(longer_than_requests(language))
        for prefixes in request_prefixes(language).values():
            for prefix in prefixes:
                rest = words.removeprefix(prefix)
                if rest != words and not words.startswith(longer):
                    return _PARTED.sub("", rest, count=1) or words
    return words


def asked_in(text: str) -> CaseKind:
    """Help, unless the command or the first word says that it is a question."""
    if _QUESTION.match(text):
        return CaseKind.CONSULTATION
    words = bare(text)
    for language in LANGUAGES:
        for kind, prefixes in request_prefixes(language).items():
            if words.startswith(tuple(prefixes)):
                return CaseKind(kind)
    return CaseKind.HELP
