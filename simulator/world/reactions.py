"""Emoji under messages (https://core.telegram.org/bots/api#messagereactionupdated)."""

from simulator.wire import JSON
from simulator.world.chats import Chat
from simulator.world.groups import SharedChat
from simulator.world.messages import Message
from simulator.world.users import BotAccount, User
from simulator.world.world import World

_ALLOWED = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆
💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉
🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
EMOJI = frozenset(_ALLOWED.split())
"""The emoji that may be reactions (#reactiontypeemoji)."""


def react(world: World, message: Message, by: User, emoji: list[str]) -> None:
    """Bots that are administrators, or in a private chat, learn of it if they ask to."""
    reactions = message.reactions = message.reactions or {}
    old = reactions.pop(by.id, [])
    if emoji:
        reactions[by.id] = emoji
    body: JSON = {
        "chat": message.chat.as_json(),
        "message_id": message.id,
        "user": by.as_json(),
        "date": world.now(),
        "old_reaction": [{"type": "emoji", "emoji": each} for each in old],
        "new_reaction": [{"type": "emoji", "emoji": each} for each in emoji],
    }
    for bot in message.chat.bots():
        if bot is not by and _may_know(message.chat, bot):
            bot.inbox.put("message_reaction", body, message.chat.id)
    world.notice("reaction", message.chat, message_id=message.id, emoji=emoji, by=by)


def _may_know(chat: Chat, bot: BotAccount) -> bool:
    return not isinstance(chat, SharedChat) or chat.member(bot).is_admin
