"""Several photos, videos, …, which people send and see as one message. They come as single ones,
maybe in two batches: what goes on waits a moment for the rest."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from models.address import Address
from models.case import Case
from models.exchange import Exchange, Operation, Priority, Purpose
from services.desk import Desk
from services.outbox import put

KINDS = {"photo", "video", "audio", "document"}  # what sendMediaGroup takes (Bot API)
WAIT = timedelta(seconds=0.7)


def is_item(heard: Exchange) -> bool:
    """Edited, an item is a message like any other."""
    has_file = "file_id" in (heard.media or {})
    in_album = heard.album is not None and heard.content in KINDS
    return in_album and has_file and heard.replaces_id is None


def item(heard: Exchange, caption: str) -> dict[str, Any]:
    return {
        "exchange": heard.id,
        "content": heard.content,
        "file_id": (heard.media or {})["file_id"],
        "caption": caption,
    }


def album(
    desk: Desk,
    to: Address,
    key: str,
    items: Sequence[dict[str, Any]],
    template: str,
    values: dict[str, Any],
    *,
    language: str,
    case: Case,
    reply_to_id: int | None,
    thread_id: int | None = None,
) -> Exchange:
    """Say it together. While it waits for the rest of the album, more can be added."""
    first = items[0]
    return put(
        desk,
        to,
        operation=Operation.ALBUM,
        album=key,
        source_id=first["exchange"],
        content=first["content"],
        media={"file_id": first["file_id"]},
        template=template,
        values={**values, "items": list(items)},
        language=language,
        actions=[],
        case_id=case.id,
        purpose=Purpose.WORDS,
        target_id=reply_to_id,
        priority=Priority.CONVERSATION,
        thread_id=thread_id,
        not_before=desk.now() + WAIT,
    )


def add(desk: Desk, waiting: Exchange, heard: Exchange, caption: str) -> None:
    """`waiting` is held for us until the transaction ends."""
    values = waiting.values or {}
    known = values.get("items", [])
    if all(one["exchange"] != heard.id for one in known):
        waiting.values = {**values, "items": [*known, item(heard, caption)]}
        if waiting not in desk.outgoing:
            desk.outgoing.append(waiting)  # The limits count it anew.
