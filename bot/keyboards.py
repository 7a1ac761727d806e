"""Draws the buttons: services name actions, and this is the one place that gives them a label
and a meaning."""

from aiogram.types import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.deep_link import deep_link
from locales import form_hint, label
from models.exchange import Purpose

FORMS = {
    Purpose.ASK_HELP: "ask_words",
    Purpose.ASK_CONSULTATION: "ask_words",
    Purpose.ASK_OUTCOME: "ask_outcome",
    Purpose.ASK_NEW: "ask_new",
    Purpose.ASK_WHEN: "ask_when",
    Purpose.ASK_WHO: "ask_who",
    Purpose.ASK_REPORT: "ask_report",
    Purpose.ASK_FOLLOW_UP: "ask_follow_up",
    Purpose.ASK_ALERT: "ask_alert",
}

# Buttons that open the private chat, and what the payload of their links begins with.
INTO_PRIVATE = {
    "continue_privately": "case",
    "ask_privately": "ask",
    "report_privately": "alert",
    "alerts_privately": "alerts",
}


def keyboard(
    actions: list[list[str]] | None, language: str, username: str
) -> InlineKeyboardMarkup | None:
    """Rows of buttons; `username` is the bot's, for links into the private chat."""
    if not actions:
        return None
    rows = [[_button(action, language, username) for action in row] for row in actions]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def form(purpose: Purpose | None, language: str) -> ForceReply | None:
    """A form opens the reply for whoever it is meant for."""
    if purpose not in FORMS:
        return None
    hint = form_hint(FORMS[purpose], language)
    return ForceReply(force_reply=True, selective=True, input_field_placeholder=hint)


def _button(action: str, language: str, username: str) -> InlineKeyboardButton:
    data, _, shown = action.partition("|")
    name, *arguments = data.split(":")
    argument = shown or (arguments[-1] if arguments else None)
    text = label(name, language, argument=argument)
    if name in INTO_PRIVATE:
        payload = "-".join([INTO_PRIVATE[name], *arguments])
        return InlineKeyboardButton(text=text, url=deep_link(username, payload))
    return InlineKeyboardButton(text=text, callback_data=data)
