"""Keyboards, checked as Telegram checks them.

https://core.telegram.org/bots/api#inlinekeyboardmarkup, #replykeyboardmarkup,
#replykeyboardremove and #forcereply
"""

from typing import Any

from simulator.errors import bad_request
from simulator.text.links import checked_link
from simulator.wire import JSON

CALLBACK_DATA_LIMIT = 64
"""In bytes of UTF-8."""
BUTTON_LIMIT = 100
COPY_TEXT_LIMIT = 256
PLACEHOLDER_LIMIT = 64
ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text", "pay",
    "callback_game",
)  # fmt: skip
LOOKS = ("icon_custom_emoji_id", "style")
KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")


def checked_markup(markup: JSON | None, allow_other: bool = True) -> JSON | None:
    """What is kept of `reply_markup`; only an inline keyboard may be given to an edit."""
    if not markup:
        return None
    kind = next((kind for kind in KINDS if markup.get(kind)), None)
    if kind is None:
        if any(kind in markup for kind in KINDS):
            return None
        raise bad_request("object expected as reply markup")
    if kind == "inline_keyboard":
        rows = _rows(markup["inline_keyboard"], _inline_button)
        return {"inline_keyboard": rows} if rows else None
    if not allow_other:
        raise bad_request("inline keyboard expected")
    if kind == "keyboard":
        markup = markup | {"keyboard": _rows(markup["keyboard"], _reply_button)}
    if len(str(markup.get("input_field_placeholder") or "")) > PLACEHOLDER_LIMIT:
        raise bad_request("input field placeholder is too long")
    return markup


def _rows(rows: Any, check: Any) -> list[list[JSON]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse inline keyboard: field must be of type "Array of Array"')
    if sum(map(len, rows)) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    return [[check(button) for button in row] for row in rows if row]


def _reply_button(button: Any) -> JSON:
    button = {"text": button} if isinstance(button, str) else button
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request("keyboard button text must be non-empty")
    return button


def _inline_button(button: Any) -> JSON:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = {name: button[name] for name in ACTIONS if button.get(name) is not None}
    if not actions:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    _check_action(actions)
    looks = {name: button[name] for name in LOOKS if button.get(name)}
    return {"text": button["text"], **actions, **looks}


def _check_action(actions: JSON) -> None:
    data = actions.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= CALLBACK_DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    url = actions.get("url")
    if url is not None:
        checked = checked_link(str(url))
        if not checked:
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        actions["url"] = checked
    copied = actions.get("copy_text")
    words = copied.get("text", "") if isinstance(copied, dict) else ""
    if copied is not None and not 1 <= len(str(words)) <= COPY_TEXT_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
