"""Intake: a batch of updates, one transaction, and only then the acknowledgement.

Telegram keeps an update until we acknowledge it, and we do so after the commit: `take` returns
once everything in the batch is in the database, handled or parked. It may be called again with
the same updates at any time; the journal skips what is there already.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from bot import parking
from bot.addressed import is_addressed
from bot.collisions import is_collision, is_disk_full, is_race
from bot.directories import Directories
from bot.leader import LeadershipLost
from bot.mentions import answered_aloud
from bot.prefetch import fill_shelf, find_album, find_placed, known_updates
from bot.quoting import quoted_in
from bot.reading import KNOWN_TYPES, Reading, read
from bot.reservation import Reservation
from bot.scene import set_scene
from bot.store import Store
from models.exchange import Exchange
from models.journal import JournalEntry, UpdateState
from services.clock import Clock
from services.desk import Acknowledgement, Desk
from services.errors import AccountSuspended, DoorstepError
from services.notices import refusals

log = structlog.get_logger()

COLLISION_PAUSE = 0.2  # seconds, doubled with each collision
LONGEST_PAUSE = 5.0
MOST_RACES = 20  # a race that is lost so often isn't one


class Contradiction(ValueError):
    """An update that can't be true, so that nothing may follow from it."""


@dataclass
class Committed:
    """What a transaction leaves to be done after it."""

    outgoing: list[Exchange]
    acknowledgements: list[Acknowledgement]
    exchanges: list[Exchange]  # all that the transaction had before it
    timezone: str


class Outbound(Protocol):
    """What intake needs of the courier."""

    async def settled(self, chat_ids: set[int]) -> None: ...

    def reserving(self) -> Reservation: ...


