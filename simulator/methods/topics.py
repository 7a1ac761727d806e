"""Forum topics (https://core.telegram.org/bots/api#createforumtopic)."""

from simulator.call import Call
from simulator.errors import bad_request
from simulator.wire import JSON
from simulator.world.groups import Supergroup, Topic
from simulator.world.topics import FIRST_COLOR, close_topic, open_topic, reopen_topic

NAME_LIMIT = 128


def create_forum_topic(call: Call) -> JSON:
    chat = _forum(call, "not enough rights to create a topic")
    name = call.parameters.text("name").strip()
    if not 1 <= len(name) <= NAME_LIMIT:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "topic name is too long")
    topic = open_topic(call.world, chat, name, call.bot)
    return {"message_thread_id": topic.id, "name": name, "icon_color": FIRST_COLOR}


def close_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    if topic.is_closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    close_topic(call.world, chat, topic, call.bot)
    return True


def reopen_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    if not topic.is_closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    reopen_topic(call.world, chat, topic, call.bot)
    return True


def _topic(call: Call) -> tuple[Supergroup, Topic]:
    chat = _forum(call, "not enough rights to manage the topic")
    topic = chat.topics.get(call.parameters.integer("message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    return chat, topic


def _forum(call: Call, no_right: str) -> Supergroup:
    chat = call.chat()
    if not isinstance(chat, Supergroup) or not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not chat.member(call.bot).may("can_manage_topics"):
        raise bad_request(no_right)
    return chat
