"""Looks each morning whether all is there that the coming days need, and tells what isn't."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address
from models.exchange import Exchange
from models.station import Station
from services import preflight
from services.clock import Clock
from services.desk import Desk
from services.notices import station as notices
from services.preflight import Inspection

log = structlog.get_logger()

Looking = Callable[[], AbstractAsyncContextManager[tuple[AsyncSession, Station]]]
OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]
HandOver = Callable[[list[Exchange]], None]


Inspect = Callable[[Sequence[Address]], Awaitable[Inspection | None]]


class Preflight:
    """`inspect` asks whatever isn't in our rows, and gives none if nobody answers."""

    def __init__(
        self,
        clock: Clock,
        looking: Looking,
        open_desk: OpenDesk,
        hand_over: HandOver,
        inspect: Inspect,
    ) -> None:
        self._clock, self._looking, self._open_desk = clock, looking, open_desk
        self._hand_over, self._inspect = hand_over, inspect

    async def check(self) -> None:
        """Whoever dies in the middle of it has told nothing, and the next one begins anew."""
        begun = self._clock.now()
        async with self._looking() as (_, station):
            if not preflight.is_due(station, begun):
                return
        async with self._open_desk() as desk:
            if not await preflight.must_check(desk):
                return
            directory = desk.directory
            cards = await preflight.cards_in(desk.session, directory)
            reached = await preflight.reached(desk.session, directory)
        of_roster = await asyncio.to_thread(preflight.of_roster, directory, begun, reached)
        found = await self._inspect(preflight.to_ask(directory))
        async with self._open_desk() as desk:
            if found is None:
                preflight.postpone(desk)
                return
            if not await preflight.done(desk, begun):
                return
            of_groups = preflight.of_groups(directory, found.standings, cards)
            defects = [*of_roster, *of_groups, *preflight.of_machine(found.machine)]
            if not notices.to_mend(desk, defects):
                log.error("preflight", found=[(one.kind.value, one.names) for one in defects])
        self._hand_over(desk.outgoing)
