"""Everything a person sends that isn't plain words."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, TypedDict, Unpack

from simulator.driver import samples
from simulator.driver.actor import CannotDo, Place
from simulator.driver.bubble import Bubble
from simulator.driver.speech import Speech
from simulator.media import MIME_TYPES, NAMES, media_content
from simulator.text.formatting import CAPTION_LIMIT, format_text
from simulator.text.units import width
from simulator.wire import JSON
from simulator.world.users import BotAccount

Content: TypeAlias = bytes | Path | None
"""A file's bytes, a file on the disk, or None for any small real file."""
SAMPLES = {
    "photo": samples.PHOTO, "document": samples.DOCUMENT, "voice": samples.voice(),
    "sticker": samples.picture(),
}  # fmt: skip


@dataclass(slots=True)
class Attachment:
    """A file to send. `size` pretends that it is larger than its content."""

    kind: str
    content: Content = None
    caption: str = ""
    name: str = ""
    mime_type: str = ""
    size: int | None = None
    about: dict[str, Any] = field(default_factory=dict)
    """duration, width, performer, emoji …"""


class Where(TypedDict, total=False):
    """In a group, to a bot, or as a reply; privately to the only bot when nothing is said."""

    in_group: Place
    to: BotAccount
    topic: int
    reply_to: Bubble


class Attachments(Speech):
    async def sends(self, attachment: Attachment, **where: Unpack[Where]) -> Bubble:
        return self._send(self._content(attachment), where)

    async def sends_photo(
        self, content: Content = None, *, caption: str = "", **where: Unpack[Where]
    ) -> Bubble:
        return await self.sends(Attachment("photo", content, caption), **where)

    async def sends_voice(
        self, content: Content = None, *, seconds: int = 1, **where: Unpack[Where]
    ) -> Bubble:
        about = {"duration": seconds}
        recorded = samples.voice(seconds) if content is None else content
        return await self.sends(Attachment("voice", recorded, about=about), **where)

    async def sends_document(
        self,
        content: Content = None,
        *,
        name: str = "",
        caption: str = "",
        size: int | None = None,
        **where: Unpack[Where],
    ) -> Bubble:
        return await self.sends(Attachment("document", content, caption, name, size=size), **where)

    async def sends_video(
        self, content: Content = None, *, caption: str = "", **where: Unpack[Where]
    ) -> Bubble:
        return await self.sends(Attachment("video", content, caption), **where)

    async def sends_video_note(self, content: Content = None, **where: Unpack[Where]) -> Bubble:
        return await self.sends(Attachment("video_note", content), **where)

    async def sends_sticker(self, emoji: str = "👍", **where: Unpack[Where]) -> Bubble:
        return await self.sends(Attachment("sticker", about={"emoji": emoji}), **where)

    async def sends_location(
        self, latitude: float, longitude: float, **where: Unpack[Where]
    ) -> Bubble:
        location = {"latitude": latitude, "longitude": longitude}
        return self._send({"location": location}, where)

    async def sends_contact(
        self, phone_number: str, first_name: str = "", **where: Unpack[Where]
    ) -> Bubble:
        """One's own, unless another name is given."""
        contact: JSON = {"phone_number": phone_number, "first_name": first_name or self.name}
        if not first_name:
            contact["user_id"] = self.id
        return self._send({"contact": contact}, where)

    async def exchanges(self, bubble: Bubble, attachment: Attachment) -> Bubble:
        """Puts another file into one's own message, as the apps' "Edit" does."""
        if bubble.message.sender is not self.user:
            raise CannotDo(f"{self.name} can only edit own messages")
        bubble.message.content = self._content(attachment)
        self.world.touch(bubble.message)
        return bubble

    async def sends_album(self, *items: Attachment, **where: Unpack[Where]) -> list[Bubble]:
        """Each item is a message of its own, and an update of its own."""
        if not 2 <= len(items) <= 10:
            raise CannotDo("an album has 2 to 10 items")
        details = {"media_group_id": self.world.new_album_id()}
        contents = [self._content(item) for item in items]
        return [self._send(content, where, details) for content in contents]

    def _send(self, content: JSON, where: Where, details: JSON | None = None) -> Bubble:
        details = dict(details or {})
        if "reply_to" in where:
            return self._reply(where["reply_to"], content, details=details)
        chat = self._place(where.get("in_group"), where.get("to"))
        return self._say(chat, content, thread=where.get("topic", 0), details=details)

    def _content(self, attachment: Attachment) -> JSON:
        kind, content = attachment.kind, attachment.content
        name = attachment.name or NAMES[kind]
        if isinstance(content, Path):
            name, content = attachment.name or content.name, content.read_bytes()
        if content is None:
            content = SAMPLES.get(kind, samples.DOCUMENT)
        mime_type = attachment.mime_type or MIME_TYPES[kind]
        file = self.world.files.store(kind, content, name, mime_type, attachment.size)
        return media_content(file, kind, attachment.about) | _caption(attachment.caption)


def _caption(text: str) -> JSON:
    shown, entities = format_text(text, "", None)
    if width(shown) > CAPTION_LIMIT:
        raise CannotDo(f"a caption has at most {CAPTION_LIMIT} characters")
    caption: JSON = {"caption": shown} if shown else {}
    return caption | ({"caption_entities": entities} if entities else {})
