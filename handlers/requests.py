"""What a message asks for: the kind, and the words without the command or the mention."""

from aiogram.types import Message, MessageOriginHiddenUser, MessageOriginUser

from models.case import CaseKind
from services.cases import Request
from services.kinds import asked_in
from services.words import bare, cleaned


def help_request(message: Message) -> Request:
    return Request(CaseKind.HELP, words(message))


def consultation_request(message: Message) -> Request:
    return Request(CaseKind.CONSULTATION, words(message))


def request(message: Message) -> Request:
    """Help, unless the first word says that it is a question."""
    return Request(asked_in(words(message)), words(message))


def written_by(message: Message) -> str | None:
    """Who wrote what was forwarded, as far as Telegram says it (Bot API, MessageOrigin)."""
    match message.forward_origin:
        case MessageOriginUser(sender_user=user):
            return cleaned(user.full_name)
        case MessageOriginHiddenUser(sender_user_name=name):
            return cleaned(name)
    return None


def words(message: Message) -> str:
    return bare(cleaned(message.text or message.caption or ""))
