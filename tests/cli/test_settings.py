"""Each setting is read as meant, or refused in a sentence without its value."""

import os
from pathlib import Path

import pytest

from bot.complaints import ConfigurationError
from bot.settings import Settings
from tests.cli.terminal import TOKEN


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("DOORSTEP_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def read_with(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    for name, value in given.items():
        monkeypatch.setenv(f"DOORSTEP_{name}", value)
    return Settings.read()


def test_what_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_with(monkeypatch)
    assert settings.database == "sqlite+aiosqlite:///./data/doorstep.db"
    assert settings.listen == ("127.0.0.1", 8080)
    assert settings.telegram_api == "https://api.telegram.org"
    with pytest.raises(ConfigurationError, match="DOORSTEP_TELEGRAM_TOKEN is not set"):
        _ = settings.token


def test_what_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_with(
        monkeypatch,
        TELEGRAM_TOKEN=TOKEN,
        DATABASE="postgresql://anna:geheim@db/doorstep",
        TELEGRAM_API="http://localhost:8081/",
        WEBHOOK_URL="http://localhost/hook",
        WEBHOOK_SECRET="a-b_C1",
        LISTEN="[::1]:99",
        LOG_LEVEL="debug",
        SECRET_KEY="",
    )
    assert settings.bot_id == 123456
    assert settings.database == "postgresql+psycopg://anna:geheim@db/doorstep"
    assert settings.telegram_api == "http://localhost:8081"
    assert (settings.listen.host, settings.listen.port) == ("::1", 99)
    assert settings.log_level == "DEBUG"
    assert settings.secret_key is None
    assert settings.secrets == [TOKEN, "a-b_C1", "geheim"]
    assert not any(secret in repr(settings) for secret in (TOKEN, "a-b_C1", "geheim"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"TELEGRAM_TOKEN": "abc"}, "DOORSTEP_TELEGRAM_TOKEN: it isn't a bot's token"),
        ({"TELEGRAM_TOKEN": f"{TOKEN} "}, "DOORSTEP_TELEGRAM_TOKEN: it isn't a bot's token"),
        ({"TELEGRAM_API": "telegram"}, "DOORSTEP_TELEGRAM_API: write an address that begins"),
        ({"DATABASE": "mysql://x/y"}, "DOORSTEP_DATABASE: Doorstep keeps its records in SQLite"),
        ({"DATABASE": "x"}, "DOORSTEP_DATABASE: it isn't a database URL: write sqlite:///"),
        ({"DATABASE": "sqlite://"}, "DOORSTEP_DATABASE: name a file"),
        ({"LISTEN": "here"}, "DOORSTEP_LISTEN: write a host and a port"),
        ({"LISTEN": "localhost:70000"}, "DOORSTEP_LISTEN: write a host and a port"),
        ({"LOG_LEVEL": "loud"}, "DOORSTEP_LOG_LEVEL: write one of DEBUG, INFO"),
        ({"WEBHOOK_URL": "https://x.org"}, "needs DOORSTEP_WEBHOOK_SECRET: set it to 1 to 256"),
        (
            {"WEBHOOK_URL": "https://x.org", "WEBHOOK_SECRET": "not allowed!"},
            "needs DOORSTEP_WEBHOOK_SECRET: set it to 1 to 256",
        ),
        (
            {"WEBHOOK_URL": "https://x.org", "WEBHOOK_SECRET": "x" * 257},
            "needs DOORSTEP_WEBHOOK_SECRET: set it to 1 to 256",
        ),
        (
            {"WEBHOOK_URL": "http://x.org", "WEBHOOK_SECRET": "x"},
            "DOORSTEP_WEBHOOK_URL: write an address that begins with https://",
        ),
    ],
)
def test_what_is_refused(monkeypatch: pytest.MonkeyPatch, given: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_with(monkeypatch, **given)
    (sentence,) = caught.value.sentences
    assert said in sentence
    assert "not allowed!" not in sentence


def test_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_with(monkeypatch, LISTEN="here", LOG_LEVEL="loud", DATABASE="x", TELEGRAM_TOKEN="y")
    assert len(caught.value.sentences) == 4
