"""Notices the ends of shifts, and has what is due then done; and who comes on duty while cases
wait for somebody."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from models.exchange import Exchange
from models.handover import Handover
from models.station import Station
from services import handover_rows, handovers, newcomers, shift_ends
from services.clock import Clock
from services.desk import Desk
from services.newcomers import Waiting

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
        """Found once: whom nothing reaches keeps nobody else waiting. False: some couldn't be
        asked, and are looked at again with the next tick."""
        try:
            async with self._open_desk() as desk:
                found = await newcomers.find(desk)
        except Exception:
            log.exception("newcomers_not_found")
            return False
        starts = range(0, len(found), newcomers.BATCH)
        done = [await self._ask_several(found[i : i + newcomers.BATCH]) for i in starts]
        return all(done)

    async def _ask_several(self, found: Sequence[Waiting]) -> bool:
        """At once, so that each reads one digest; if that fails, each by itself."""
        try:
            await self._ask(found)
        except Exception as error:
            log.warning("newcomers_failed", error=f"{type(error).__name__}: {error}"[:200])
            done = [await self._ask_singly(one) for one in found]
            return all(done)
        return True

    async def _ask_singly(self, one: Waiting) -> bool:
        try:
            await self._ask([one])
        except StaleDataError:  # Others changed it just then.
            return False
        except Exception:
            log.exception("newcomers_not_asked", case=one.case_id)
            return False
        return True

    async def _ask(self, found: Sequence[Waiting]) -> None:
        async with self._open_desk() as desk:
            await newcomers.ask(desk, found)
        self._hand_over(desk.outgoing)

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
