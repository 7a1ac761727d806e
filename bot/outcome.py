"""What became of a send, sorted by what is to be done about it (design, section 2, 12).

Telegram's error classes mislead: a 400 may mean a moved group, a closed topic or a fault of
ours; a 502 with an HTML body isn't an API error at all. So errors are told apart here, once.
"""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError

from models.exchange import Reason


class Kind(Enum):
    DELIVERED = auto()
    AGAIN = auto()  # send once more, with `changes` to the row
    NOTHING_SENT = auto()  # Telegram can't be reached: try later
    UNKNOWN = auto()  # the request went out, the answer was lost
    FLOODED = auto()  # 429: wait `seconds`
    MOVED = auto()  # the group is now `chat_id`
    UNREACHABLE = auto()  # nobody can be reached at this address any more
    REFUSED = auto()  # this message can't be delivered, others may
    REVOKED = auto()  # the token isn't valid any more


@dataclass(frozen=True)
class Outcome:
    kind: Kind
    message_id: int | None = None
    more_ids: tuple[int, ...] = ()  # of an album, after the first
    text: str | None = None
    error: str | None = None
    seconds: float = 0.0
    chat_id: int | None = None
    changes: dict[str, Any] = field(default_factory=dict)


# What Telegram says, in part, when a chat can't be written to by us any more.
GONE_GROUP = (
    "bot was kicked",
    "bot is not a member",
    "group chat was deactivated",
    "group is deactivated",
    "group chat was deleted",
)
GONE_PERSON = (
    "bot was blocked",
    "user is deactivated",
    "can't initiate conversation",
    "user not found",
)
GONE = (*GONE_GROUP, *GONE_PERSON, "chat not found", "peer_id_invalid")
NOT_MODIFIED = "message is not modified"
DELETED_ALREADY = "message to delete not found"
TARGET_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
    "message to pin not found",
    "message to unpin not found",
    "message_id_invalid",
    "message identifier is not specified",
)
SOURCE_GONE = "message to copy not found"
NOT_COPIED = "message can't be copied"
TOO_BIG = ("file is too big", "too large", "too big for a")
NO_FILE = ("wrong file identifier", "wrong remote file", "file reference", "file_id_invalid")
NO_RIGHT = (
    "not enough rights",
    "have no rights",
    "have no write access",
    "need administrator rights",
    "chat_admin_required",
    "chat_write_forbidden",
    "chat_guest_send_forbidden",
    "chat_send_",  # CHAT_SEND_PLAIN_FORBIDDEN, …_PHOTOS_, …_POLL_: one kind of message
    "chat_restricted",
    "user_banned_in_channel",
    "topic_closed",
    "message can't be deleted",
)
LEFT_BEHIND = "its target stands in the chat that the group has moved out of"
EXPIRED = "expired before it could be sent"
CONTENT_GONE = "content gone"
KNOWN = {
    EXPIRED: Reason.EXPIRED,
    LEFT_BEHIND: Reason.LEFT_BEHIND,
    CONTENT_GONE: Reason.SOURCE_GONE,
}
UNPARSED = "can't parse entities"
NO_TOPIC = "message thread not found"


def sort(error: Exception) -> Outcome:
    """Sort what a send raised."""
    said = str(getattr(error, "message", error))[:500]
    match error:
        case TelegramRetryAfter():
            return Outcome(Kind.FLOODED, error=said, seconds=float(error.retry_after))
        case TelegramMigrateToChat():
            return Outcome(Kind.MOVED, error=said, chat_id=error.migrate_to_chat_id)
        case TelegramEntityTooLarge():
            return Outcome(Kind.REFUSED, error=said)
        case TelegramUnauthorizedError():
            return Outcome(Kind.REVOKED, error=said)
        case TelegramBadRequest() | TelegramForbiddenError() | TelegramNotFound():
            return _sort_refusal(said)
        case TelegramNetworkError():
            return Outcome(_sort_network(error), error=said)
        case TelegramServerError() | ClientDecodeError() | TimeoutError():
            return Outcome(Kind.UNKNOWN, error=said)
        case TelegramConflictError() | TelegramAPIError():
            return Outcome(Kind.REFUSED, error=said)
    raise error


def reason(outcome: Outcome, is_private: bool) -> Reason:
    """Why it didn't arrive, as people are told. Of a person whom the bot can't reach Telegram may
    say the same as of a group: that there is no such chat."""
    said = (outcome.error or "").casefold()
    if outcome.kind is Kind.UNKNOWN:
        return Reason.UNKNOWN
    if outcome.kind is Kind.UNREACHABLE:
        return Reason.BLOCKED if is_private else Reason.REMOVED
    if any(part in said for part in NO_RIGHT):
        return Reason.NO_RIGHT
    return KNOWN.get(said, Reason.OTHER)


def _sort_refusal(said: str) -> Outcome:
    lowered = said.casefold()
    if any(part in lowered for part in GONE):
        return Outcome(Kind.UNREACHABLE, error=said)
    return Outcome(Kind.REFUSED, error=said)


def _sort_network(error: TelegramNetworkError) -> Kind:
    """Only where no connection was made is it sure that nothing was sent."""
    refused = isinstance(error.__cause__, ClientConnectorError)
    return Kind.NOTHING_SENT if refused else Kind.UNKNOWN
