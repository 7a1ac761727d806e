"""The running bot: stands by until it leads, then receives, handles, sends and keeps time."""

import asyncio

import structlog
from sqlalchemy.exc import DBAPIError

from bot.acknowledging import Acknowledger
from bot.atlas import Atlas
from bot.chores import TICK, Chores
from bot.collisions import is_outage
from bot.contact import Contact
from bot.courier import Courier
from bot.desks import Desks
from bot.directories import Directories
from bot.intake import Committed, Intake
from bot.leader import Leadership, LeadershipLost
from bot.line import Line
from bot.parts import Parts, Source
from bot.sender import Sender
from bot.witness import Witness
from scheduler.ticking import Job, Ticker

log = structlog.get_logger()

JOB_SECONDS, RECEIVE_SECONDS, SEND_SECONDS = 1.0, 3.0, 5.0  # of the 10 that a stop may take


class App:
    """One bot. `run` may lead several times, if the lock falls and is taken again."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._stopping = asyncio.Event()
        self._standby: asyncio.Timeout | None = None
        self._source: Source | None = None
        self._courier: Courier | None = None
        self._desks: Desks | None = None
        self._chores: Chores | None = None
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
        """Do what has fallen due by the Clock (the ticker does so every other second)."""
        if self._chores is not None:
            await self._chores.sweep()

    async def audit(self) -> None:
        """Look whether any case was left alone (the ticker does so every minute)."""
        if self._chores is not None:
            await self._chores.audit()

    async def check(self) -> None:
        """The morning's check, if it is due (the ticker asks every minute)."""
        if self._chores is not None:
            await self._chores.check()

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
            self._chores = chores = Chores(parts, desks, courier, self._source)
            contact = Contact(parts.store, leadership, parts.clock, self._source)
            listening: dict[str, tuple[Job, float]] = {
                "contact": (contact.note, 2 * TICK),
                "parked": (intake.retry_parked, 2 * TICK),
            }
            # What fell due while nobody led doesn't wait for the first tick: the next leader may
            # be lost before that.
            ticker = Ticker(chores.jobs() | listening, at_once=("deadlines",))
            await chores.end_shifts()  # Who is on duty now is known before anybody is heard.
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


def _must_be_outages(errors: BaseExceptionGroup[DBAPIError]) -> None:
    _, others = errors.split(is_outage)
    if others is not None:
        raise others


async def _end(task: asyncio.Task[None], seconds: float) -> None:
    """Let a task come to its end, but not for longer than this."""
    await asyncio.wait({task}, timeout=seconds)
    task.cancel()