class Intake:
    """Runs batches of raw updates through the dispatcher."""

    def __init__(
        self,
        bot: Bot,
        username: str,
        dispatcher: Dispatcher,
        store: Store,
        clock: Clock,
        directories: Directories,
        courier: Outbound,
        committed: Callable[[Committed], None],
    ) -> None:
        self._bot, self._username, self._dispatcher = bot, username, dispatcher
        self._store, self._clock, self._directories = store, clock, directories
        self._courier, self._committed = courier, committed

    async def take(self, raws: Sequence[dict[str, Any]]) -> None:
        """Take a batch in; what can't be handled is parked, and the rest flows.

        Raises what the database raises while it can't store anything at all.
        """
        readings = [read(raw) for raw in raws]
        # A reply can come in before the courier has recorded what it answers; waiting for the
        # record inside the transaction would be waiting for ourselves.
        await self._courier.settled({one.reply_to[0] for one in readings if one.reply_to})
        try:
            await self._transact(readings)
        except LeadershipLost:
            raise
        except Exception as error:
            log.warning("batch_replayed", size=len(readings), error=type(error).__name__)
            for reading in readings:
                await self._take_alone(reading)

    async def retry_parked(self) -> None:
        """Updates that an operator wants tried once more."""
        for raw in await parking.to_retry(self._store, self._bot.id):
            await self._take_alone(read(raw))

    async def _take_alone(self, reading: Reading) -> None:
        """Collisions and outages are tried again without counting; an exception once, and then
        the update is parked where an operator sees it."""
        ways = iter((self._handle_alone, self._handle_alone, self._park, self._park_unheard))
        way, races, pause, reason = next(ways), 0, COLLISION_PAUSE, None
        while True:
            try:
                return await way(reading, reason)
            except LeadershipLost:
                raise
            except Exception as error:
                races += is_race(error)
                if is_collision(error) and races < MOST_RACES:
                    _note_collision(reading, error, pause)
                    await asyncio.sleep(pause)
                    if not is_race(error):  # Who lost a race needn't wait long for the next.
                        pause = min(pause * 2, LONGEST_PAUSE)
                    continue
                if (following := next(ways, None)) is None:
                    raise
                way, reason = following, reason or error

    async def _handle_alone(self, reading: Reading, _reason: Exception | None) -> None:
        await self._transact([reading])

    async def _transact(self, readings: Sequence[Reading]) -> None:
        with self._courier.reserving() as reservation:
            async with self._store.writing() as session:
                station, directory = await self._directories.read(session)
                known = await known_updates(session, self._bot.id, readings)
                fresh = {one.update_id: one for one in readings if _is_fresh(one, known)}
                shelf = await fill_shelf(session, directory, list(fresh.values()))
                desk = Desk(session, self._clock, station, directory, shelf)
                for reading in fresh.values():
                    await self._handle(desk, reading, known.get(reading.update_id))
                await reservation.take(desk)
                await desk.write()
        self._directories.remember(desk.directory)
        self._done(desk)

    async def _handle(self, desk: Desk, reading: Reading, parked: JournalEntry | None) -> None:
        entry = parked or self._enter(desk.session, reading)
        parking.taken_up(entry)
        if reading.type not in KNOWN_TYPES:
            entry.update_type = reading.type
            return
        held = self._held(desk, reading)
        about = find_placed(desk.directory, desk.shelf, reading.reply_to)
        aloud = await answered_aloud(desk, reading)
        if not aloud and not is_addressed(reading, self._bot.id, self._username, held, about):
            return
        if reading.contradiction is not None:
            parking.park(entry, reading, Contradiction(reading.contradiction))
            return
        try:
            update = Update.model_validate(reading.raw, context={"bot": self._bot})
        except ValidationError as error:
            await self._park_here(desk, reading, entry, error)
            return
        scene = await set_scene(desk, reading, held, aloud)
        scene.quoted = quoted_in(reading, self._bot.id, self._username)
        await self._dispatch(desk, reading, update, scene)

    async def _dispatch(self, desk: Desk, reading: Reading, update: Update, scene: Desk) -> None:
        with _logging_of(scene):
            try:
                if scene.suspended:
                    raise AccountSuspended(hotline=desk.station.hotline)
                # Straight to the routers: what feed_update wraps around them (error observers,
                # users in the context) nobody here asks for.
                await self._dispatcher.propagate_event(
                    update.event_type, update.event, bot=self._bot, desk=scene, reading=reading
                )
            except DoorstepError as error:
                log.info("refused", notice=error.notice, update_id=reading.update_id)
                refusals.refusal(scene, error)
        if scene.callback_id and not any(
            one.callback_id == scene.callback_id for one in desk.acknowledgements
        ):
            scene.acknowledge()
        await self._directories.renew(desk)

    def _done(self, desk: Desk) -> None:
        self._committed(
            Committed(
                desk.outgoing,
                desk.acknowledgements,
                list(desk.shelf.exchanges.values()),
                desk.station.timezone,
            )
        )

    def _held(self, desk: Desk, reading: Reading) -> Exchange | None:
        """Our record of this very message, if it is edited, or of the album it is part of."""
        if reading.is_edit and reading.chat_id is not None and reading.message_id is not None:
            place = (reading.chat_id, reading.message_id)
            return find_placed(desk.directory, desk.shelf, place)
        return find_album(desk.shelf, reading)

    async def _park(self, reading: Reading, reason: Exception | None) -> None:
        """In a transaction of its own: the update as it came, why, and a word to the sender."""
        async with self._store.writing() as session:
            desk = await self._plain_desk(session, reading)
            known = await known_updates(session, self._bot.id, [reading])
            entry = known.get(reading.update_id) or self._enter(session, reading)
            await self._park_here(desk, reading, entry, reason)
            await desk.write()
        self._done(desk)

    async def _park_unheard(self, reading: Reading, reason: Exception | None) -> None:
        """Where even telling the sender fails: nothing but the update itself."""
        async with self._store.writing() as session:
            known = await known_updates(session, self._bot.id, [reading])
            entry = known.get(reading.update_id) or self._enter(session, reading)
            parking.park(entry, reading, reason)

    def _enter(self, session: AsyncSession, reading: Reading) -> JournalEntry:
        entry = JournalEntry(bot_id=self._bot.id, update_id=reading.update_id, at=self._clock.now())
        session.add(entry)
        return entry

    async def _plain_desk(self, session: AsyncSession, reading: Reading) -> Desk:
        station, directory = await self._directories.read(session)
        shelf = await fill_shelf(session, directory, [reading])
        return Desk(session, self._clock, station, directory, shelf)

    async def _park_here(
        self, desk: Desk, reading: Reading, entry: JournalEntry, reason: Exception | None
    ) -> None:
        known = reading.chat_id is not None and reading.contradiction is None
        scene = await set_scene(desk, reading, None) if known and not reading.from_bot else None
        with _logging_of(scene):
            parking.park(entry, reading, reason)
        if scene is not None:
            refusals.went_wrong(scene)


def _logging_of(scene: Desk | None) -> AbstractContextManager[Any]:
    """What is logged meanwhile has the number of the case that it is about."""
    case = scene.case if scene else None
    return structlog.contextvars.bound_contextvars(case=case.number if case else None)


def _is_fresh(reading: Reading, known: Mapping[int, JournalEntry]) -> bool:
    entry = known.get(reading.update_id)
    return entry is None or entry.state is UpdateState.RETRY


def _note_collision(reading: Reading, error: Exception, pause: float) -> None:
    """An outage that lasts is a matter for an operator, a full disk all the more."""
    event = {"update_id": reading.update_id, "error": str(error)[:200]}
    if is_disk_full(error):
        log.error("disk_full", meaning="Nothing is taken in until there is room.", **event)
    elif is_race(error) or pause < LONGEST_PAUSE:
        log.warning("collision", **event)
    else:
        log.error("database_unusable", meaning="Nothing is taken in until it is back.", **event)
