"""The settings, from the environment or a file `.env`, each with the prefix DOORSTEP_."""

import re
from pathlib import Path
from typing import Annotated, Any, NamedTuple, Self
from urllib.parse import urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.complaints import ConfigurationError
from bot.database_url import DEFAULT, async_url

PREFIX = "DOORSTEP_"
TELEGRAM = "https://api.telegram.org"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
# BotFather's form: the bot's id, a colon, 35 characters (a test server's may be shorter).
_TOKEN = re.compile(r"[1-9][0-9]{0,18}:[A-Za-z0-9_-]{10,100}")
# Bot API, setWebhook: "1-256 characters. Only characters A-Z, a-z, 0-9, _ and - are allowed."
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LISTEN = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s:]*):(?P<port>[0-9]{1,5})")


class Listen(NamedTuple):
    """Where the webhook listens."""

    host: str
    port: int


def _listen(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = _LISTEN.fullmatch(value.strip())
    if found is None or int(found["port"]) > 65_535:
        raise ValueError("write a host and a port, as in 127.0.0.1:8080")
    return Listen(found["host"].strip("[]") or "0.0.0.0", int(found["port"]))  # noqa: S104  ":8080" means this.


class Settings(BaseSettings):
    """Read with `Settings.read()`, which complains in plain sentences."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    telegram_token: SecretStr | None = None
    telegram_api: str = TELEGRAM
    database: str = Field(DEFAULT, repr=False)  # It may hold a password.
    station: Path = Path("station.yaml")
    data: Path = Path("data")  # the folder for what lies beside the database
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen: Annotated[Listen, NoDecode, BeforeValidator(_listen)] = Listen("127.0.0.1", 8080)
    secret_key: SecretStr | None = None
    heartbeat_url: SecretStr | None = None  # What follows the host is often a secret.
    log_level: str = "INFO"

    @classmethod
    def read(cls, **given: Any) -> Self:
        """The settings as they are found. Raises ConfigurationError, one sentence a setting."""
        try:
            return cls(**given)
        except ValidationError as error:
            # The token may be among the values, so nothing is chained and no input is shown.
            raise ConfigurationError(*map(_sentence, error.errors())) from None

    @property
    def token(self) -> str:
        if self.telegram_token is None:
            raise ConfigurationError(
                f"{PREFIX}TELEGRAM_TOKEN is not set: ask @BotFather on Telegram for a bot's token, "
                "and put it into the environment or into the file .env."
            )
        return self.telegram_token.get_secret_value()

    @property
    def bot_id(self) -> int:
        """A token begins with its bot's id."""
        return int(self.token.partition(":")[0])

    @property
    def secrets(self) -> list[str]:
        """What must never be seen in a log."""
        known = (self.telegram_token, self.webhook_secret, self.secret_key, self.heartbeat_url)
        password = async_url(self.database).password
        return [s.get_secret_value() for s in known if s] + ([str(password)] if password else [])

    @field_validator("telegram_token")
    @classmethod
    def _token_as_botfather_makes_it(cls, token: SecretStr | None) -> SecretStr | None:
        if token is None or _TOKEN.fullmatch(token.get_secret_value()):
            return token
        raise ValueError(
            "it isn't a bot's token: copy it whole from @BotFather (digits, a colon, letters)"
        )

    @field_validator("telegram_api")
    @classmethod
    def _api_address(cls, address: str) -> str:
        return _web_address(address, ("http", "https"), "https://api.telegram.org").rstrip("/")

    @field_validator("heartbeat_url")
    @classmethod
    def _heartbeat_address(cls, address: SecretStr | None) -> SecretStr | None:
        if address is not None:
            given = address.get_secret_value()
            _web_address(given, ("http", "https"), "https://status.example.org/doorstep")
        return address

    @field_validator("database")
    @classmethod
    def _database_address(cls, address: str) -> str:
        return async_url(address).render_as_string(hide_password=False)

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.upper() not in LEVELS:
            raise ValueError(f"write one of {', '.join(LEVELS)}")
        return level.upper()

    @model_validator(mode="after")
    def _webhook_with_its_secret(self) -> Self:
        if self.webhook_url is None:
            return self
        schemes = ("https",) if self.telegram_api == TELEGRAM else ("http", "https")
        _web_address(self.webhook_url, schemes, "https://bot.example.org", "WEBHOOK_URL")
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        if not _WEBHOOK_SECRET.fullmatch(secret):
            raise ValueError(
                f"{PREFIX}WEBHOOK_URL needs {PREFIX}WEBHOOK_SECRET: set it to 1 to 256 letters, "
                "digits, _ and -, such as the output of: openssl rand -hex 32"
            )
        return self


def _web_address(address: str, schemes: tuple[str, ...], example: str, name: str = "") -> str:
    parts = urlsplit(address)
    if parts.scheme not in schemes or not parts.hostname:
        where = f"{PREFIX}{name}: " if name else ""
        raise ValueError(f"{where}write an address that begins with {schemes[-1]}://, as {example}")
    return address


def _sentence(error: Any) -> str:
    """One finding, without the value that it found."""
    message = str(error["msg"]).removeprefix("Value error, ").rstrip(".")
    names = [f"{PREFIX}{str(part).upper()}" for part in error["loc"][:1]]
    return f"{': '.join([*names, message])}."
