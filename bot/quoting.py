"""Whoever replies to somebody's message with nothing but our name asks on that person's behalf."""

from bot.addressed import PREFIXES
from bot.raw import part
from bot.reading import Reading, read
from services.quotation import Quotation

COMMANDS = ("help", "ask")
AROUND = " \t\n,:，：。.!！"


def quoted_in(reading: Reading, bot_id: int, username: str) -> Quotation | None:
    """The message for which help is asked by this one; none where this one has words of its own,
    or replies to us."""
    if reading.type != "message" or reading.is_private or reading.reply_to_bot == bot_id:
        return None
    if not is_address_alone(reading.text, username) or reading.content != "text":
        return None
    replied = part(reading.message, "reply_to_message")
    quoted = read({"update_id": 0, "message": replied}) if replied else None
    if quoted is None or quoted.message_id is None or quoted.is_service:
        return None
    return Quotation(
        message_id=quoted.message_id,
        thread_id=reading.thread_id,
        author_id=quoted.sender.id if quoted.sender else None,
        author_name=quoted.sender.name if quoted.sender else "",
        language=quoted.sender.language if quoted.sender else None,
        username=quoted.sender.username if quoted.sender else None,
        by_bot=quoted.from_bot,
        text=quoted.text,
        content=quoted.content,
        media=quoted.media,
        album=quoted.album,
    )


def is_address_alone(text: str, username: str) -> bool:
    """Whether it is only a mention of the bot, /help, /ask, or a word such as 求助."""
    name = f"@{username.casefold()}"
    rest = text.casefold().strip(AROUND)
    before = rest
    for command in COMMANDS:
        if rest.removesuffix(name) == f"/{command}":
            return True
    rest = rest.replace(name, "", 1).strip(AROUND)
    if rest in PREFIXES or rest.removeprefix("/") in COMMANDS:
        return True
    return not rest and before != rest
