"""Long polling: one poll a bot, the newest wins.

https://core.telegram.org/bots/api#getupdates
"""

import asyncio

from simulator.errors import conflict
from simulator.world.inbox import Pending
from simulator.world.users import BotAccount

TERMINATED = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


class Polls:
    def __init__(self) -> None:
        self._running: dict[int, asyncio.Future[None]] = {}

    async def poll(self, bot: BotAccount, limit: int, wait: float) -> list[Pending]:
        """Up to `limit` updates, at once or after at most `wait` seconds of waiting."""
        self.end(bot)
        updates = bot.inbox.peek(limit)
        if updates or not wait:
            return updates
        waiting = self._running[bot.id] = bot.inbox.expect()
        try:
            async with asyncio.timeout(wait):
                await waiting
        except TimeoutError:
            return []
        finally:
            if self._running.get(bot.id) is waiting:
                del self._running[bot.id]
        return bot.inbox.peek(limit)

    def end(self, bot: BotAccount) -> None:
        """The poll that is under way gets the error that another one has begun."""
        older = self._running.pop(bot.id, None)
        if older and not older.done():
            older.set_exception(conflict(TERMINATED))

    def release(self, bot: BotAccount) -> None:
        """Lets the running poll end empty-handed."""
        waiting = self._running.get(bot.id)
        if waiting and not waiting.done():
            waiting.set_result(None)

    def release_all(self) -> None:
        for waiting in self._running.values():
            if not waiting.done():
                waiting.set_result(None)
