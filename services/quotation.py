"""What somebody else had said, and is shown to us by whoever replies to it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Quotation:
    """The message replied to. `author_id` is the channel's own id of the author's account; none
    for an anonymous admin or a channel. `language` is Telegram's hint."""

    message_id: int
    thread_id: int | None
    author_id: int | None
    author_name: str
    language: str | None
    username: str | None
    by_bot: bool
    text: str
    content: str
    media: dict[str, Any] | None
    album: str | None
