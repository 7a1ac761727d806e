"""Answers to taps (https://core.telegram.org/bots/api#answercallbackquery)."""

from simulator.call import Call
from simulator.errors import bad_request
from simulator.text.units import width
from simulator.world.callbacks import Answer

TEXT_LIMIT = 200


def answer_callback_query(call: Call) -> bool:
    parameters = call.parameters
    text = parameters.text("text")
    if width(text) > TEXT_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = Answer(text, parameters.flag("show_alert"), parameters.text("url"))
    query_id = parameters.text("callback_query_id")
    query = call.world.callbacks.answer(call.bot, query_id, answer)
    call.world.notice("answer", query.message.chat, query.person, answer=query.answer)
    return True
