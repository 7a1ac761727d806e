"""Rounds of mutated updates through the real intake, each on a fresh copy of the record."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import User
from sqlalchemy import func, select

from bot.atlas import Atlas
from bot.decoding import decode, has_id, undecodable
from bot.desks import Desks
from bot.directories import Directories
from bot.flood import FloodLimits
from bot.intake import Committed, Intake
from bot.leader import Leadership
from bot.polling import BATCH
from bot.reservation import Reservation
from bot.store import Store
from bot.waiting import Waiting
from bot.witness import Witness
from handlers import build_router
from models.exchange import Exchange
from models.journal import JournalEntry, UpdateState
from scheduler import deadlines
from services.clock import MovableClock
from tests.fuzz.copies import Copies
from tests.fuzz.corpus import Corpus, record
from tests.fuzz.eyes import Eyes
from tests.fuzz.mutations import Mutated, Mutator
from tests.street import MORNING

ROUND = 2_000
FIRST_ID = 900_000_000
# The only reason to park: the update is malformed. Anything else is a fault of ours.
MALFORMED = ("ValidationError", "Contradiction")
LATER = timedelta(hours=2)


@dataclass
class Tally:
    """What became of the updates."""

    sent: int = 0
    handled: int = 0
    repeated: int = 0  # ids that had been there before: skipped
    nameless: int = 0  # without an id that could be kept: skipped, and logged
    parked: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    words_out: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    @property
    def skipped(self) -> int:
        return self.repeated + self.nameless


async def fuzz(copies: Copies, updates: int, seed: int) -> Tally:
    """Record the corpus, and send that many updates."""
    corpus = await record(copies.original, copies.folder, seed)
    mutator, tally = Mutator(corpus, Random(seed)), Tally()
    bot = Bot(corpus.token)
    # As `introduce` leaves it: a command that names the bot is then known without a call.
    bot._me = User(
        id=corpus.bot_id, is_bot=True, first_name=corpus.username, username=corpus.username
    )
    started = time.monotonic()
    try:
        while tally.sent < updates:
            with copies.copy() as database:
                one = Round(corpus, mutator, tally, bot, database, copies.folder)
                await one.run(min(ROUND, updates - tally.sent))
    finally:
        await bot.session.close()
    tally.seconds = time.monotonic() - started
    return tally


class Round:
    """The real intake on one copy of the record. What it has to say is read, and not sent."""

    def __init__(
        self,
        corpus: Corpus,
        mutator: Mutator,
        tally: Tally,
        bot: Bot,
        database: str,
        folder: Path,
    ) -> None:
        self.mutator, self.tally, self.random = mutator, tally, mutator.random
        self.store, self.clock = Store(database), MovableClock(MORNING)
        self.directories = Directories(bot.id)
        self.eyes = Eyes(corpus, self.store)
        dispatcher = Dispatcher(disable_fsm=True)
        dispatcher.include_router(build_router())
        self.bot_id, self.next_id = bot.id, FIRST_ID
        self.sent: dict[int, Mutated] = {}
        self.intake = Intake(
            bot, corpus.username, dispatcher, self.store, self.clock,
            self.directories, _Resting(self, folder), self._committed,
        )  # fmt: skip

    async def run(self, updates: int) -> None:
        try:
            async with self.store.reading() as session:
                self.eyes.newest = await session.scalar(select(func.max(Exchange.id))) or 0
            while updates:
                size = min(self.random.randint(1, BATCH), updates)
                await self._batch(size)
                updates -= size
            await self._later()
            await self._reckon()
        finally:
            await self.store.close()

    async def _batch(self, size: int) -> None:
        """As Telegram would send it, byte for byte; and some of it twice."""
        drawn = [self._named(self.mutator.draw()) for _ in range(size)]
        taken: list[dict[str, Any]] = []
        try:
            taken = [one for one in _fetched(list(map(_bytes, drawn))) if has_id(one)]
            self.eyes.read(taken)
            await self.intake.take(taken)
        except Exception as error:
            deepest = sorted(drawn, key=lambda one: -one.depth)
            self._fault(f"a batch stopped it: {type(error).__name__}: {error}", deepest)
            for one in drawn:
                self._forget(one)
        self.tally.sent += size
        self.tally.nameless += size - len(taken)

    def _named(self, mutated: Mutated) -> Mutated:
        """With an id of its own; now and then with one that was there, or with none."""
        draw = self.random.random()
        if draw < 0.02 and self.sent:
            number: Any = self.random.choice(list(self.sent))
            self.sent[number].mild = False  # Whichever of the two comes last in a batch counts.
            self.tally.repeated += 1
        elif draw < 0.025:
            number = self.random.choice((None, "x", 2**64, 1.5, True, []))
        else:
            number = self.next_id = self.next_id + 1
            self.sent[number] = mutated
            self.tally.ways.update(mutated.ways or ("unchanged",))
        mutated.update = {"update_id": number, **mutated.update}
        return mutated

    def _forget(self, mutated: Mutated) -> None:
        number = mutated.update["update_id"]
        if isinstance(number, int):
            self.sent.pop(number, None)

    def _committed(self, done: Committed) -> None:
        self.eyes.acknowledged(done.acknowledgements)

    async def _later(self) -> None:
        """What has been promised falls due."""
        self.clock.move(LATER)
        desks = Desks(self.store, self.directories, self.clock)
        await deadlines.sweep(desks.open, lambda outgoing: None)

    async def _reckon(self) -> None:
        """Each is in the journal, handled or parked; and nobody reads what isn't for them."""
        async with self.store.reading() as session:
            found = await session.scalars(
                select(JournalEntry).where(JournalEntry.update_id > FIRST_ID)
            )
            journal = {entry.update_id: entry for entry in found}
        for number, mutated in self.sent.items():
            entry = journal.get(number)
            if entry is None:
                self._fault("an update is lost", [mutated])
            elif entry.state is UpdateState.DONE:
                self.tally.handled += 1
            else:
                self._parked(entry, mutated)
        self.tally.words_out += await self.eyes.look()
        self.tally.faults += self.eyes.faults

    def _parked(self, entry: JournalEntry, mutated: Mutated) -> None:
        cause = (entry.error or "").partition(":")[0]
        self.tally.parked[cause] += 1
        if cause not in MALFORMED or mutated.mild:
            self._fault(f"parked: {entry.error}", [mutated])

    def _fault(self, what: str, drawn: Sequence[Mutated]) -> None:
        shown = [(one.ways, one.depth, str(one.update)[:1_500]) for one in drawn[:3]]
        self.tally.faults.append(f"{what[:1_000]}\n    {shown}")


