"""Which bots get an update about a message."""

from simulator.wire import dumps
from simulator.world.changes import Change
from simulator.world.chats import Chat
from simulator.world.groups import SharedChat
from simulator.world.messages import Message
from simulator.world.privacy import hears, meant_for
from simulator.world.users import BotAccount


def announce_to_bots(message: Message, edited: bool = False) -> None:
    """A bot hears neither itself nor other bots, but all service messages."""
    by_bot = message.sender is not None and message.sender.is_bot and not message.sender_chat
    if (by_bot and not message.is_service) or message.receiver is not None:
        return
    if not edited and not message.is_service:
        message.meant_for = meant_for(message)
    listeners = [bot for bot in message.chat.bots() if hears(bot, message)]
    if listeners:
        send_message_update(listeners, message, edited)


def send_message_update(bots: list[BotAccount], message: Message, edited: bool = False) -> None:
    kind = update_kind(message.chat, edited)
    body = dumps(message.as_json())
    for bot in bots:
        if bot.inbox.wants(kind):
            bot.inbox.put_ready(kind, body, message.chat.id)


def update_kind(chat: Chat, edited: bool) -> str:
    kind = "channel_post" if isinstance(chat, SharedChat) and chat.kind == "channel" else "message"
    return f"edited_{kind}" if edited else kind


def message_change(kind: str, message: Message) -> Change:
    return Change(kind, message.chat, message)
