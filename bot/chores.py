"""What the leading bot does by the clock, besides answering: the ends of shifts, deadlines, alerts,
checks, and what is to be kept in order."""

import asyncio
from functools import partial

from aiogram import Bot

from bot import alert_feed
from bot.counting import Counter
from bot.courier import Courier
from bot.desks import Desks
from bot.heartbeat import Heartbeat
from bot.inspection import Inspector
from bot.keeping import Keeper
from bot.menus import Menus
from bot.parts import Parts, Source
from bot.roster_feed import fetch
from scheduler import deadlines, journal
from scheduler.alert_feeds import AlertFeeds
from scheduler.alerts import Alerts
from scheduler.auditing import Auditor
from scheduler.group_cards import GroupCards
from scheduler.handovers import Handovers
from scheduler.preflight import Preflight
from scheduler.rosters import Rosters
from scheduler.ticking import Job

TICK = 1.0
MINUTE = 60.0
HOUR = 3600.0


class Chores:
    """For as long as this process leads. A lock keeps two from doing the same at once: they would
    pass over what the other is doing."""

    def __init__(self, parts: Parts, desks: Desks, courier: Courier, source: Source) -> None:
        self._bot, self._desks, self._courier = parts.bot, desks, courier
        ways = (desks.looking, desks.open, courier.hand_over)
        self._rosters = Rosters(parts.clock, *ways, fetch)
        self._handovers = Handovers(parts.clock, *ways)
        self._alerts = Alerts(parts.clock, *ways)
        self._alert_feeds = AlertFeeds(parts.clock, *ways, alert_feed.fetch)
        heartbeat = Heartbeat(parts.heartbeat, partial(_is_in_touch, source))
        self._auditor = Auditor(parts.clock, *ways, self._sweep_rows, heartbeat.beat)
        inspector = Inspector(parts.store, partial(_url, parts.bot), parts.bot.id)
        self._preflight = Preflight(parts.clock, *ways, inspector.inspect)
        self._group_cards = GroupCards(*ways)
        self._sweeping, self._alerting = asyncio.Lock(), asyncio.Lock()
        self._checking, self._asking_feeds = asyncio.Lock(), asyncio.Lock()

    def jobs(self) -> dict[str, tuple[Job, float]]:
        """By name, what to do and every how many seconds."""
        return {
            "alerts": (self._send_alerts, TICK / 2),  # What warns of danger waits for it.
            "alert_feeds": (self._ask_alert_feeds, 2 * TICK),
            "audit": (self.audit, MINUTE),
            "deadlines": (self._sweep_deadlines, TICK),
            "files": (Keeper(self._bot, self._desks).keep, 2 * TICK),
            "frozen": (self._courier.take_up_thawed, 2 * TICK),
            "group_cards": (self._group_cards.post, 2 * TICK),
            "handovers": (self.end_shifts, 2 * TICK),
            "journal": (partial(journal.forget, self._desks.open), HOUR),
            "members": (Counter(self._bot, self._desks).count, MINUTE),
            "menus": (Menus(self._bot, self._desks).keep, 2 * TICK),
            "preflight": (self.check, MINUTE),
            "rosters": (self._rosters.keep, 2 * TICK),
        }

    async def sweep(self) -> None:
        """All that has fallen due by the Clock."""
        await self._rosters.keep()
        await self._sweep_rows()
        await self._ask_alert_feeds()
        await self._send_alerts()

    async def end_shifts(self) -> None:
        """Who is on duty, and what the ends of shifts bring with them."""
        async with self._sweeping:
            await self._handovers.keep()

    async def audit(self) -> None:
        """Look whether any case was left alone."""
        await self._auditor.audit()

    async def check(self) -> None:
        """The morning's check, if it is due."""
        async with self._checking:
            await self._preflight.check()

    async def _sweep_rows(self) -> None:
        await self.end_shifts()
        await self._sweep_deadlines()

    async def _sweep_deadlines(self) -> None:
        async with self._sweeping:
            await deadlines.sweep(self._desks.open, self._courier.hand_over)

    async def _ask_alert_feeds(self) -> None:
        async with self._asking_feeds:
            await self._alert_feeds.keep()

    async def _send_alerts(self) -> None:
        async with self._alerting:
            await self._alerts.send()


def _is_in_touch(source: Source) -> bool:
    return source.in_touch


def _url(bot: Bot, method: str) -> str:
    return bot.session.api.api_url(bot.token, method)
