"""Topics of a forum (https://core.telegram.org/bots/api#forumtopiccreated)."""

from simulator.world.groups import Supergroup, Topic
from simulator.world.users import User
from simulator.world.world import World

FIRST_COLOR = 7322096


def open_topic(world: World, chat: Supergroup, name: str, by: User) -> Topic:
    """The topic's id is that of the service message that opens it."""
    content = {"forum_topic_created": {"name": name, "icon_color": FIRST_COLOR}}
    created = world.post(chat, by, content, opens_topic=True)
    topic = chat.topics[created.id] = Topic(created.id, name, created)
    return topic


def close_topic(world: World, chat: Supergroup, topic: Topic, by: User) -> None:
    topic.is_closed = True
    world.post(chat, by, {"forum_topic_closed": {}}, thread=topic.id)


def reopen_topic(world: World, chat: Supergroup, topic: Topic, by: User) -> None:
    topic.is_closed = False
    world.post(chat, by, {"forum_topic_reopened": {}}, thread=topic.id)
