"""Looks whether any case or any end of a shift was left alone, has it repaired or tells of it, and
says elsewhere that all is well."""

from collections.abc import Awaitable, Callable, Mapping
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
        self._told: set[int] = set()  # cases beyond repair, and handovers

    async def audit(self) -> None:
        await self._sweep()
        async with self._looking() as (session, station):
            found = await auditing.left_alone(session, station, self._clock.now())
            overdue = await auditing.handovers_overdue(session, station, self._clock.now())
        self._told &= found.keys() | overdue.keys()
        if not found and not overdue:
            await self._all_is_well()
            return
        asked_again, stuck = await self._repair_all(found)
        officers = self._new(overdue)
        if asked_again or stuck or officers:
            log.error("left_alone", asked_again=asked_again, stuck=stuck, handovers=len(overdue))
            async with self._open_desk() as desk:
                auditing.tell(desk, asked_again, stuck, officers)
            self._hand_over(desk.outgoing)

    async def _repair_all(self, found: Mapping[int, str]) -> tuple[list[str], list[str]]:
        """The numbers of those that are asked again, and of those that couldn't be and weren't told
        before."""
        outcomes = {id_: await self._repair(id_) for id_ in found}
        stuck = {id_: found[id_] for id_, outcome in outcomes.items() if outcome is None}
        return [found[id_] for id_, outcome in outcomes.items() if outcome], self._new(stuck)

    def _new(self, found: Mapping[int, str]) -> list[str]:
        """Each is told once, as long as it lasts."""
        fresh = [name for id_, name in found.items() if id_ not in self._told]
        self._told |= found.keys()
        return fresh

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
