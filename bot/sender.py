"""Sends one claimed row, and says what became of it."""

import html
import re
from collections.abc import Mapping
from typing import Any

import structlog
from aiogram.exceptions import TelegramEntityTooLarge, TelegramMigrateToChat
from aiogram.methods import (
    CopyMessage,
    DeleteMessage,
    EditMessageText,
    PinChatMessage,
    SendMessage,
    TelegramMethod,
    UnpinChatMessage,
)
from aiogram.types import LinkPreviewOptions, ReplyParameters

from bot import outcome
from bot.albums import album
from bot.atlas import Atlas
from bot.in_words import in_words
from bot.keyboards import form, keyboard
from bot.line import Line
from bot.outcome import Kind, Outcome
from bot.replacing import Replacing
from bot.resending import again_by_file, can_be_sent_again
from bot.whispering import Whispers
from locales import render
from models.exchange import Operation

log = structlog.get_logger()

COPIES = (Operation.COPY, Operation.ALBUM)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_TAG = re.compile("<[^>]+>")


class Sender:
    """Draws a row (text, keyboard) and makes the one call that it stands for.

    The atlas has to know the row's chat, and where its target and source stand.
    """

    def __init__(self, line: Line, username: str, atlas: Atlas) -> None:
        self._line, self._username, self._atlas = line, username, atlas
        self._whispers, self._replacing = Whispers(line), Replacing(line)
        self.timezone = "UTC"

    async def send(self, row: Any, plain: bool = False) -> Outcome:
        """Never raises for what Telegram answers; a fault of ours comes out as an exception."""
        text = self._text(row)
        if row.operation is Operation.WHISPER:
            return await self._whisper(row, text or "")
        if row.operation is Operation.REPLACE:
            chat_id, target = self._atlas.chats[row.address_id], self._target(row)
            return await self._replacing.replace(chat_id, target, text or "")
        method = self._method(row, _stripped(text) if plain else text, plain)
        if method is None:
            return self._without_target(row)
        try:
            numbers = await self._line.numbers(method)
        except Exception as error:
            return self._sorted(row, error, text)
        # An edit answers with the message that it changed, a pin with True.
        number = numbers[0] if numbers else self._target(row)
        return Outcome(Kind.DELIVERED, message_id=number, more_ids=tuple(numbers[1:]), text=text)

    async def _whisper(self, row: Any, text: str) -> Outcome:
        chats = self._atlas.chats
        chat_id, receiver = chats[row.address_id], chats[row.values["receiver"]]
        try:
            return await self._whispers.whisper(chat_id, receiver, text, row.thread_id)
        except Exception as error:
            return outcome.sort(error)

    def _text(self, row: Any) -> str | None:
        if row.template is None:
            return None
        values: Mapping[str, Any] = row.values or self._atlas.words.get(
            (row.run_id, row.language), {}
        )
        return render(row.template, row.language, values, self.timezone)

    def _method(self, row: Any, text: str | None, plain: bool) -> TelegramMethod[Any] | None:
        chat_id = self._atlas.chats[row.address_id]
        target = self._target(row)
        mode = None if plain else "HTML"
        markup = keyboard(row.actions, row.language, self._username)
        match row.operation:
            case Operation.SEND:
                return SendMessage(
                    chat_id=chat_id,
                    text=text or "",
                    parse_mode=mode,
                    message_thread_id=row.thread_id,
                    reply_parameters=_quote(target),
                    reply_markup=markup or form(row.purpose, row.language),
                    link_preview_options=NO_PREVIEW,
                )
            case Operation.COPY:
                return self._copy(row, chat_id, text, mode, target)
            case Operation.ALBUM if len(row.values["items"]) > 1:
                return album(row, chat_id, text, mode, _quote(target))
            case Operation.ALBUM:
                return self._copy(row, chat_id, text, mode, target)
            case _ if target is None:
                return None
            case Operation.EDIT:
                return EditMessageText(
                    chat_id=chat_id,
                    message_id=target,
                    text=text or "",
                    parse_mode=mode,
                    reply_markup=markup,
                    link_preview_options=NO_PREVIEW,
                )
            case Operation.PIN:
                return PinChatMessage(chat_id=chat_id, message_id=target, disable_notification=True)
            case Operation.UNPIN:
                return UnpinChatMessage(chat_id=chat_id, message_id=target)
            case Operation.DELETE:
                return DeleteMessage(chat_id=chat_id, message_id=target)
        raise ValueError(f"An operation that nobody knows: {row.operation}")

    def _copy(
        self, row: Any, chat_id: int, text: str | None, mode: str | None, target: int | None
    ) -> TelegramMethod[Any] | None:
        source = self._atlas.place(row.source_id)
        common = {
            "chat_id": chat_id,
            "caption": text,
            "parse_mode": mode if text else None,
            "message_thread_id": row.thread_id,
            "reply_parameters": _quote(target),
            "reply_markup": keyboard(row.actions, row.language, self._username),
        }
        if source is None:
            return again_by_file(row.content, row.media, common)
        return CopyMessage(
            from_chat_id=self._atlas.chats[source.address_id],
            message_id=source.message_id,
            **common,
        )

    def _target(self, row: Any) -> int | None:
        """The number of the message it aims at, if that stands in the chat it goes to."""
        place = self._atlas.place(row.target_id)
        if place is None or place.address_id != row.address_id:
            return None
        return place.message_id

    def _without_target(self, row: Any, said: str = "its target isn't there") -> Outcome:
        """Its target was never delivered, or stands in another chat by now."""
        if row.operation is Operation.EDIT:
            return Outcome(Kind.AGAIN, changes={"operation": Operation.SEND, "target_id": None})
        if row.operation in COPIES:
            return in_words(self._atlas, row, "content_gone")
        return Outcome(Kind.REFUSED, error=said)

    def _sorted(self, row: Any, error: Exception, text: str | None) -> Outcome:
        said = str(getattr(error, "message", error)).casefold()
        if row.operation is Operation.EDIT and outcome.NOT_MODIFIED in said:
            return Outcome(Kind.DELIVERED, message_id=self._target(row), text=text)
        if row.operation is Operation.DELETE and outcome.DELETED_ALREADY in said:
            return Outcome(Kind.DELIVERED)
        if any(part in said for part in outcome.TARGET_GONE):
            return self._without_target(row, said)
        if row.operation in COPIES and (gone := self._copy_failed(row, error, said)):
            return gone
        if outcome.NO_TOPIC in said and row.thread_id is not None:
            return Outcome(Kind.AGAIN, error=said, changes={"thread_id": None})
        if outcome.UNPARSED in said:
            log.error("unparsed_entities", template=row.template, exchange=row.id)
            return Outcome(Kind.AGAIN, error="plain")
        return outcome.sort(error)

    def _copy_failed(self, row: Any, error: Exception, said: str) -> Outcome | None:
        """From the original to the file, and from the file to words."""
        if outcome.NOT_COPIED in said:
            if not can_be_sent_again(row.content, row.media):
                return in_words(self._atlas, row, "content_not_copied")
            return Outcome(Kind.AGAIN, error=said, changes={"source_id": None})
        if outcome.SOURCE_GONE in said or self._may_be_of_source(row, error, said):
            return Outcome(Kind.AGAIN, error="the original is gone", changes={"source_id": None})
        if isinstance(error, TelegramEntityTooLarge) or any(p in said for p in outcome.TOO_BIG):
            return in_words(self._atlas, row, "content_too_big")
        if any(part in said for part in outcome.NO_FILE):
            return in_words(self._atlas, row, "content_gone")
        return None

    def _may_be_of_source(self, row: Any, error: Exception, said: str) -> bool:
        """Whether the answer speaks of the chat that is copied from: it doesn't say which one it
        means. Where both are alike it may, and what is sent without the original tells."""
        source, groups = self._atlas.place(row.source_id), self._atlas.groups
        if source is None or source.address_id == row.address_id:
            return False
        moved = isinstance(error, TelegramMigrateToChat)
        if moved or any(part in said for part in outcome.GONE_GROUP):
            return source.address_id in groups
        if any(part in said for part in outcome.GONE_PERSON):
            return source.address_id not in groups
        return any(part in said for part in outcome.GONE)


def _quote(message_id: int | None) -> ReplyParameters | None:
    if message_id is None:
        return None
    return ReplyParameters(message_id=message_id, allow_sending_without_reply=True)


def _stripped(text: str | None) -> str | None:
    """The text without tags, for a second try when the first couldn't be parsed."""
    return html.unescape(_TAG.sub("", text)) if text else text
