"""Who held each case when: by the record of events, and by what people saw."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select

from models.case import Case, CaseEvent
from models.person import Person
from tests.crash.stories import Story

HOLDER = re.compile(r"(?:Officer (\w+) has it|Done by Officer (\w+))")


@dataclass
class Holding:
    """One case: its first words, who held it from when on (Telegram's name), and what is odd."""

    number: str
    words: str
    holders: list[tuple[datetime, str | None]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def holder(self) -> str | None:
        return self.holders[-1][1] if self.holders else None

    def at(self, when: datetime) -> str | None:
        held = [holder for since, holder in self.holders if since <= when]
        return held[-1] if held else None

    def happens(self, at: datetime, what: str, actor: str | None) -> None:
        if what == "accepted":
            if self.holder not in (None, actor):
                self.faults.append(f"{self.number}: {actor} accepted what {self.holder} held")
            self.holders.append((at, actor))
        elif what in ("passed_on", "handed_over", "holder_lost"):
            self.holders.append((at, None))
        elif what == "resolved" and self.holder != actor:
            self.faults.append(f"{self.number}: {actor} resolved what {self.holder} held")


def read(connection: Connection) -> dict[int, Holding]:
    """By case."""
    names = dict(connection.execute(select(Person.id, Person.name)).all())
    cases = connection.execute(select(Case.id, Case.number, Case.words, Case.holder_id)).all()
    held = {case.id: Holding(case.number, case.words) for case in cases}
    events = select(CaseEvent.case_id, CaseEvent.at, CaseEvent.what, CaseEvent.actor_id)
    # Ids grow also while the station's clock is put back.
    for event in connection.execute(events.order_by(CaseEvent.id)):
        held[event.case_id].happens(event.at, event.what, names.get(event.actor_id))
    for case in cases:
        if held[case.id].holder != names.get(case.holder_id):
            held[case.id].faults.append(f"{case.number}: its events tell of another holder")
    return held


def seen_by_people(stories: list[Story], words_by_mark: Mapping[str, list[str]]) -> list[str]:
    """All cards of a case name one officer; of those who tapped Accept at once, one had it."""
    faults = []
    for story in stories:
        mark = story.opening.mark
        named = {
            name
            for text in words_by_mark.get(mark, [])
            for pair in HOLDER.findall(text)
            for name in pair
            if name
        }
        if len(named) > 1:
            faults.append(f"the cards of {mark} name {sorted(named)}")
        if len(winners := _winners(story)) > 1:
            faults.append(f"{sorted(winners)} were both let to accept {mark}")
    return faults


def _winners(story: Story) -> set[str]:
    """Those whose tap was answered, and not with a refusal. Answers may be lost to a kill."""
    answers = [(person, tap.query.answer) for person, tap in story.taps if tap.query]
    return {person.name for person, answer in answers if answer and not answer.show_alert}
