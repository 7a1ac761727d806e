"""One call of a method by a bot."""

from dataclasses import dataclass
from typing import Any

from simulator.errors import bad_request
from simulator.parameters import Parameters
from simulator.world.chats import Chat
from simulator.world.messages import Message
from simulator.world.users import BotAccount
from simulator.world.world import World


@dataclass(slots=True)
class Call:
    world: World
    bot: BotAccount
    method: str
    parameters: Parameters

    @property
    def chat_id(self) -> Any:
        return self.parameters.values.get("chat_id")

    def chat(self, parameter: str = "chat_id") -> Chat:
        """The chat that is meant; raises what a bot gets that has no access to it."""
        chat_id = self.parameters.values.get(parameter)
        if chat_id in (None, ""):
            raise bad_request(f"{parameter} is empty")
        chat = self.world.chat_for(self.bot, chat_id)
        chat.refuse_reading(self.bot)
        return chat

    def message(self, chat: Chat, missing: str) -> Message:
        """The message that `message_id` names in the chat, but for ephemeral ones."""
        message_id = self.parameters.integer("message_id")
        if message_id <= 0:
            raise bad_request("message identifier is not specified")
        found = chat.messages.get(message_id)
        if found is None:
            raise bad_request(f"{missing} not found")
        return found
