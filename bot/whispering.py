"""Messages in a group that one member alone sees (Bot API 10.2, "Ephemeral messages").

A server that doesn't know them takes no notice of the parameter and shows the words to everyone. So
it is asked first, once, by a method that only a server which knows them has.
"""

import structlog
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramNotFound
from aiogram.methods import DeleteEphemeralMessage, DeleteMessage, SendMessage
from aiogram.types import EphemeralMessageParameters, LinkPreviewOptions

from bot.line import Line
from bot.outcome import Kind, Outcome

log = structlog.get_logger()

NO_MESSAGE = 2**31 - 1  # a number that none has
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Whispers:
    """What comes of one is nobody's concern: it is never the only copy."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._possible: bool | None = None

    async def whisper(
        self, chat_id: int, receiver: int, text: str, thread_id: int | None
    ) -> Outcome:
        """Raises what the line raises."""
        if self._possible is None:
            self._possible = await self._asked(chat_id, receiver)
        if not self._possible:
            return Outcome(Kind.REFUSED, error="the server knows no ephemeral messages")
        numbers = await self._line.numbers(
            SendMessage(
                chat_id=chat_id,
                text=text,
                parse_mode="HTML",
                message_thread_id=thread_id,
                link_preview_options=NO_PREVIEW,
                ephemeral_message_parameters=EphemeralMessageParameters(receiver_user_id=receiver),
            )
        )
        if numbers:  # An ephemeral message has the number 0: this one is shown to everyone.
            self._possible = False
            log.error("whisper_was_public", chat=chat_id)
            await self._line.number(DeleteMessage(chat_id=chat_id, message_id=numbers[0]))
        return Outcome(Kind.DELIVERED, text=text)

    async def _asked(self, chat_id: int, receiver: int) -> bool | None:
        """None where there was no answer to tell by."""
        probe = DeleteEphemeralMessage(
            chat_id=chat_id, receiver_user_id=receiver, ephemeral_message_id=NO_MESSAGE
        )
        try:
            await self._line.number(probe)
        except TelegramNotFound:
            return False
        except TelegramBadRequest:
            return True
        except AiogramError:
            return None
        return True
