"""The town: a station, its grids, and the people in them, ten residents and two officers each.

For each grid both its officers are on duty, one of the next grid is their backup, and the last
in line is the duty room.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from simulator import BotAccount, Group, Person, Telegram
from tests.crash.marks import Ledger

RESIDENTS = 10  # in each grid
FEWEST_GRIDS = 2  # Where there is one only, nobody is asked which.
LONGEST_THOUGHT = 5.0  # seconds between what somebody reads and what they say then


@dataclass(frozen=True)
class Grid:
    """A neighbourhood, its group, and its officers on duty."""

    name: str
    group: Group
    residents: list[Person]
    officers: list[Person]


class Town:
    """Everyone in it talks until the evening comes, and then comes to an end."""

    def __init__(self, telegram: Telegram, residents: int, opening_seconds: float) -> None:
        self.telegram, self.opening_seconds = telegram, opening_seconds
        self.account: BotAccount = telegram.bot("doorstep_bot")
        self.ledger = Ledger()
        self.evening = asyncio.Event()
        self.generation = 0  # of the bot that is at work: how many were started
        number = max(FEWEST_GRIDS, residents // RESIDENTS)
        self.grids = [self._grid(which, max(2, residents // number)) for which in range(number)]
        staff = [person for grid in self.grids for person in grid.officers]
        self.duty_room = telegram.group("Duty room", [*staff, self.account])
        self.duty_room.promote(self.account)

    @property
    def officers(self) -> list[Person]:
        return [person for grid in self.grids for person in grid.officers]

    def backup(self, grid: Grid) -> Person:
        """Who is asked when the grid's own officers pass a case on."""
        return self.grids[(self.grids.index(grid) + 1) % len(self.grids)].officers[0]

    def write_station(self, path: Path) -> None:
        path.write_text(yaml.safe_dump(self._station(), allow_unicode=True), encoding="utf-8")

    async def everyone_starts(self) -> None:
        for grid in self.grids:
            for person in (*grid.residents, *grid.officers):
                await person.starts(self.account)

    async def thought(self, random: Random, longest: float = LONGEST_THOUGHT) -> None:
        """Somebody thinks, or is busy; in the evening nobody takes time any more."""
        try:
            async with asyncio.timeout(random.uniform(0.0, longest)):
                await self.evening.wait()
        except TimeoutError:
            pass

    def _grid(self, which: int, residents: int) -> Grid:
        people = [self.telegram.person(f"Anna{which:02}{n:02}") for n in range(residents)]
        officers = [self.telegram.person(f"Ben{which:02}{letter}") for letter in "ab"]
        group = self.telegram.group(f"Street {which:02}", [*people, *officers, self.account])
        group.promote(self.account)
        return Grid(f"Street {which:02}", group, people, officers)

    def _station(self) -> dict[str, Any]:
        codes = [f"grid-{which}" for which in range(len(self.grids))]
        return {
            # What is asked by night alone would depend on when the test runs.
            "escalation": {"night": {"from": "00:00", "to": "00:00"}},
            "station": {
                "name": "Newtown police station",
                "timezone": "Asia/Shanghai",
                "language": "en",
                "emergency": {"police": "110", "fire": "119", "ambulance": "120"},
                "hotline": "0996-0000110",
                "duty_room": self.duty_room.id,
            },
            "grids": [
                {"code": code, "name": grid.name, "groups": [grid.group.id]}
                for code, grid in zip(codes, self.grids, strict=True)
            ],
            "people": [
                {"badge": one.name, "name": one.name, "telegram": one.id, "roles": ["officer"]}
                for one in self.officers
            ],
            "shifts": [
                shift
                for code, grid in zip(codes, self.grids, strict=True)
                for shift in self._shifts(code, grid)
            ],
        }

    def _shifts(self, code: str, grid: Grid) -> list[dict[str, Any]]:
        mains = [{"badge": one.name, "position": "main", "grids": [code]} for one in grid.officers]
        backup = {"badge": self.backup(grid).name, "position": "backup", "grids": [code]}
        return mains if self.backup(grid) in grid.officers else [*mains, backup]
