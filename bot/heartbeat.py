"""Calls an address for as long as all is well: whoever watches it misses us when we are silent."""

from collections.abc import Callable

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout

log = structlog.get_logger()

SECONDS = 10


class Heartbeat:
    """`url` none: nobody watches. `is_well`: whether the bot itself could still do its work. The
    address is a secret, and isn't logged."""

    def __init__(self, url: str | None, is_well: Callable[[], bool]) -> None:
        self._url, self._is_well = url, is_well

    async def beat(self) -> None:
        if self._url is None or not self._is_well():
            return
        try:
            async with (
                ClientSession(timeout=ClientTimeout(total=SECONDS)) as session,
                session.get(self._url) as answer,
            ):
                if answer.status >= 400:
                    log.warning("heartbeat_refused", status=answer.status)
        except (ClientError, OSError, TimeoutError, ValueError) as error:
            log.warning("heartbeat_failed", error=type(error).__name__)
