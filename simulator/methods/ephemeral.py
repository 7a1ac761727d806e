"""Changing ephemeral messages (https://core.telegram.org/bots/api#editephemeralmessagetext)."""

from simulator.call import Call
from simulator.ephemeral import ephemeral_message
from simulator.errors import bad_request
from simulator.methods.editing import CAPTION, change
from simulator.words import caption_content, text_content
from simulator.world.messages import CAPTIONED


def edit_ephemeral_message_text(call: Call) -> bool:
    content = text_content(call)
    message = ephemeral_message(call, "message to edit")
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    change(call, message, content)
    return True


def edit_ephemeral_message_caption(call: Call) -> bool:
    caption = caption_content(call)
    message = ephemeral_message(call, "message to edit")
    if message.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if name not in CAPTION}
    change(call, message, kept | caption)
    return True


def edit_ephemeral_message_reply_markup(call: Call) -> bool:
    message = ephemeral_message(call, "message to edit")
    change(call, message, message.content)
    return True


def delete_ephemeral_message(call: Call) -> bool:
    call.world.delete(ephemeral_message(call, "message to delete"))
    return True
