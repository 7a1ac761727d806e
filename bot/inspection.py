"""What a pre-flight has to ask of others: Telegram, the database, the texts on the disk. With no
transaction open, because it takes its time."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import structlog
from sqlalchemy import func, select

from bot.questions import Questions, UnansweredError, asking
from bot.revision import newest
from bot.standings import standings
from bot.store import Store
from locales.soundness import broken
from models.address import Address
from services.clock import SystemClock
from services.preflight import Inspection, Machine

log = structlog.get_logger()


class Inspector:
    """The running bot's."""

    def __init__(self, store: Store, url_of: Callable[[str], str], bot_id: int) -> None:
        self._store, self._url_of, self._bot_id = store, url_of, bot_id

    async def inspect(self, groups: Sequence[Address]) -> Inspection | None:
        """None if Telegram can't be asked."""
        machine = await of_database(self._store, await of_texts())
        try:
            return await of_telegram(machine, self._url_of, self._bot_id, groups)
        except UnansweredError as error:
            log.warning("preflight_waits", reason=str(error))
            return None


async def of_texts() -> Machine:
    return Machine(broken=await asyncio.to_thread(broken))


async def of_database(store: Store, machine: Machine) -> Machine:
    return replace(
        machine,
        ahead_of_database=await _ahead_of(store),
        revision=await store.revision(),
        needed=await asyncio.to_thread(newest),
    )


async def of_telegram(
    machine: Machine, url_of: Callable[[str], str], bot_id: int, groups: Sequence[Address]
) -> Inspection:
    """Raises UnansweredError."""
    async with asking(url_of) as questions:
        me = await _me(questions, machine)
        return Inspection(me, await standings(questions, bot_id, groups))


async def _me(questions: Questions, machine: Machine) -> Machine:
    me = await questions.ask("getMe")
    if me.result is None:
        raise UnansweredError(f"status {me.status}")
    return replace(machine, ahead=me.ahead, hears_all=me.result["can_read_all_group_messages"])


async def _ahead_of(store: Store) -> timedelta | None:
    """SQLite has this machine's own clock."""
    if store.is_sqlite:
        return None
    async with store.reading() as session:
        await session.connection()
        asked = SystemClock().now()
        told = (await session.execute(select(func.clock_timestamp()))).scalar_one()
        ahead: timedelta = asked + (SystemClock().now() - asked) / 2 - told
    return ahead
