"""From the bytes that Telegram sent to updates, with nothing in them that a database refuses."""

import json
import re
from typing import Any

import structlog

from bot.raw import integer
from services.words import cleaned

log = structlog.get_logger()

UNDECODABLE = "undecodable"  # the type under which the journal knows such an update
# NUL and lone surrogates, as JSON spells them. Few updates have any, so few are searched.
_UNSTORABLE = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_ID = re.compile(rb'"update_id"\s*:\s*(\d{1,18})\b')


def decode(body: bytes) -> dict[str, Any]:
    """An object from JSON. Raises ValueError."""
    try:
        answer = json.loads(body.decode("utf-8", "replace"))
        answer = _storable(answer) if _UNSTORABLE.search(body) else answer
    except RecursionError as error:
        raise ValueError("Telegram sent something nested too deep to be read.") from error
    if not isinstance(answer, dict):
        raise ValueError("Telegram sent something else than an object.")  # noqa: TRY004
    return answer


def has_id(update: Any) -> bool:
    """Without a number that the journal can hold, nothing can be done about an update."""
    number = update.get("update_id") if isinstance(update, dict) else None
    if integer(number) is not None:
        return True
    log.error("update_without_id")
    return False


def undecodable(body: bytes) -> dict[str, Any] | None:
    """In place of the one update in a body that no JSON reader takes: its id and no more, so
    that it is counted and doesn't keep back all that come after it. None if there is no id."""
    found = _ID.search(body)
    if found is None:
        return None
    log.error(UNDECODABLE, update_id=int(found[1]), size=len(body))
    return {"update_id": int(found[1]), UNDECODABLE: None}


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {cleaned(key): _storable(one) for key, one in value.items()}
    return value
