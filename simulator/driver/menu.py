"""The "/" menu, as a person's app offers it in a chat.

https://core.telegram.org/bots/api#determining-list-of-commands
"""

from collections.abc import Iterator

from simulator.driver.actor import Actor
from simulator.wire import JSON, dumps
from simulator.world.chats import Chat, PrivateChat
from simulator.world.groups import SharedChat
from simulator.world.users import BotAccount


class Menu(Actor):
    def commands(self, bot: BotAccount, chat: Chat) -> list[JSON]:
        """`command` and `description`, by the narrowest scope that the bot has set."""
        language = self.user.language_code.partition("-")[0]
        for scope in self._scopes(chat):
            for spoken in (language, ""):
                found = bot.profile.get(("commands", dumps(dict(sorted(scope.items()))).decode(),
                                         spoken))  # fmt: skip
                if found:
                    commands: list[JSON] = found
                    return commands
        return []

    def _scopes(self, chat: Chat) -> Iterator[JSON]:
        is_admin = isinstance(chat, SharedChat) and chat.member(self.user).is_admin
        if not isinstance(chat, PrivateChat):
            yield {"type": "chat_member", "chat_id": chat.id, "user_id": self.id}
            if is_admin:
                yield {"type": "chat_administrators", "chat_id": chat.id}
        yield {"type": "chat", "chat_id": chat.id}
        if isinstance(chat, PrivateChat):
            yield {"type": "all_private_chats"}
        else:
            if is_admin:
                yield {"type": "all_chat_administrators"}
            yield {"type": "all_group_chats"}
        yield {"type": "default"}
