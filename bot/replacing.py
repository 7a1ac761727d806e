"""Puts a neutral picture in place of a photo (Bot API, editMessageMedia).

A bot may change its own messages however old they are; only those of a business account have a
limit. Where it can't (it may no longer write in the group), the message is deleted.
"""

import asyncio
from dataclasses import replace
from pathlib import Path

from aiogram.enums import InputMediaType
from aiogram.methods import EditMessageMedia
from aiogram.types import FSInputFile, InputMediaPhoto, Message

from bot import outcome
from bot.line import Line
from bot.outcome import LEFT_BEHIND, Kind, Outcome
from models.exchange import Operation

PICTURE = Path(__file__).with_name("found.png")
GONE = ("message to edit not found", "message_id_invalid")


class Replacing:
    """The picture goes up once for each start of the bot, and by Telegram's id from then on."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._file_id: str | None = None
        self._uploading = asyncio.Lock()

    async def replace(self, chat_id: int, message_id: int | None, caption: str) -> Outcome:
        """Never raises for what Telegram answers."""
        if message_id is None:
            return Outcome(Kind.REFUSED, error=LEFT_BEHIND)
        try:
            await self._show(chat_id, message_id, caption)
        except Exception as error:
            return self._sorted(message_id, error)
        return Outcome(Kind.DELIVERED, message_id=message_id, text=caption)

    async def _show(self, chat_id: int, message_id: int, caption: str) -> None:
        if self._file_id is None:
            async with self._uploading:
                if self._file_id is None:
                    await self._upload(chat_id, message_id, caption)
                    return
        await self._line.numbers(_edit(chat_id, message_id, self._file_id or "", caption))

    async def _upload(self, chat_id: int, message_id: int, caption: str) -> None:
        answer = await self._line.upload(_edit(chat_id, message_id, FSInputFile(PICTURE), caption))
        if isinstance(answer, Message) and answer.photo:
            self._file_id = answer.photo[-1].file_id

    def _sorted(self, message_id: int, error: Exception) -> Outcome:
        said = str(getattr(error, "message", error)).casefold()
        if outcome.NOT_MODIFIED in said or any(part in said for part in GONE):
            return Outcome(Kind.DELIVERED, message_id=message_id, error=said)
        if any(part in said for part in outcome.NO_FILE):
            self._file_id = None
        found = outcome.sort(error)
        if found.kind is not Kind.REFUSED:
            return found
        return replace(found, kind=Kind.AGAIN, changes={"operation": Operation.DELETE})


def _edit(
    chat_id: int, message_id: int, picture: str | FSInputFile, caption: str
) -> EditMessageMedia:
    media = InputMediaPhoto(
        type=InputMediaType.PHOTO, media=picture, caption=caption, parse_mode="HTML"
    )
    return EditMessageMedia(chat_id=chat_id, message_id=message_id, media=media)
