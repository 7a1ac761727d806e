"""A webhook as the bot set it (https://core.telegram.org/bots/api#setwebhook)."""

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Webhook:
    url: str
    secret_token: str = ""
    max_connections: int = 40
    last_error_date: int = 0
    last_error_message: str = ""
