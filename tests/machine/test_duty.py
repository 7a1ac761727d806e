"""Cases, shifts and clocks in any order, in two stations at once: nobody is left waiting, nothing
is done twice, and nobody is told who isn't to know."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from simulator.driver.actor import CannotDo
from tests.databases import PostgresDatabase, SqliteTemplate
from tests.machine.posts import Posts
from tests.machine.searching import DEEP, search, tap
from tests.machine.swapping import swap
from tests.machine.watching import Watch
from tests.street import GRID

STARTS = [
    datetime(2026, 11, 20, 2, tzinfo=UTC),  # an ordinary Friday
    datetime(2026, 10, 24, 15, tzinfo=UTC),  # Madrid's clocks go back in the night
    datetime(2027, 3, 27, 15, tzinfo=UTC),  # and forward
    datetime(2026, 9, 30, 14, tzinfo=UTC),  # China's holidays begin
]
REQUESTS = [
    "/help The lift is stuck",
    "/ask Where do I register my sister?",
    "/help There is a fire",
    "/help My husband beats me",
]
STEPS = [timedelta(seconds=45)] + [timedelta(minutes=m) for m in (3, 10, 61, 240, 720, 1500)]
WORK = ("Accept", "Pass on", "Resolve", "On my way", "Post it")
DUTY = "/duty"

where, nth, who = st.integers(0, 1), st.integers(0, 40), st.integers(0, 4)
fresh: list[Callable[[], tuple[str, Path]]] = []


class Duty(RuleBasedStateMachine):
    @initialize(start=st.sampled_from(STARTS), words=st.sampled_from(REQUESTS))
    def two_stations_open(self, start: datetime, words: str) -> None:
        self.runner = asyncio.Runner()
        self.posts = Posts(*fresh[-1](), start)
        self.do(self.posts.open())
        self.watch = Watch(self.posts)
        for post in self.posts.all:
            self.do(post.asks(words))

    @rule(where=where, words=st.sampled_from(REQUESTS))
    def somebody_asks(self, where: int, words: str) -> None:
        if len((post := self.posts.all[where]).residents) < 6:
            self.do(post.asks(words))

    @rule(where=where, which=nth)
    def an_asker_says_more(self, where: int, which: int) -> None:
        post = self.posts.all[where]
        one = post.residents[which % len(post.residents)]
        self.do(one.writes("/help Is anyone coming?", in_group=GRID))

    @rule(where=where, who=who, which=nth, label=st.sampled_from(WORK))
    def an_officer_works(self, where: int, who: int, which: int, label: str) -> None:
        post, one = self.posts.all[where], self.posts.all[where].staff[who]
        shown = [bubble for bubble in post.shown(one) if label in bubble.buttons]
        if shown:
            self.do(tap(one, shown[which % len(shown)], label))

    @rule(where=where, who=who, which=nth)
    def an_officer_speaks(self, where: int, who: int, which: int) -> None:
        post, one = self.posts.all[where], self.posts.all[where].staff[who]
        if shown := post.shown(one):
            self.do(one.replies(shown[which % len(shown)], "I'll be there at five"))

    @rule(where=where, who=who, which=nth)
    def an_officer_speaks_aloud(self, where: int, who: int, which: int) -> None:
        post = self.posts.all[where]
        if shown := post.in_group:
            one = post.staff[who]
            post.street.maple_street.seat(one)
            self.do(one.replies(shown[which % len(shown)], "It is being mended"))

    @rule(where=where, who=who)
    def an_officer_asks_for_their_shifts(self, where: int, who: int) -> None:
        one = self.posts.all[where].staff[who]
        self.do(one.writes(DUTY))

    @rule(where=where, who=who, which=st.integers(0, 3), label=nth)
    def somebody_taps(self, where: int, who: int, which: int, label: int) -> None:
        """Shifts taken, absences, swaps; and whatever else a new message offers."""
        post, one = self.posts.all[where], self.posts.all[where].staff[who]
        shown = [bubble for bubble in post.shown(one) if bubble.buttons]
        if shown:
            bubble = shown[which % len(shown)]
            self.do(tap(one, bubble, bubble.buttons[label % len(bubble.buttons)]))

    @rule(where=where, who=who, which=nth, by=st.sampled_from(("", "asker", "other")))
    def two_swap(self, where: int, who: int, which: int, by: str) -> None:
        """One asks, the other agrees, and it counts; either may undo it."""
        post, one = self.posts.all[where], self.posts.all[where].staff[who]
        self.do(swap(post, one, which, by))

    @rule(where=where, who=who, away=st.booleans())
    def somebody_blocks_the_bot(self, where: int, who: int, away: bool) -> None:
        one = self.posts.all[where].staff[who]
        self.do(one.blocks() if away else one.unblocks())

    @rule(where=where, who=who)
    def the_list_changes(self, where: int, who: int) -> None:
        post = self.posts.all[where]
        self.do(self.posts.quiet())
        self.do(post.strike_off(post.staff[who]))
        self.do(self.posts.moves(timedelta()))

    @rule(by=st.sampled_from(STEPS))
    def time_passes(self, by: timedelta) -> None:
        self.do(self.posts.moves(by))
        self.do(self.watch.nothing_is_overdue())

    @rule(forward=st.booleans())
    def the_clock_jumps(self, forward: bool) -> None:
        self.posts.clock.move(timedelta(hours=1 if forward else -1))

    @rule(where=where)
    def a_bot_restarts(self, where: int) -> None:
        self.do(self.posts.all[where].street.restart())

    @invariant()
    def nobody_is_left_waiting(self) -> None:
        if hasattr(self, "watch"):
            self.do(self.watch.look())

    def teardown(self) -> None:
        if hasattr(self, "posts"):
            self.do(self.posts.close())
            self.runner.close()

    def do(self, what: Awaitable[object]) -> None:
        self.runner.run(_awaited(what))


async def _awaited(what: Awaitable[object]) -> None:
    with suppress(CannotDo):  # Of somebody who has blocked the bot.
        await what


@pytest.fixture(params=["sqlite", "postgresql"])
def _databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """An empty one for each run."""
    numbers = iter(range(100_000))

    def one() -> tuple[str, Path]:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        if request.param == "sqlite":
            template: SqliteTemplate = request.getfixturevalue("sqlite_template")
            return template.copy(folder / "doorstep.db"), folder
        database: PostgresDatabase = request.getfixturevalue("postgres_database")
        return database.emptied(), folder

    fresh.append(one)
    yield
    fresh.pop()


@pytest.mark.slow
@pytest.mark.usefixtures("_databases")
@pytest.mark.timeout(0 if DEEP else 240)
def test_whatever_happens_nobody_is_left_waiting() -> None:
    run_state_machine_as_test(Duty, settings=search(runs=4, steps=14, deep_runs=300, deep_steps=40))
