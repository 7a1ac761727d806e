"""Sends alerts on time: begins what is due, goes on with what is under way, closes what is over.
Asks for approval of what the command line has handed in, and looks after what waits for it."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from models.alert import Alert, AlertRun
from models.exchange import Exchange
from models.station import Station
from services.alerts import approving, broadcasting, closing, due, rows, series, waiting, work
from services.clock import Clock
from services.desk import Desk

LOOKED_AFTER_EVERY = timedelta(minutes=1)

log = structlog.get_logger()

Looking = Callable[[], AbstractAsyncContextManager[tuple[AsyncSession, Station]]]
OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]
HandOver = Callable[[list[Exchange]], None]


class Alerts:
    """Each alert, and each run, in a transaction of its own: one that fails holds up no other."""

    def __init__(
        self, clock: Clock, looking: Looking, open_desk: OpenDesk, hand_over: HandOver
    ) -> None:
        self._clock, self._looking = clock, looking
        self._open_desk, self._hand_over = open_desk, hand_over
        self._looked_after: datetime | None = None

    async def send(self) -> None:
        async with self._looking() as (session, station):
            found = await work.find(session, station, self._clock.now())
        for alert_id in found.due:
            await self._do(self._begin, alert_id)
        for run_id in found.under_way:
            await self._do(self._go_on, run_id)
        for run_id in found.over:
            await self._do(self._close, run_id)
        for alert_id in found.unasked:
            await self._do(approving.ask_unasked, alert_id)
        await self._look_after()

    async def _look_after(self) -> None:
        """What waits for a person can wait for another minute."""
        now, last = self._clock.now(), self._looked_after
        if last is not None and timedelta() <= now - last < LOOKED_AFTER_EVERY:
            return
        self._looked_after = now
        async with self._looking() as (session, station):
            submitted = await work.submitted(session, station)
        for alert_id in submitted:
            await self._do(waiting.look_after, alert_id)

    async def _do(self, act: Callable[[Desk, int], Awaitable[None]], id_: int) -> None:
        try:
            async with self._open_desk() as desk:
                await act(desk, id_)
        except Exception:
            log.exception("alert_failed", id=id_)
            return
        self._hand_over(desk.outgoing)

    async def _begin(self, desk: Desk, alert_id: int) -> None:
        alert = await desk.session.get_one(Alert, alert_id)
        await series.locked(desk, alert)
        await due.begin(desk, alert)

    async def _go_on(self, desk: Desk, run_id: int) -> None:
        alert, run = await rows.lock(desk, await desk.session.get_one(AlertRun, run_id))
        await broadcasting.go_on(desk, alert, run)

    async def _close(self, desk: Desk, run_id: int) -> None:
        run = await desk.session.get_one(AlertRun, run_id, with_for_update=True)
        await closing.close(desk, run)
