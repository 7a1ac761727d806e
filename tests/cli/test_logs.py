"""Logs are JSON, carry the case number, and hold no secret, wherever it comes from."""

import io
import json
import logging
from typing import Any

import pytest
import structlog

from bot import logs

TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"
URL = f"https://api.telegram.org/bot{TOKEN}/sendMessage"


@pytest.fixture
def stderr(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    logs.configure("INFO", [TOKEN, "db-password"])
    return stream


def lines(stderr: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stderr.getvalue().splitlines()]


def test_an_event_is_one_line_of_json(stderr: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(case="K7M2Q"):
        structlog.get_logger("bot").info("accepted", officer="王向阳")
    (line,) = lines(stderr)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "accepted",
        "officer": "王向阳",
        "case": "K7M2Q",
        "level": "info",
        "logger": "bot",
    }
    assert "王向阳" in stderr.getvalue()


@pytest.mark.parametrize("name", ["aiogram", "aiohttp", "sqlalchemy", "apscheduler", "else"])
def test_the_libraries_tell_no_token(stderr: io.StringIO, name: str) -> None:
    logging.getLogger(name).warning("failed: %s", URL, extra={"url": URL})
    (line,) = lines(stderr)
    assert TOKEN not in stderr.getvalue()
    assert line["event"] == "failed: https://api.telegram.org/bot[hidden]/sendMessage"


def test_a_trace_tells_no_token(stderr: io.StringIO) -> None:
    def fail() -> None:
        raise ValueError(f"GET {URL}: db-password") from ConnectionError(URL)

    log = structlog.get_logger()
    for tell in (log.exception, logging.getLogger("aiohttp").exception):
        try:
            fail()
        except ValueError:
            tell("broken")
    assert all("Traceback" in line["exception"] for line in lines(stderr))
    assert TOKEN not in stderr.getvalue()
    assert "db-password" not in stderr.getvalue()


@pytest.mark.parametrize(
    "secret",
    [
        "https://api.telegram.org/file/bot1234:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/photos/f.jpg",
        "bot987654321:AAH-other_token_of_35_characters_xyz",
        "postgresql://anna:geheim@host/d",
    ],
)
def test_secrets_that_nobody_named(stderr: io.StringIO, secret: str) -> None:
    structlog.get_logger().warning("odd", value=[{"key": secret}], other=Exception(secret))
    (line,) = lines(stderr)
    assert secret not in stderr.getvalue()
    assert "[hidden]" in line["value"][0]["key"]
    assert "photos" not in stderr.getvalue()


def test_what_errors_quote_is_left_out(stderr: io.StringIO) -> None:
    structlog.get_logger().error("a", detail="DETAIL:  Failing row contains (1, I smell gas).")
    structlog.get_logger().error("b", detail="[type=x, input_value='I smell gas', input_type=str]")
    assert "gas" not in stderr.getvalue()


def test_libraries_are_silent_below_warning(stderr: io.StringIO) -> None:
    logs.configure("DEBUG")
    logging.getLogger("aiogram.event").info("Update id=1 is handled")
    logging.getLogger("sqlalchemy.engine").info("INSERT")
    assert lines(stderr) == []
