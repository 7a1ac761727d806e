"""What bootstrap puts together, and the bot runs on."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from aiogram import Bot, Dispatcher

from bot.flood import FloodLimits
from bot.store import Store
from services.clock import Clock

Take = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]


class Source(Protocol):
    """Where updates come from: polling, or the webhook. `in_touch`: whether they could come."""

    in_touch: bool

    def stop(self) -> None:
        """Bring in nothing more; `run` then returns."""

    async def run(self, take: Take) -> None:
        """Hand over batches; acknowledge each once `take` has returned."""


@dataclass(frozen=True)
class Parts:
    bot: Bot
    username: str
    dispatcher: Dispatcher
    store: Store
    clock: Clock
    limits: Callable[[], FloodLimits]
    source: Callable[[], Source]
    folder: Path  # for what lies beside the database
    heartbeat: str | None = None  # the address that is called while all is well
