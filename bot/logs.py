"""Logs: one JSON object a line to stderr, with the case number, and without any secret.

A case number is bound with `structlog.contextvars.bound_contextvars(case=number)`. What a
resident says is never logged at INFO or above; the libraries, which show what they send and
receive at DEBUG, stay at WARNING.
"""

import logging
import re
import sys
from collections.abc import Iterable
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "[hidden]"
# A token wherever it stands, also as a part of a URL: .../bot<token>/..., .../file/bot<token>/...
_TOKEN = re.compile(r"(?:bot)?[0-9]{3,}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)
_FILE_URL = re.compile(r"https?://[^\s\"'<>]*/file/[^\s\"'<>]*", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)[^\s/@:]+:[^\s/@]+(?=@)")
# What errors of PostgreSQL and of pydantic quote: a row, a value that somebody sent.
_QUOTED = re.compile(
    r"(?<=Failing row contains )\(.*\)|(?<=input_value=).*?(?=, input_type=)", re.S
)
LIBRARIES = (
    "aiogram", "aiohttp", "aiosqlite", "alembic", "apscheduler", "asyncio", "psycopg", "sqlalchemy",
)  # fmt: skip


class Redactor:
    """Takes tokens, file URLs and the given secrets out of every value of an event."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = sorted({s for s in secrets if len(s) > 3}, key=len, reverse=True)

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {key: self._cleaned(value) for key, value in event.items()}

    def text(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        for pattern in (_FILE_URL, _TOKEN, _PASSWORD, _QUOTED):
            text = pattern.sub(HIDDEN, text)
        return text

    def _cleaned(self, value: Any) -> Any:
        match value:
            case str():
                return self.text(value)
            case bool() | int() | float() | None:
                return value
            case dict():
                return {self.text(str(key)): self._cleaned(item) for key, item in value.items()}
            case list() | tuple() | set() | frozenset():
                return [self._cleaned(item) for item in value]
            case _:
                return self.text(repr(value))


def configure(level: str = "INFO", secrets: Iterable[str] = ()) -> None:
    """One chain for our own events and for those of the libraries."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        Redactor(secrets),
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()], processors=last
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(max(root.level, logging.WARNING))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
