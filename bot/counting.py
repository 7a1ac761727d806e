"""Asks Telegram how many members each group has: a few a minute, each group once a day."""

from datetime import datetime

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError

from bot.desks import Desks
from models.address import Address
from services import members

log = structlog.get_logger()

AT_ONCE = 10


class Counter:
    """One for each leader. What Telegram refuses to count keeps the number that it had, and is
    asked again after a day."""

    def __init__(self, bot: Bot, desks: Desks) -> None:
        self._bot, self._desks = bot, desks
        self._refused: dict[int, datetime] = {}  # when, by group

    async def count(self) -> None:
        """The next few. If Telegram is out of reach, or asks us to wait, that is enough for now."""
        now = self._desks.now()
        begun = now - members.HOLDS_FOR
        self._refused = {group: at for group, at in self._refused.items() if at > begun}
        async with self._desks.looking() as (session, station):
            due = await members.uncounted(session, station, now, [*self._refused], AT_ONCE)
            station_id = station.id
        found: dict[int, int] = {}
        try:
            for address in due:
                await self._ask(address, found, now)
        except AiogramError as error:
            log.info("counting_waits", error=type(error).__name__)
        if found:
            async with self._desks.transaction() as session:
                await members.counted(session, station_id, found, now)

    async def _ask(self, address: Address, found: dict[int, int], now: datetime) -> None:
        group_id = address.group_id or 0
        try:
            found[group_id] = await self._bot.get_chat_member_count(address.external_id)
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            self._refused[group_id] = now
            log.info("not_counted", group=group_id, error=error.message[:200])
