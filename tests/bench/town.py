"""Twenty grids with their groups, residents and officers on duty, on the simulator."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from simulator import Bubble, Group, Person, Telegram
from tests.bench.processes import BotProcess

DELIVERING = ("send", "copy", "edit")
SILENCE, PATIENCE = 0.5, 20.0  # seconds without a message, where none and where some are missing
LOOK = 0.01
STRANGERS = 3


@dataclass(frozen=True)
class Plan:
    """How many there are. Two officers are on duty in each grid."""

    grids: int = 20
    residents: int = 200
    officers: int = 40


@dataclass
class Neighbourhood:
    group: Group
    residents: list[Person] = field(default_factory=list)
    officers: list[Person] = field(default_factory=list)


@dataclass(frozen=True)
class Said:
    """What a resident said: `token` is found again in what the officers get."""

    token: str
    at: float
    hood: Neighbourhood
    resident: Person
    bubble: Bubble


class Town:
    """Everyone is there from the start; nothing was said yet."""

    def __init__(self, telegram: Telegram, plan: Plan, folder: Path) -> None:
        self.telegram, self.folder = telegram, folder
        self.bot = telegram.bot("bench_bot")
        self.hoods = [self._hood(number) for number in range(plan.grids)]
        for number in range(plan.residents):
            hood = self.hoods[number % plan.grids]
            hood.residents.append(telegram.person(f"Resident {number}"))
            hood.group.seat(hood.residents[-1])
        for number in range(plan.officers):
            hood = self.hoods[number % plan.grids]
            hood.officers.append(telegram.person(f"Officer {number}"))
        self._count = 0

    @property
    def residents(self) -> list[tuple[Neighbourhood, Person]]:
        """One of each grid, then the next of each, so that neighbours don't speak in a row."""
        longest = max(len(hood.residents) for hood in self.hoods)
        return [
            (hood, hood.residents[number])
            for number in range(longest)
            for hood in self.hoods
            if number < len(hood.residents)
        ]

    def _hood(self, number: int) -> Neighbourhood:
        group = self.telegram.group(f"Grid {number}", [self.telegram.person("Owner"), self.bot])
        group.promote(self.bot, pin=True, delete=True)
        self.bot.inbox.clear()  # Nobody is to be told of the town's making.
        return Neighbourhood(group)

    # -- What happens --------------------------------------------------------------------------

    async def opens(self, bot: BotProcess) -> None:
        """The officers press Start, and the bot has said all that it has to say to that."""
        for hood in self.hoods:
            for officer in hood.officers:
                await officer.starts(self.bot)
        officers = sum(len(hood.officers) for hood in self.hoods)
        await self.quiet(bot, lambda: self.delivered >= officers)

    async def warms_up(self, bot: BotProcess) -> None:
        """Strangers ask in private, so that nothing is done for the first time later on."""
        for number in range(STRANGERS):
            stranger = self.telegram.person(f"Stranger {number}")
            await stranger.starts(self.bot)
            await self.quiet(bot)
            await stranger.writes("The lamp in the stairwell is dark", to=self.bot)
            await self.quiet(bot)

    async def ask(self, hood: Neighbourhood, resident: Person) -> Said:
        self._count += 1
        token = f"m{self._count:06}."
        words = f"/help The lamp in the stairwell of house 12 has been dark since Monday, {token}"
        bubble = await resident.writes(words, in_group=hood.group)
        return Said(token, self.telegram.world.clock(), hood, resident, bubble)

    @property
    def delivered(self) -> int:
        """How many messages the bot got through so far, edits included."""
        counts = self.telegram.calls.counts
        sent = sum(n for method, n in counts.items() if method.startswith(DELIVERING))
        return sent - len(self.telegram.violations)

    async def quiet(
        self,
        bot: BotProcess,
        complete: Callable[[], bool] = lambda: True,
        *,
        silence: float = SILENCE,
        patience: float = PATIENCE,
    ) -> None:
        """Until the bot has fetched everything, and after that has sent nothing for a while:
        `silence` if all is `complete`, `patience` if something is still missing."""
        loop = asyncio.get_running_loop()
        before, since = -1, loop.time()
        while True:
            bot.must_live()
            if before != self.delivered or len(self.bot.inbox):
                before, since = self.delivered, loop.time()
            silent = loop.time() - since
            if silent > silence and (silent > patience or complete()):
                return
            await asyncio.sleep(LOOK)

    # -- What the bots have to know ------------------------------------------------------------

    def routes(self) -> Path:
        path = self.folder / "routes.json"
        routes = {hood.group.id: [one.id for one in hood.officers] for hood in self.hoods}
        path.write_text(json.dumps(routes))
        return path

    def station_file(self) -> Path:
        path = self.folder / "station.yaml"
        path.write_text(yaml.safe_dump(self._station()))
        return path

    def _station(self) -> dict[str, Any]:
        grids: list[Any] = []
        people: list[Any] = []
        shifts: list[Any] = []
        for number, hood in enumerate(self.hoods):
            code = f"grid-{number}"
            grids.append({"code": code, "name": hood.group.title, "groups": [hood.group.id]})
            for officer in hood.officers:
                badge = str(1001 + len(people))
                people.append(
                    {
                        "badge": badge,
                        "name": officer.name,
                        "telegram": officer.id,
                        "roles": ["officer"],
                        "language": "en",
                    }
                )
                shifts.append({"badge": badge, "position": "main", "grids": [code]})
        station = {
            "name": "Newtown police station",
            "timezone": "Asia/Shanghai",
            "language": "en",
            "emergency": {"police": "110", "fire": "119", "ambulance": "120"},
            "hotline": "0996-0000110",
        }
        by_day = {"night": {"from": "00:00", "to": "00:00"}}  # whenever it is measured
        return {
            "station": station,
            "escalation": by_day,
            "grids": grids,
            "people": people,
            "shifts": shifts,
        }
