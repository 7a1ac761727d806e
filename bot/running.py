"""The running bot: stands by until it leads, then receives, handles, sends and keeps time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import structlog
from aiogram import Bot, Dispatcher
from sqlalchemy.exc import DBAPIError

from bot import alert_feed
from bot.acknowledging import Acknowledger
from bot.atlas import Atlas
from bot.collisions import is_outage
from bot.contact import Contact
from bot.counting import Counter
from bot.courier import Courier
from bot.desks import Desks
from bot.directories import Directories
from bot.flood import FloodLimits
from bot.heartbeat import Heartbeat
from bot.inspection import Inspector
from bot.intake import Committed, Intake
from bot.keeping import Keeper
from bot.leader import Leadership, LeadershipLost
from bot.line import Line
from bot.menus import Menus
from bot.roster_feed import fetch
from bot.sender import Sender
from bot.store import Store
from bot.witness import Witness
from scheduler import deadlines, journal
from scheduler.alert_feeds import AlertFeeds
from scheduler.alerts import Alerts
from scheduler.auditing import Auditor
from scheduler.group_cards import GroupCards
from scheduler.handovers import Handovers
from scheduler.preflight import Preflight
from scheduler.rosters import Rosters
from scheduler.ticking import Job, Ticker
from services.clock import Clock

log = structlog.get_logger()

JOB_SECONDS, RECEIVE_SECONDS, SEND_SECONDS = 1.0, 3.0, 5.0  # of the 10 that a stop may take
TICK = 1.0
MINUTE = 60.0
HOUR = 3600.0

Take = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]


class Source(Protocol):
    """Where updates come from: polling, or the webhook. `in_touch`: whether they could come."""

    in_touch: bool

    def stop(self) -> None:
        """Bring in nothing more; `run` then returns."""

    async def run(self, take: Take) -> None:
        """Hand over batches; acknowledge each once `take` has returned."""


@dataclass(frozen=True)
class Parts:
    """What bootstrap puts together."""

    bot: Bot
    username: str
    dispatcher: Dispatcher
    store: Store
    clock: Clock
    limits: Callable[[], FloodLimits]
    source: Callable[[], Source]
    folder: Path  # for what lies beside the database
    heartbeat: str | None = None  # the address that is called while all is well


class App:
    """One bot. `run` may lead several times, if the lock falls and is taken again."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._stopping = asyncio.Event()
        self._standby: asyncio.Timeout | None = None
        self._source: Source | None = None
        self._courier: Courier | None = None
        self._desks: Desks | None = None
        self._rosters: Rosters | None = None
        self._alerts: Alerts | None = None
        self._alert_feeds: AlertFeeds | None = None
        self._auditor: Auditor | None = None
        self._handovers: Handovers | None = None
        self._preflight: Preflight | None = None
        self._sweeping, self._alerting = asyncio.Lock(), asyncio.Lock()
        self._checking = asyncio.Lock()
        self._asking_feeds = asyncio.Lock()
        self.leading = asyncio.Event()

    async def run(self) -> None:
        """Until `stop`. What can't be mended by waiting comes out as an exception group."""
        parts = self._parts
        while not self._stopping.is_set():
            witness = Witness(parts.folder, parts.store.url, parts.bot.id)
            leadership = Leadership(parts.store, parts.bot.id, parts.clock, witness)
            try:
                if await self._stand_by(leadership):
                    await self._lead(leadership)
            except* LeadershipLost:
                log.warning("leadership_lost")
            except* DBAPIError as errors:
                _must_be_outages(errors)
                log.exception("database_unusable", meaning="Standing by until it is back.")
            finally:
                self.leading.clear()
                await leadership.release()

    def stop(self) -> None:
        """Take in nothing more, send what is under way, and return from `run`."""
        self._stopping.set()
        if self._standby is not None:
            self._standby.reschedule(0)
        if self._source is not None:
            self._source.stop()

    async def sweep(self) -> None:
        """Do what has fallen due by the Clock (the scheduler does so every other second)."""
        await self._keep_rosters()
        await self._sweep_rows()
        await self._ask_alert_feeds()
        await self._send_alerts()

    async def audit(self) -> None:
        """Look whether any case was left alone (the scheduler does so every minute)."""
        if self._auditor is not None:
            await self._auditor.audit()

    async def check(self) -> None:
        """The morning's check, if it is due (the scheduler asks every minute)."""
        async with self._checking:
            if self._preflight is not None:
                await self._preflight.check()

    async def _keep_rosters(self) -> None:
        if self._rosters is not None:
            await self._rosters.keep()

    async def _ask_alert_feeds(self) -> None:
        async with self._asking_feeds:
            if self._alert_feeds is not None:
                await self._alert_feeds.keep()

    async def _send_alerts(self) -> None:
        async with self._alerting:
            if self._alerts is not None:
                await self._alerts.send()

    async def _end_shifts(self) -> None:
        async with self._sweeping:
            if self._handovers is not None:
                await self._handovers.keep()

    async def _sweep_rows(self) -> None:
        await self._end_shifts()
        await self._sweep_deadlines()

    async def _sweep_deadlines(self) -> None:
        async with self._sweeping:  # Two at once pass over what the other is doing.
            if self._courier is not None and self._desks is not None:
                await deadlines.sweep(self._desks.open, self._courier.hand_over)

    @property
    def idle(self) -> bool:
        """Whether nothing waits to be sent."""
        return self._courier is not None and self._courier.idle

    async def _stand_by(self, leadership: Leadership) -> bool:
        try:
            async with asyncio.timeout(None) as self._standby:
                await leadership.take()
        except TimeoutError:
            return False
        finally:
            self._standby = None
        return not self._stopping.is_set()

    async def _lead(self, leadership: Leadership) -> None:
        parts, atlas = self._parts, Atlas()
        line = Line(parts.bot)
        sender = Sender(line, parts.username, atlas)
        directories = Directories(parts.bot.id, leadership)
        desks = Desks(parts.store, directories, parts.clock)
        courier = Courier(sender, atlas, desks, leadership, parts.limits())
        async with asyncio.TaskGroup() as tasks:
            acknowledger = Acknowledger(line, parts.username, tasks)

            def committed(done: Committed) -> None:
                atlas.remember(done.exchanges)
                courier.hand_over(done.outgoing)
                acknowledger.send(done.acknowledgements, done.timezone)

            intake = Intake(
                parts.bot,
                parts.username,
                parts.dispatcher,
                parts.store,
                parts.clock,
                directories,
                courier,
                committed,
            )
            keeping = tasks.create_task(leadership.keep())
            sending = tasks.create_task(courier.run())
            self._desks, self._courier, self._source = desks, courier, parts.source()
            self._rosters = Rosters(
                parts.clock, desks.looking, desks.open, courier.hand_over, fetch
            )
            self._alerts = Alerts(parts.clock, desks.looking, desks.open, courier.hand_over)
            self._alert_feeds = AlertFeeds(
                parts.clock, desks.looking, desks.open, courier.hand_over, alert_feed.fetch
            )
            self._handovers = Handovers(parts.clock, desks.looking, desks.open, courier.hand_over)
            heartbeat = Heartbeat(parts.heartbeat, partial(_is_in_touch, self._source))
            self._auditor = Auditor(
                parts.clock, desks.looking, desks.open, courier.hand_over,
                self._sweep_rows, heartbeat.beat,
            )  # fmt: skip
            inspector = Inspector(parts.store, partial(_url, parts.bot), parts.bot.id)
            self._preflight = Preflight(
                parts.clock, desks.looking, desks.open, courier.hand_over, inspector.inspect
            )
            contact = Contact(parts.store, leadership, parts.clock, self._source)
            keeper = Keeper(parts.bot, desks)
            # What fell due while nobody led doesn't wait for the first tick: the next leader may
            # be lost before that.
            jobs = self._jobs(desks, intake, courier, contact, keeper)
            ticker = Ticker(jobs, at_once=("deadlines",))
            await self._end_shifts()  # Who is on duty now is known before anybody is heard.
            ticker.start()
            self.leading.set()
            receiving = tasks.create_task(self._source.run(intake.take))
            try:
                await self._stopping.wait()
            finally:
                await ticker.stop(JOB_SECONDS)
            # What isn't in the database by then is not acknowledged: Telegram gives it again.
            await _end(receiving, RECEIVE_SECONDS)
            courier.drain()
            await _end(sending, SEND_SECONDS)
            keeping.cancel()

    def _jobs(
        self, desks: Desks, intake: Intake, courier: Courier, contact: Contact, keeper: Keeper
    ) -> dict[str, tuple[Job, float]]:
        cards = GroupCards(desks.looking, desks.open, courier.hand_over)
        return {
            "alerts": (self._send_alerts, TICK / 2),  # What warns of danger waits for it.
            "alert_feeds": (self._ask_alert_feeds, 2 * TICK),
            "audit": (self.audit, MINUTE),
            "contact": (contact.note, 2 * TICK),
            "deadlines": (self._sweep_deadlines, TICK),
            "files": (keeper.keep, 2 * TICK),
            "group_cards": (cards.post, 2 * TICK),
            "menus": (Menus(self._parts.bot, desks).keep, 2 * TICK),
            "members": (Counter(self._parts.bot, desks).count, MINUTE),
            "frozen": (courier.take_up_thawed, 2 * TICK),
            "rosters": (self._keep_rosters, 2 * TICK),
            "handovers": (self._end_shifts, 2 * TICK),
            "preflight": (self.check, MINUTE),
            "parked": (intake.retry_parked, 2 * TICK),
            "journal": (partial(journal.forget, desks.open), HOUR),
        }


def _is_in_touch(source: Source) -> bool:
    return source.in_touch


def _must_be_outages(errors: BaseExceptionGroup[DBAPIError]) -> None:
    _, others = errors.split(is_outage)
    if others is not None:
        raise others


def _url(bot: Bot, method: str) -> str:
    return bot.session.api.api_url(bot.token, method)


async def _end(task: asyncio.Task[None], seconds: float) -> None:
    """Let a task come to its end, but not for longer than this."""
    await asyncio.wait({task}, timeout=seconds)
    task.cancel()