def _fetched(bodies: list[bytes]) -> list[Any]:
    """As polling does it: together, and one at a time where that can't be read."""
    try:
        return list(decode(b'{"ok":true,"result":[%s]}' % b",".join(bodies))["result"])
    except ValueError:
        return [_alone(body) for body in bodies]


def _alone(body: bytes) -> Any:
    try:
        return decode(body)
    except ValueError:
        return undecodable(body)


def _bytes(mutated: Mutated) -> bytes:
    text = json.dumps(mutated.update)
    if mutated.depth:
        nested = "[" * mutated.depth + "]" * mutated.depth
        text = f'{text[:-1]},"nested":{nested}}}'
    return text.encode()


class _Resting:
    """A courier that sends nothing: nothing is in flight, and all that is said waits."""

    def __init__(self, round_: Round, folder: Path) -> None:
        witness = Witness(folder, round_.store.url, round_.bot_id)
        self._leadership = Leadership(round_.store, round_.bot_id, round_.clock, witness)
        self._waiting = Waiting(FloodLimits(enforced=False), time.monotonic)

    async def settled(self, chat_ids: set[int]) -> None:
        await asyncio.sleep(0)

    def reserving(self) -> Reservation:
        return Reservation(self._waiting, Atlas(), self._leadership, room=0)
