"""Asks Telegram whose token it is, without aiogram, which takes a terminal seconds to import."""

from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.complaints import telegram_unreachable, unknown_token
from bot.settings import Settings

SECONDS = 15


@dataclass(frozen=True)
class Account:
    """What getMe tells of a bot (Bot API, "User")."""

    username: str
    joins_groups: bool
    reads_all: bool


async def get_me(settings: Settings) -> Account:
    """Raises ConfigurationError if Telegram can't be reached or doesn't know the token."""
    url = f"{settings.telegram_api}/bot{settings.token}/getMe"
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=SECONDS)) as session,
            session.post(url) as response,
        ):
            if response.status in (401, 404):
                raise unknown_token()
            answer: Any = await response.json(content_type=None)
            me = answer["result"]
            return Account(me["username"], me["can_join_groups"], me["can_read_all_group_messages"])
    except (ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
        raise telegram_unreachable(error) from None
