"""Notices the ends of shifts, and has what is due then done; and who comes on duty while cases
wait for somebody."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import structlog
from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from models.case import Case
from models.exchange import Exchange
from models.handover import Handover
from models.station import Station
from services import handover_rows, handovers, newcomers, shift_ends
from services.clock import Clock
from services.desk import Desk

log = structlog.get_logger()

Looking = Callable[[], AbstractAsyncContextManager[tuple[AsyncSession, Station]]]
OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]
HandOver = Callable[[list[Exchange]], None]


class Handovers:
    """The rows are brought in line when the roster has changed, and when somebody comes on duty;
    otherwise a look at what is due is all there is to do."""

    def __init__(
        self, clock: Clock, looking: Looking, open_desk: OpenDesk, hand_over: HandOver
    ) -> None:
        self._clock, self._looking, self._open_desk = clock, looking, open_desk
        self._hand_over = hand_over
        self._revision = 0
        self._looked_at: datetime | None = None
        self._next: datetime | None = None
        self._newcomers = False

    async def keep(self) -> None:
        async with self._looking() as (session, station):
            now, revision = self._clock.now(), station.revision
            any_due = await handover_rows.any_due(session, station, now)
        if self._is_another_roster(now, revision):
            async with self._open_desk() as desk:
                self._next = await shift_ends.keep(desk)
                revision = desk.directory.revision
            self._looked_at, self._revision, any_due = now, revision, True
            self._newcomers = True
        if any_due:
            await self._sweep()
        if self._newcomers:
            self._newcomers = not await self._ask_newcomers()

    def _is_another_roster(self, now: datetime, revision: int) -> bool:
        if revision != self._revision or self._looked_at is None or now < self._looked_at:
            return True
        return self._next is not None and now >= self._next

    async def _ask_newcomers(self) -> bool:
        """Several cases at once, so that each reads one digest; if that fails, each by itself.
        False: some came to be changed by others just then, and are looked at again."""
        try:
            while await self._ask(newcomers.BATCH) == newcomers.BATCH:
                pass
        except Exception as error:
            log.warning("newcomers_failed", error=f"{type(error).__name__}: {error}"[:200])
            return await self._ask_newcomers_singly()
        return True

    async def _ask(self, limit: int, *which: ColumnElement[bool]) -> int:
        """How many cases were asked."""
        async with self._open_desk() as desk:
            found = (await newcomers.find(desk, *which))[:limit]
            if found:
                await newcomers.ask(desk, found)
        self._hand_over(desk.outgoing)
        return len(found)

    async def _ask_newcomers_singly(self) -> bool:
        try:
            async with self._open_desk() as desk:
                ids = [one.case_id for one in await newcomers.find(desk)]
        except Exception:
            log.exception("newcomers_not_found")
            return True
        collided = False
        for id_ in ids:
            try:
                await self._ask(1, Case.id == id_)
            except StaleDataError:
                collided = True
            except Exception:
                log.exception("newcomers_not_asked", case=id_)
        return not collided

    async def _sweep(self) -> None:
        """All that is due, a batch in one transaction, so that whoever is next reads one digest; if
        that fails, each by itself."""
        try:
            while await self._sweep_batch() == handover_rows.BATCH:
                pass
        except Exception as error:
            log.warning("handovers_failed", error=f"{type(error).__name__}: {error}"[:200])
            await self._sweep_singly()

    async def _sweep_batch(self) -> int:
        """How many were due."""
        async with self._open_desk() as desk:
            rows = await handover_rows.due(desk)
            await handovers.fall_due(desk, rows)
        self._hand_over(desk.outgoing)
        return len(rows)

    async def _sweep_singly(self) -> None:
        async with self._open_desk() as desk:
            ids = [row.id for row in await handover_rows.due(desk)]
        for id_ in ids:
            try:
                await self._sweep_one(id_)
            except Exception:
                log.exception("handover_failed", handover=id_)
                async with self._open_desk() as desk:
                    handover_rows.postpone(desk, await desk.session.get_one(Handover, id_))

    async def _sweep_one(self, id_: int) -> None:
        async with self._open_desk() as desk:
            held = await handover_rows.hold(desk.session, desk.station.id, [id_])
            due = [row for row in held.values() if row.done_at is None and row.due_at <= desk.now()]
            await handovers.fall_due(desk, due)
        self._hand_over(desk.outgoing)
