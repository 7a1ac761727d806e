"""What is addressed to the bot, decided on the raw JSON and what was fetched ahead.

Whatever else is said in a group leaves nothing but its update_id.
"""

from typing import Any

from bot.reading import Reading
from locales import LANGUAGES, request_prefixes
from models.exchange import Exchange

COMMANDS = frozenset(
    {"alert", "help", "ask", "cases", "start", "whoami", "duty", "new", "note", "lost"}
)
PREFIXES = tuple(
    prefix
    for language in LANGUAGES
    for prefixes in request_prefixes(language).values()
    for prefix in prefixes
)


def is_addressed(
    reading: Reading, bot_id: int, username: str, held: Exchange | None, about: Exchange | None
) -> bool:
    """`held`: our record of this very message (an edit of it) or of its album; `about`: of the
    message that it replies to."""
    if reading.from_bot or reading.chat_id is None:
        return False
    if reading.callback_id or reading.type == "my_chat_member":
        return True
    if reading.type not in ("message", "edited_message"):
        return False
    if reading.migrates_to or reading.migrates_from:
        return True
    if reading.is_service or reading.chat_type == "channel":
        return False
    if reading.is_edit or held is not None:
        return held is not None
    return (
        reading.is_private
        or reading.reply_to_bot == bot_id
        or (about is not None and about.case_id is not None)
        or reading.text.lstrip().startswith(PREFIXES)
        or _names_the_bot(reading, bot_id, username)
    )


def _names_the_bot(reading: Reading, bot_id: int, username: str) -> bool:
    """By a command for it, or by a mention."""
    message = reading.message
    entities = message.get("entities") or message.get("caption_entities")
    if not isinstance(entities, list):
        return False
    units = reading.text.encode("utf-16-le")
    return any(
        _names(entity, units, bot_id, username.casefold())
        for entity in entities
        if isinstance(entity, dict)
    )


def _names(entity: dict[str, Any], units: bytes, bot_id: int, username: str) -> bool:
    start, length = entity.get("offset"), entity.get("length")
    if not isinstance(start, int) or not isinstance(length, int):
        return False
    # Offsets count UTF-16 units (Bot API, MessageEntity).
    words = units[start * 2 : (start + length) * 2].decode("utf-16-le", "ignore").casefold()
    match entity.get("type"):
        case "mention":
            return words == f"@{username}"
        case "text_mention":
            user = entity.get("user")
            return isinstance(user, dict) and user.get("id") == bot_id
        case "bot_command":
            command, _, receiver = words[1:].partition("@")
            return receiver == username or (not receiver and command in COMMANDS and start == 0)
    return False
