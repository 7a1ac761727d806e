"""Sending words (https://core.telegram.org/bots/api#sendmessage)."""

from simulator.call import Call
from simulator.envelope import address
from simulator.errors import bad_request
from simulator.wire import JSON
from simulator.words import text_content

ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
})  # fmt: skip


def send_message(call: Call) -> JSON:
    content = text_content(call)
    return address(call).post(call, content).as_json()


def send_chat_action(call: Call) -> bool:
    """https://core.telegram.org/bots/api#sendchataction"""
    action = call.parameters.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.chat()
    chat.refuse_writing(call.bot)
    call.world.notice("typing", chat, action=action, bot=call.bot)
    return True
