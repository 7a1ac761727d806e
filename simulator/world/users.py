"""Accounts: people and bots (https://core.telegram.org/bots/api#user)."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.wire import JSON
from simulator.world.inbox import Inbox
from simulator.world.webhook import Webhook

if TYPE_CHECKING:
    from simulator.world.chats import Chat

GROUP_ANONYMOUS_BOT = 1087968824
CHANNEL_BOT = 136817688
TELEGRAM = 777000


@dataclass(slots=True, eq=False)
class User:
    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    is_deactivated: bool = False
    hides_in_forwards: bool = False
    chats: "list[Chat]" = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def as_json(self) -> JSON:
        shape: JSON = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            shape["last_name"] = self.last_name
        if self.username:
            shape["username"] = self.username
        if self.language_code:
            shape["language_code"] = self.language_code
        return shape

    def as_chat(self) -> JSON:
        """The private chat with this person, as a bot sees it."""
        shape: JSON = {"id": self.id, "type": "private", "first_name": self.first_name}
        if self.last_name:
            shape["last_name"] = self.last_name
        if self.username:
            shape["username"] = self.username
        return shape


@dataclass(slots=True, eq=False)
class BotAccount(User):
    """`privacy_mode` takes effect in a group when the bot joins it, not before
    (https://core.telegram.org/bots/features#privacy-mode)."""

    token: str = ""
    privacy_mode: bool = True
    inbox: Inbox = field(default_factory=Inbox)
    webhook: Webhook | None = None
    profile: dict[tuple[str, ...], Any] = field(default_factory=dict)
    """Commands, descriptions and the menu button, by method, scope and language."""

    def as_me(self) -> JSON:
        """The answer to getMe."""
        return self.as_json() | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy_mode,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
        }
