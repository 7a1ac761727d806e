"""Sends a file once more by its id, where the message it came in can't be copied any more."""

from collections.abc import Mapping
from typing import Any

from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendContact,
    SendDocument,
    SendLocation,
    SendPhoto,
    SendSticker,
    SendVenue,
    SendVideo,
    SendVideoNote,
    SendVoice,
    TelegramMethod,
)

METHODS: Mapping[str, type[TelegramMethod[Any]]] = {
    "photo": SendPhoto,
    "animation": SendAnimation,
    "video": SendVideo,
    "video_note": SendVideoNote,
    "voice": SendVoice,
    "audio": SendAudio,
    "document": SendDocument,
    "sticker": SendSticker,
}
FIELDS: Mapping[str, tuple[type[TelegramMethod[Any]], tuple[str, ...]]] = {
    "location": (SendLocation, ("latitude", "longitude")),
    "contact": (SendContact, ("phone_number", "first_name", "last_name")),
}
CAPTIONED = METHODS.keys() - {"video_note", "sticker"}


def again_by_file(
    content: str, media: Mapping[str, Any] | None, common: Mapping[str, Any]
) -> TelegramMethod[Any] | None:
    """The method that sends this file id; none where there is no file or no such method.

    `common`: the parameters that all of these methods share (and captions, where they do).
    """
    if not media or not can_be_sent_again(content, media):
        return None
    parameters = dict(common)
    if content not in CAPTIONED:
        del parameters["caption"], parameters["parse_mode"]
    if content == "venue":
        place = media.get("location") or {}
        where = {name: place.get(name, 0) for name in ("latitude", "longitude")}
        named = {name: media.get(name, "") for name in ("title", "address")}
        return SendVenue(**where, **named, **parameters)
    if content in FIELDS:
        method, fields = FIELDS[content]
        return method(**{name: media[name] for name in fields if name in media}, **parameters)
    return METHODS[content](**{content: media["file_id"]}, **parameters)


def can_be_sent_again(content: str, media: Mapping[str, Any] | None) -> bool:
    """Whether what we hold of it is enough, without the message that it came in."""
    by_file = content in METHODS and "file_id" in (media or {})
    return by_file or (bool(media) and content in (*FIELDS, "venue"))


def about(content: str, media: Mapping[str, Any] | None) -> str | None:
    """What words can say of it: a file's name and size, a poll's question."""
    if not media:
        return None
    if content == "poll":
        return str(media.get("question") or "") or None
    size = media.get("file_size")
    shown = f"{size / 1_000_000:.1f} MB" if isinstance(size, int) else None
    return ", ".join(str(one) for one in (media.get("file_name"), shown) if one) or None
