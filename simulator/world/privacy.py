"""What a bot hears in a group (https://core.telegram.org/bots/features#privacy-mode).

In privacy mode: commands meant for it, general commands if it was the last bot to write in
the group (or no bot has written yet), mentions, replies to its messages and to messages meant
for it, and all service messages. An administrator, and a bot that was let in with privacy mode
off, hear all. Nobody hears other bots.
"""

from simulator.text.units import Ruler
from simulator.world.chats import Chat
from simulator.world.groups import SharedChat
from simulator.world.messages import Message
from simulator.world.users import BotAccount


def meant_for(message: Message) -> frozenset[int]:
    """The bots that the message is meant for, implicitly or explicitly."""
    found = {bot.id for bot in message.chat.bots() if _calls(message, bot)}
    original = message.reply_to
    if original and original.sender and original.sender.is_bot and not original.sender_chat:
        found.add(original.sender.id)
    return frozenset(found)


def hears(bot: BotAccount, message: Message) -> bool:
    chat = message.chat
    if not isinstance(chat, SharedChat) or message.is_service:
        return True
    member = chat.member(bot)
    if member.is_admin or member.reads_all or chat.kind == "channel":
        return True
    if bot.id in message.meant_for:
        return True
    return bool(message.reply_to and bot.id in message.reply_to.meant_for)


def _calls(message: Message, bot: BotAccount) -> bool:
    ruler: Ruler | None = None
    for entity in message.entities:
        kind = entity["type"]
        if kind == "text_mention" and entity["user"]["id"] == bot.id:
            return True
        if kind not in ("bot_command", "mention"):
            continue
        ruler = ruler or Ruler(message.text)
        start = ruler.position(entity["offset"])
        end = ruler.position(entity["offset"] + entity["length"])
        if _names(message.text[start:end], bot, message.chat):
            return True
    return False


def _names(word: str, bot: BotAccount, chat: Chat) -> bool:
    _, at, name = word.partition("@")
    if at:
        return name.lower() == bot.username.lower()
    return chat.last_bot in (0, bot.id)
