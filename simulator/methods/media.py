"""Sending files (https://core.telegram.org/bots/api#sending-files)."""

from collections.abc import Callable, Collection
from typing import Any

from simulator.call import Call
from simulator.envelope import address
from simulator.errors import bad_request
from simulator.media import MIME_TYPES, NAMES, PERMISSIONS, media_content
from simulator.parameters import Parameters
from simulator.pictures import is_picture
from simulator.wire import JSON
from simulator.words import caption_content
from simulator.world.files import PHOTO_LIMIT, StoredFile
from simulator.world.messages import CAPTIONED


def _sender(kind: str) -> Callable[[Call], JSON]:
    def send(call: Call) -> JSON:
        file = sent_file(call, kind, call.parameters.values.get(kind), kind)
        content = media_content(file, kind, call.parameters.values)
        if kind in CAPTIONED:
            content |= caption_content(call)
        return address(call, PERMISSIONS[kind]).post(call, content).as_json()

    return send


send_photo = _sender("photo")
send_video = _sender("video")
send_animation = _sender("animation")
send_audio = _sender("audio")
send_document = _sender("document")
send_voice = _sender("voice")
send_video_note = _sender("video_note")
send_sticker = _sender("sticker")


def sent_file(call: Call, kind: str, value: Any, field: str) -> StoredFile:
    """A new upload, one that came under `attach://name`, or a known file by its id."""
    uploads = call.parameters.files
    name = field
    if isinstance(value, str) and value.startswith("attach://"):
        name = value.removeprefix("attach://")
        if name not in uploads:
            raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if name in uploads:
        upload = uploads[name]
        return _stored(call, kind, upload.content, upload.name, upload.mime_type)
    if not value:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    return _known(call, kind, str(value))


def _stored(call: Call, kind: str, content: bytes, name: str, mime_type: str) -> StoredFile:
    if not content:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        if len(content) > PHOTO_LIMIT:
            raise bad_request("file is too big")
        if not is_picture(content):
            raise bad_request("IMAGE_PROCESS_FAILED")
    if kind != "document" and not mime_type.startswith(("image", "audio", "video")):
        mime_type = MIME_TYPES[kind]
    return call.world.files.store(kind, content, name or NAMES[kind], mime_type)


def _known(call: Call, kind: str, value: str) -> StoredFile:
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # It has no way out to the web.
    file = call.world.files.get(value)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {_title(file.kind)} as {_title(kind)}")
    return file


def _title(kind: str) -> str:
    return "".join(word.capitalize() for word in kind.split("_"))


def item_content(call: Call, item: Parameters, kinds: Collection[str]) -> JSON:
    """One InputMedia, of one of the types allowed."""
    kind = item.text("type")
    if kind not in kinds:
        raise bad_request("can't parse InputMedia: type is invalid")
    file = sent_file(call, kind, item.text("media"), "media")
    return media_content(file, kind, item.values)
