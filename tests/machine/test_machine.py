"""A case between an asker, a neighbour and two officers, in any order and any words: nothing is
lost, nothing is in the wrong chat, and Telegram takes all that is sent.

HYPOTHESIS_PROFILE=deep looks for longer.
"""

from collections.abc import Iterator
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

from simulator import Person
from tests.machine.people import Neighbourhood, Run
from tests.machine.searching import DEEP, search, tap
from tests.machine.texts import anything

nth = st.integers(0, 40)
officer = st.integers(0, 1)
hoods: list[Neighbourhood] = []


class Machine(RuleBasedStateMachine):
    """Each run begins with a request; what follows is anybody's."""

    @initialize(words=anything, in_private=st.booleans())
    def somebody_asks(self, words: str, in_private: bool) -> None:
        self.run_ = run = Run(hoods[-1])
        if in_private:
            run.say(run.asker, run.private(run.asker), words, "resident")
        else:
            run.say(run.asker, run.group, words[:1_500], "request", before="/help ")
        run.hood.run(run.street.quiet())

    @rule(words=anything, which=nth, neighbour=st.booleans())
    def a_resident_replies_in_the_group(self, words: str, which: int, neighbour: bool) -> None:
        run = self.run_
        if shown := run.shown(run.asker, run.group):
            who = run.neighbour if neighbour else run.asker
            message = shown[which % len(shown)].message
            run.say(who, run.group, words, "resident", reply_to=message)

    @rule(words=anything, neighbour=st.booleans())
    def a_resident_writes_in_private(self, words: str, neighbour: bool) -> None:
        run = self.run_
        who = run.neighbour if neighbour else run.asker
        run.say(who, run.private(who), words, "resident")

    @rule(words=anything)
    def neighbours_chat(self, words: str) -> None:
        """Among themselves."""
        run = self.run_
        run.say(run.neighbour, run.group, words.replace("@", "(at)")[:500], "chatter")

    @rule(words=anything, which=nth, who=officer, note=st.booleans())
    def an_officer_replies(self, words: str, which: int, who: int, note: bool) -> None:
        run, one = self.run_, self.run_.officers[who]
        if shown := run.shown(one, run.private(one)):
            bubble = shown[which % len(shown)]
            kind, before = ("note", "/note ") if note else ("answer", "")
            # What answers a form is seen once more before it goes anywhere.
            spared, chat = bubble.asks_for_reply, run.private(one)
            run.say(one, chat, words, kind, reply_to=bubble.message, before=before, spared=spared)

    @rule(words=anything, which=nth, someone=st.integers(0, 3))
    def somebody_edits(self, words: str, which: int, someone: int) -> None:
        run, who = self.run_, self._person(someone)
        if own := run.own(who):
            run.edit(own[which % len(own)], who, words)

    @rule(which=nth, label=nth, someone=st.integers(0, 3))
    def somebody_taps(self, which: int, label: int, someone: int) -> None:
        """Any button that is on the screen, also of an old message, also another's."""
        run, who = self.run_, self._person(someone)
        shown = [bubble for bubble in run.shown(who) if bubble.buttons]
        if shown:
            bubble = shown[which % len(shown)]
            run.hood.run(tap(who, bubble, bubble.buttons[label % len(bubble.buttons)]))

    @rule()
    def the_asker_goes_private(self) -> None:
        run = self.run_
        for bubble in run.shown(run.asker, run.group):
            if "Continue privately" in bubble.buttons:
                run.hood.run(run.asker.taps(bubble, "Continue privately"))
                return

    @rule(
        who=officer, which=nth, label=st.sampled_from(("Accept", "Pass on", "Resolve", "Post it"))
    )
    def an_officer_works(self, who: int, which: int, label: str) -> None:
        run, one = self.run_, self.run_.officers[who]
        shown = [bubble for bubble in run.shown(one) if label in bubble.buttons]
        if shown:
            run.hood.run(tap(one, shown[which % len(shown)], label))

    @rule()
    def all_is_quiet(self) -> None:
        self.run_.hood.run(self.run_.check())

    @rule()
    def time_passes(self) -> None:
        self.run_.hood.run(self.run_.street.later(minutes=11))

    @invariant()
    def the_bot_runs(self) -> None:
        app = hoods[-1].street.app
        assert app is not None
        assert app.leading.is_set()

    def teardown(self) -> None:
        if hasattr(self, "run_"):
            self.run_.hood.run(self.run_.check())

    def _person(self, number: int) -> Person:
        run = self.run_
        return (run.asker, run.neighbour, *run.officers)[number]


@pytest.fixture
def hood(database_url: str, tmp_path: Path) -> Iterator[Neighbourhood]:
    hood = Neighbourhood(database_url, tmp_path)
    hood.open()
    hoods.append(hood)
    yield hood
    hoods.pop()
    hood.close()


@pytest.mark.slow
@pytest.mark.timeout(0 if DEEP else 240)
def test_whatever_is_written_in_whatever_order(hood: Neighbourhood) -> None:
    run_state_machine_as_test(
        Machine, settings=search(runs=6, steps=14, deep_runs=400, deep_steps=50)
    )
