"""Several photos, videos, … as the one message that they are to people."""

from collections.abc import Mapping
from typing import Any

from aiogram.methods import SendMediaGroup
from aiogram.types import (
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    ReplyParameters,
)

ITEMS: Mapping[str, type[Any]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "audio": InputMediaAudio,
    "document": InputMediaDocument,
}


def album(
    row: Any, chat_id: int, heading: str | None, mode: str | None, quote: ReplyParameters | None
) -> SendMediaGroup:
    """By the files' ids. The heading (who it is from) stands over the first item; the others keep
    the captions that they came with."""
    first, *others = row.values["items"]
    media = [
        _item(first, caption=heading, parse_mode=mode),
        *(_item(item, caption=item.get("caption") or None, parse_mode=None) for item in others),
    ]
    return SendMediaGroup(
        chat_id=chat_id,
        media=media,
        message_thread_id=row.thread_id,
        reply_parameters=quote,
    )


def _item(item: Mapping[str, Any], **shown: Any) -> Any:
    # What isn't set isn't sent, the type included.
    kind = item["content"]
    return ITEMS[kind](type=kind, media=item["file_id"], **shown)
