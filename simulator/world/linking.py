"""A channel's discussion group, into which Telegram forwards each post by itself.

https://core.telegram.org/bots/api#message, is_automatic_forward
"""

from simulator.wire import JSON
from simulator.world.groups import Channel
from simulator.world.messages import Message


def automatic_forward(post: Message, channel: Channel) -> JSON:
    """The details of the copy; its sender is the Telegram account, its author the channel."""
    details: JSON = {
        "is_automatic_forward": True,
        "forward_origin": {
            "type": "channel",
            "date": post.date,
            "chat": channel.as_json(),
            "message_id": post.id,
        },
    }
    album = (post.details or {}).get("media_group_id")
    return details | ({"media_group_id": album} if album else {})
