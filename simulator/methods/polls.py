"""Polls (https://core.telegram.org/bots/api#sendpoll)."""

from typing import Any

from simulator.call import Call
from simulator.envelope import address
from simulator.errors import bad_request
from simulator.keyboards import checked_markup
from simulator.parameters import Parameters
from simulator.wire import JSON
from simulator.words import formatted
from simulator.world.polls import MOST_OPTIONS, OPTION_LIMIT, QUESTION_LIMIT, Poll


def send_poll(call: Call) -> JSON:
    poll = _poll(call)
    envelope = address(call, "can_send_polls")
    call.world.polls.add(poll)
    return envelope.post(call, {"poll": poll.as_json()}).as_json()


def stop_poll(call: Call) -> JSON:
    message = call.message(call.chat(), "message with poll to stop")
    if "poll" not in message.content:
        raise bad_request("message with poll to stop not found")
    if message.sender is not call.bot:
        raise bad_request("message can't be edited")
    poll = call.world.polls.get(message.content["poll"]["id"])
    if poll.is_closed:
        raise bad_request("poll has already been closed")
    poll.is_closed = True
    message.markup = checked_markup(call.parameters.mapping("reply_markup"), allow_other=False)
    message.content = {"poll": poll.as_json()}
    call.world.touch(message, shown=False)
    call.bot.inbox.put("poll", poll.as_json())
    return poll.as_json()


def _poll(call: Call) -> Poll:
    parameters = call.parameters
    question = _text(call, parameters, "question", QUESTION_LIMIT)
    options = [_option(call, item) for item in parameters.sequence("options") or []]
    if not options:
        raise bad_request("poll must have at least 1 option")
    if len(options) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    named = parameters.values.get("is_anonymous")
    return Poll(
        call.world.polls.new_id(),
        question,
        options,
        is_anonymous=named is None or parameters.flag("is_anonymous"),
        type=parameters.text("type", "regular"),
        allows_multiple_answers=parameters.flag("allows_multiple_answers"),
        extras=_extras(call),
        owner=call.bot,
    )


def _extras(call: Call) -> JSON:
    """What only some polls have."""
    extras: JSON = {}
    if call.parameters.text("type") == "quiz":
        right = call.parameters.integers("correct_option_ids")
        extras["correct_option_ids"] = right or [call.parameters.integer("correct_option_id")]
    if period := call.parameters.integer("open_period"):
        extras["open_period"] = period
    return extras


def _option(call: Call, item: Any) -> JSON:
    given = Parameters(item if isinstance(item, dict) else {"text": item})
    return _text(call, given, "text", OPTION_LIMIT)


def _text(call: Call, given: Parameters, name: str, limit: int) -> JSON:
    words = "question" if name == "question" else "options"
    marks, mode = f"{name}_entities", f"{name}_parse_mode"
    text, entities = formatted(call.world, given, name, marks, mode)
    kept = [entity for entity in entities if entity["type"] == "custom_emoji"]
    if not text:
        raise bad_request(f"poll {words} must be non-empty")
    if len(text) > limit:
        raise bad_request(f"poll {words} length must not exceed {limit}")
    return {name: text} | ({marks: kept} if kept else {})
