"""The record as the page's side panel shows it: the cases, what falls due, and who is on duty.
Looking here leaves no trace in it."""

from functools import cache
from typing import Any

import yaml
from sqlalchemy import select

from bot.demo.panel_case import Words, read_case
from bot.demo.script import HOME
from bot.directories import Directories
from bot.store import Store
from models.case import Case
from models.deadline import Deadline
from services import story
from services.clock import Clock
from services.desk import Desk
from services.spells import whose

SHOWN_CASES = 8


class Panel:
    """The page's Record."""

    def __init__(self, store: Store, bot_id: int, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._directories = Directories(bot_id)

    async def read(self, language: str) -> dict[str, Any]:
        async with self._store.reading() as session:
            station, directory = await self._directories.read(session)
            desk = Desk(session, self._clock, station, directory, language=language)
            self._directories.remember(directory)
            reading = _Reading(desk, panel_words(language), language)
            return {
                "cases": await reading.cases(),
                "deadlines": await reading.deadlines(),
                "shifts": reading.shifts(),
            }


@cache
def panel_words(language: str) -> Words:
    """In English where nobody has written them in that language yet."""
    path = HOME / f"panel.{language}.yaml"
    if not path.exists():
        path = HOME / "panel.en.yaml"
    words: Words = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words


class _Reading:
    """One look, in one language."""

    def __init__(self, desk: Desk, words: Words, language: str) -> None:
        self._desk, self._words, self._language = desk, words, language

    async def cases(self) -> list[dict[str, Any]]:
        """The newest first."""
        found = (await story.cases(self._desk, closed=True))[::-1][:SHOWN_CASES]
        return [await read_case(self._desk, case, self._words, self._language) for case in found]

    async def deadlines(self) -> list[dict[str, Any]]:
        desk = self._desk
        running = await desk.session.execute(
            select(Deadline, Case.number)
            .join(Case, Case.id == Deadline.case_id)
            .where(Deadline.station_id == desk.station.id, Deadline.done_at.is_(None))
            .order_by(Deadline.due_at)
        )
        return [
            {
                "due": one.due_at.timestamp(),
                "what": self._words["deadlines"][one.kind.value].format(number=number),
            }
            for one, number in running
        ]

    def shifts(self) -> list[dict[str, Any]]:
        directory, now = self._desk.directory, self._desk.now()
        on = [shift for shift in directory.shifts if shift.covers(now)]
        order = list(self._words["positions"])
        on.sort(key=lambda shift: (order.index(shift.position.value), shift.id))
        return [
            {
                "who": person.name,
                "what": self._words["positions"][shift.position.value],
            }
            | ({"until": shift.ends_at.timestamp()} if shift.ends_at else {})
            for shift in on
            if (person := whose(directory, shift, now)) is not None
        ]
