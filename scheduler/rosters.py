"""Keeps the rosters: expands them further each day, and asks for those that are polled."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import AbstractAsyncContextManager

from sqlalchemy.ext.asyncio import AsyncSession

from models.exchange import Exchange
from models.shift import Roster
from models.station import Station
from services import rosters
from services.calendars import CalendarError, Expansion, Known, expand
from services.clock import Clock
from services.desk import Desk

Looking = Callable[[], AbstractAsyncContextManager[tuple[AsyncSession, Station]]]
OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]
HandOver = Callable[[list[Exchange]], None]
Fetch = Callable[[str, Collection[str]], Awaitable[str]]


class Rosters:
    """Networks and expansions take their time: both happen outside every transaction."""

    def __init__(
        self,
        clock: Clock,
        looking: Looking,
        open_desk: OpenDesk,
        hand_over: HandOver,
        fetch: Fetch,
    ) -> None:
        self._clock, self._looking, self._open_desk = clock, looking, open_desk
        self._hand_over, self._fetch = hand_over, fetch

    async def keep(self) -> None:
        now = self._clock.now()
        async with self._looking() as (session, station):
            due = await rosters.due(session, station, now)
            another_day = rosters.is_another_day(station, now)
        if another_day:
            async with self._open_desk() as desk:
                await rosters.go_on(desk)
        for roster in due:
            await self._renew(roster)

    async def _renew(self, roster: Roster) -> None:
        async with self._open_desk() as desk:
            known, allowed = rosters.known(desk.directory), desk.directory.policy.feed_hosts
        text, fault = roster.calendar, None
        expansion: Expansion | None = None
        try:
            if roster.url is not None:
                text = await self._fetch(roster.url, allowed)
            if not rosters.is_expanded(roster, text, self._clock.now()):
                expansion = await self._expand(text, known)
                rosters.must_have_shifts(roster, expansion)
        except CalendarError as error:
            fault, expansion = str(error), await self._last_good(roster, known)
        async with self._open_desk() as desk:
            await rosters.take_turn(desk)
            own = await desk.session.get(Roster, roster.id)
            if own is None or own.due_at != roster.due_at:
                return  # Somebody else has just dropped or renewed it.
            own.calendar = roster.calendar if fault is not None else text
            await rosters.take_in(desk, own, expansion, fault)
        self._hand_over(desk.outgoing)

    async def _expand(self, text: str, known: Known) -> Expansion:
        since, until = rosters.span(self._clock.now())
        return await asyncio.to_thread(expand, text, known, since, until)

    async def _last_good(self, roster: Roster, known: Known) -> Expansion:
        try:
            return await self._expand(roster.calendar, known)
        except CalendarError:
            return Expansion([], [])
