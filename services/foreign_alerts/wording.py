"""The words of another authority's alert, cut at a sentence where they don't fit into a message."""

import re
from html import unescape

from locales import render, render_plain
from models.alert import Alert
from services.cap import Info
from services.desk import Desk
from services.foreign_alerts import holding
from services.notices import alerts as notices
from services.words import TEXT_UNITS, cleaned, harmless, shortened, units

HEADLINE_UNITS, CONTACT_UNITS, ISSUER_UNITS = 200, 200, 100
LONGEST_LINK = 150
LINES = 8  # units for the lines between the parts, and the hand before the instruction
_TAG = re.compile(r"<[^>]*>")
_END = re.compile(r"[.!?](?=\s)|[。！？\n]")


def one_line(text: str | None, limit: int) -> str:
    return shortened(" ".join(_clean(text).split()), limit)


def worded(desk: Desk, alert: Alert, language: str, info: Info) -> dict[str, str]:
    """Measured as the alert will be read. What is cut says so, with where all of it stands."""
    said = {
        "headline": one_line(info.headline or info.event, HEADLINE_UNITS),
        "text": _clean(info.description),
        "instruction": _clean(info.instruction),
    }
    room = TEXT_UNITS - LINES - _measured(desk, alert, language, {**said, **EMPTY})
    if units(said["text"]) + units(said["instruction"]) <= room:
        return said
    note = _note(desk, language, info.web)
    room -= units(note) + LINES
    said["instruction"] = cut(said["instruction"], max(room // 2, room - units(said["text"])))
    said["text"] = cut(said["text"], room - units(said["instruction"]))
    return {**said, "text": f"{said['text']}\n\n{note}"}


EMPTY = {"text": "", "instruction": ""}


def cut(text: str, limit: int) -> str:
    """At most `limit` units: whole sentences, if one ends in the latter two thirds."""
    if units(text) <= limit:
        return text
    head = shortened(text, limit)
    ends = [found.end() for found in _END.finditer(head)]
    if ends and ends[-1] > len(head) // 3:
        return head[: ends[-1]].rstrip()
    return head


def _measured(desk: Desk, alert: Alert, language: str, said: dict[str, str]) -> int:
    before, alert.words = alert.words, {language: said}
    values = notices.words(desk, alert, language, holding.until(alert))
    alert.words = before
    return units(unescape(_TAG.sub("", render("alert", language, values, desk.station.timezone))))


def _note(desk: Desk, language: str, web: str | None) -> str:
    is_link = web is not None and len(web) <= LONGEST_LINK and re.match(r"https?://", web)
    values = {"web": web if is_link else None}
    return render_plain("import_shortened", language, values, desk.station.timezone)


def _clean(text: str | None) -> str:
    return harmless(cleaned(text or "")).strip()
