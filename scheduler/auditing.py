"""Looks whether any case was left alone, has it repaired, and says elsewhere that all is well."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from models.exchange import Exchange
from models.station import Station
from services import auditing
from services.clock import Clock
from services.desk import Desk

log = structlog.get_logger()

Looking = Callable[[], AbstractAsyncContextManager[tuple[AsyncSession, Station]]]
OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]
HandOver = Callable[[list[Exchange]], None]
Call = Callable[[], Awaitable[None]]


class Auditor:
    """`sweep` comes first, so that only what it can't do is found; `all_is_well` is called with no
    transaction open."""

    def __init__(
        self,
        clock: Clock,
        looking: Looking,
        open_desk: OpenDesk,
        hand_over: HandOver,
        sweep: Call,
        all_is_well: Call,
    ) -> None:
        self._clock, self._looking, self._open_desk = clock, looking, open_desk
        self._hand_over, self._sweep, self._all_is_well = hand_over, sweep, all_is_well
        self._beyond_repair: set[int] = set()

    async def audit(self) -> None:
        await self._sweep()
        async with self._looking() as (session, station):
            found = await auditing.left_alone(session, station, self._clock.now())
            overdue = await auditing.handovers_overdue(session, station, self._clock.now())
        if overdue:
            log.error("handovers_overdue", number=overdue)
        if not found:
            self._beyond_repair.clear()
            if not overdue:
                await self._all_is_well()
            return
        asked_again, stuck = [], []
        for id_, number in found.items():
            repaired = await self._repair(id_)
            if repaired:
                asked_again.append(number)
            elif repaired is None and id_ not in self._beyond_repair:
                self._beyond_repair.add(id_)
                stuck.append(number)
        if asked_again or stuck:
            log.error("cases_left_alone", asked_again=asked_again, stuck=stuck)
            async with self._open_desk() as desk:
                auditing.tell(desk, asked_again, stuck)
            self._hand_over(desk.outgoing)

    async def _repair(self, case_id: int) -> bool | None:
        """None: it couldn't be done. Each in a transaction of its own: one that can't be repaired
        leaves the others alone, and is told once."""
        try:
            async with self._open_desk() as desk:
                is_repaired = await auditing.repair(desk, case_id)
        except Exception:
            log.exception("case_not_repaired", case=case_id)
            return None
        self._hand_over(desk.outgoing)
        return is_repaired
