"""Files that a person sends: from the visitor's disk, or one of the small samples."""

from collections.abc import Sequence

from simulator.driver import samples
from simulator.driver.actor import CannotDo
from simulator.driver.attachments import Attachment
from simulator.page.deeds import Act, sending
from simulator.page.sketches import street_sketch
from simulator.page.stage import Unknown
from simulator.pictures import is_picture

LIMIT = 20_000_000
"""Bytes a file: as much as a bot can fetch (https://core.telegram.org/bots/api#getfile)."""
VOICE_SECONDS = 3
SAMPLES = ("photo", "album", "voice", "document")


async def send_sample(act: Act) -> None:
    kind = act.text("kind")
    if kind not in SAMPLES:
        raise Unknown(f"no such sample: {kind}")
    if kind == "album":
        items = [Attachment("photo", street_sketch(scene)) for scene in range(3)]
        items[0].caption = act.text("caption")
        await act.person.sends_album(*items, **sending(act))
        return
    await act.person.sends(sample(kind, act.text("caption")), **sending(act))


def sample(kind: str, caption: str = "", scene: int = 0) -> Attachment:
    if kind == "photo":
        return Attachment("photo", street_sketch(scene), caption)
    if kind == "voice":
        recorded = samples.voice(VOICE_SECONDS)
        return Attachment("voice", recorded, caption, about={"duration": VOICE_SECONDS})
    return Attachment("document", None, caption, "notice.txt", "text/plain")


async def send_files(act: Act, kind: str, files: Sequence[tuple[str, bytes]]) -> None:
    """`files`: names and contents. Two to ten go as an album."""
    if kind == "photo" and not all(is_picture(content) for _, content in files):
        raise CannotDo("that is no picture")
    items = [Attachment(kind, content, name=name) for name, content in files]
    if not items:
        raise CannotDo("there is no file")
    items[0].caption = act.text("caption")
    if len(items) == 1:
        await act.person.sends(items[0], **sending(act))
    else:
        await act.person.sends_album(*items, **sending(act))
