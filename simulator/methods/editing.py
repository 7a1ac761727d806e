"""Changing what was sent (https://core.telegram.org/bots/api#updating-messages)."""

from simulator.call import Call
from simulator.errors import bad_request
from simulator.keyboards import checked_markup
from simulator.wire import JSON
from simulator.words import caption_content, text_content
from simulator.world.messages import CAPTIONED, Message

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def edit_message_text(call: Call) -> JSON:
    content = text_content(call)
    message = editable(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return change(call, message, content)


def edit_message_caption(call: Call) -> JSON:
    caption = caption_content(call)
    message = editable(call)
    if message.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if name not in CAPTION}
    return change(call, message, kept | caption)


def edit_message_reply_markup(call: Call) -> JSON:
    message = editable(call)
    return change(call, message, message.content)


def editable(call: Call) -> Message:
    """Only the bot's own messages, and only with an inline keyboard or none under them."""
    if call.parameters.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = call.chat()
    message = call.message(chat, "message to edit")
    if message.sender is not call.bot or message.is_service or message.receiver:
        raise bad_request("message can't be edited")
    if message.markup and "inline_keyboard" not in message.markup:
        raise bad_request("message can't be edited")
    chat.refuse_writing(call.bot)
    return message


def change(call: Call, message: Message, content: JSON) -> JSON:
    """An edit without `reply_markup` takes the keyboard away."""
    markup = checked_markup(call.parameters.mapping("reply_markup"), allow_other=False)
    if content == message.content and markup == message.markup:
        raise bad_request(NOT_MODIFIED)
    shown = content != message.content
    message.content, message.markup = content, markup
    call.world.touch(message, shown)
    return message.as_json()
