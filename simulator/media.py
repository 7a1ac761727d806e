"""What a message says of the file in it (https://core.telegram.org/bots/api#available-types)."""

from collections.abc import Mapping
from typing import Any

from simulator.pictures import picture_size
from simulator.wire import JSON
from simulator.world.files import StoredFile

MIME_TYPES = {
    "photo": "image/jpeg", "video": "video/mp4", "animation": "video/mp4", "audio": "audio/mpeg",
    "voice": "audio/ogg", "video_note": "video/mp4", "sticker": "image/webp",
    "document": "application/octet-stream",
}  # fmt: skip
NAMES = {
    "photo": "photo.jpg", "video": "video.mp4", "animation": "animation.mp4",
    "audio": "audio.mp3", "voice": "voice.ogg", "video_note": "note.mp4",
    "sticker": "sticker.webp", "document": "file",
}  # fmt: skip
PERMISSIONS = {
    "photo": "can_send_photos", "video": "can_send_videos", "animation": "can_send_other_messages",
    "audio": "can_send_audios", "voice": "can_send_voice_notes",
    "video_note": "can_send_video_notes", "sticker": "can_send_other_messages",
    "document": "can_send_documents",
}  # fmt: skip
SPOILED = frozenset({"photo", "video", "animation"})
SIDE = 640


def media_content(file: StoredFile, kind: str, given: Mapping[str, Any]) -> JSON:
    """The field of the message for that kind; `given` are what the sender said of the file."""
    content: JSON = {kind: _shape(file, kind, given)}
    if kind == "animation":
        content["document"] = _shape(file, "document", given)
    if kind in SPOILED and str(given.get("has_spoiler", "")).lower() in ("true", "1"):
        content["has_media_spoiler"] = True
    return content


def _shape(file: StoredFile, kind: str, given: Mapping[str, Any]) -> Any:
    if kind == "photo":
        return _photo_sizes(file)
    base: JSON = {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
    }
    return base | _FIELDS[kind](file, given)


def _photo_sizes(file: StoredFile) -> list[JSON]:
    """Telegram keeps several sizes of a photo; all of these give the same file."""
    width, height = picture_size(file.content) or (1280, 960)
    sizes = [(min(width, 90), min(height, 90)), (width, height)]
    return [
        {
            "file_id": file.file_id,
            "file_unique_id": file.unique_id,
            "width": size[0],
            "height": size[1],
            "file_size": file.size,
        }
        for size in dict.fromkeys(sizes)
    ]


def _number(given: Mapping[str, Any], name: str, default: int) -> int:
    try:
        return int(given[name])
    except (KeyError, TypeError, ValueError):
        return default


def _moving(file: StoredFile, given: Mapping[str, Any]) -> JSON:
    return {
        "width": _number(given, "width", SIDE),
        "height": _number(given, "height", SIDE),
        "duration": _number(given, "duration", 1),
        "mime_type": file.mime_type,
        "file_name": file.name,
    }


def _audio(file: StoredFile, given: Mapping[str, Any]) -> JSON:
    said = {name: str(given[name]) for name in ("performer", "title") if given.get(name)}
    return {
        "duration": _number(given, "duration", 1),
        "mime_type": file.mime_type,
        "file_name": file.name,
    } | said


def _document(file: StoredFile, given: Mapping[str, Any]) -> JSON:
    return {"file_name": file.name, "mime_type": file.mime_type}


def _voice(file: StoredFile, given: Mapping[str, Any]) -> JSON:
    return {"duration": _number(given, "duration", 1), "mime_type": file.mime_type}


def _video_note(file: StoredFile, given: Mapping[str, Any]) -> JSON:
    return {"length": _number(given, "length", 240), "duration": _number(given, "duration", 1)}


def _sticker(file: StoredFile, given: Mapping[str, Any]) -> JSON:
    shape: JSON = {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    }
    return shape | ({"emoji": str(given["emoji"])} if given.get("emoji") else {})


_FIELDS = {
    "video": _moving, "animation": _moving, "audio": _audio, "document": _document,
    "voice": _voice, "video_note": _video_note, "sticker": _sticker,
}  # fmt: skip
