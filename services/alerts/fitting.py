"""Whether what an alert says fits into one message (Bot API, sendMessage and sendPhoto)."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from locales import render
from models.alert import Alert
from services.desk import Desk
from services.errors import AlertTextTooLong
from services.notices import alerts as notices

MESSAGE_UNITS = 4096  # UTF-16 units, after entities
CAPTION_UNITS = 1024
_TAG = re.compile(r"<[^>]*>")


def must_fit(desk: Desk, alert: Alert, words: Mapping[str, Any]) -> None:
    """These words, in each language, with all that stands around them. Raises AlertTextTooLong."""
    limit = CAPTION_UNITS if alert.content in notices.CAPTIONED else MESSAGE_UNITS
    for language, said in words.items():
        shown = notices.words(desk, alert, None, language, said)
        text = unescape(_TAG.sub("", render("alert", language, shown, desk.station.timezone)))
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if units > limit:
            raise AlertTextTooLong(limit=limit, units=units)
