"""Careful looks into an update's raw JSON, in which anything may be missing or of a wrong type."""

from typing import Any

from services.words import cleaned


def place(message: dict[str, Any], chat: dict[str, Any]) -> tuple[int, int] | None:
    """Where a message stands: its own chat (an older one, after a migration) and number."""
    chat_id = integer(part(message, "chat").get("id")) or integer(chat.get("id"))
    number = integer(message.get("message_id"))
    return (chat_id, number) if chat_id is not None and number is not None else None


def thread(message: dict[str, Any], chat: dict[str, Any]) -> int | None:
    """A forum's topic; in other groups the same field only numbers a thread of replies."""
    in_topic = message.get("is_topic_message") and chat.get("is_forum")
    return integer(message.get("message_thread_id")) if in_topic else None


def buttons(message: dict[str, Any]) -> tuple[str, ...]:
    """The callback data under a message."""
    rows = part(message, "reply_markup").get("inline_keyboard")
    if not isinstance(rows, list):
        return ()
    found = [button for row in rows if isinstance(row, list) for button in row]
    data = (button.get("callback_data") for button in found if isinstance(button, dict))
    return tuple(text for text in data if isinstance(text, str))


def media(message: dict[str, Any], content: str) -> dict[str, Any] | None:
    """The file's ids, size and name; of a photo those of its largest size."""
    found = message.get(content)
    if isinstance(found, list) and found:
        found = found[-1]
    if content == "text" or not isinstance(found, dict):
        return None
    if "file_id" not in found:
        if content == "poll":
            return {"question": cleaned(string(found.get("question")))}
        return found if content in ("location", "venue", "contact") else None
    wanted = ("file_id", "file_unique_id", "file_size", "file_name", "mime_type", "duration")
    return {key: found[key] for key in wanted if key in found}


def part(body: dict[str, Any], key: str) -> dict[str, Any]:
    """A nested object; empty where there is none."""
    found = body.get(key)
    return found if isinstance(found, dict) else {}


def integer(value: Any) -> int | None:
    """A whole number that a database can keep (63 bits and a sign)."""
    fits = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63
    return value if fits else None


def string(value: Any) -> str:
    return value if isinstance(value, str) else ""
