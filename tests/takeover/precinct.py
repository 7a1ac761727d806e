"""A station in which hardly anybody takes a case: each climbs through all the steps."""

from pathlib import Path
from typing import Any

import yaml

from simulator import BotAccount, Person, Telegram

STEPS = ("main", "backup", "leader", "chief", "duty_room")
WAIT = 2  # seconds after each step


class Precinct:
    """`rounds`: how often the steps come round."""

    def __init__(self, telegram: Telegram, rounds: int) -> None:
        self.telegram, self.rounds = telegram, rounds
        self.account: BotAccount = telegram.bot("doorstep_bot")
        self.officers = {step: telegram.person(f"Officer{step}") for step in STEPS[:-1]}
        staff = list(self.officers.values())
        self.street = telegram.group("Maple Street", [self.account])
        self.duty_room = telegram.group("Duty room", [*staff, self.account])
        for group in (self.street, self.duty_room):
            group.promote(self.account)

    async def everyone_starts(self) -> None:
        for officer in self.officers.values():
            await officer.starts(self.account)

    async def somebody_asks(self, words: str) -> None:
        """Somebody new, for whoever has a case open adds to it."""
        anna = self.telegram.person("Anna")
        self.street.seat(anna)
        await anna.writes(f"/help@{self.account.username} {words}", in_group=self.street)

    @property
    def climb(self) -> list[str]:
        """What is on record of a case that nobody takes."""
        return [*(STEPS * self.rounds), "still_waiting"]

    def write_station(self, path: Path) -> None:
        path.write_text(yaml.safe_dump(self._station(), allow_unicode=True), encoding="utf-8")

    def _station(self) -> dict[str, Any]:
        steps = [{"notify": step, "wait": f"{WAIT}s"} for step in STEPS]
        return {
            "station": {
                "name": "Newtown police station",
                "timezone": "Asia/Shanghai",
                "language": "en",
                "emergency": {"police": "110", "fire": "119", "ambulance": "120"},
                "hotline": "0996-0000110",
                "duty_room": self.duty_room.id,
            },
            "escalation": {
                "night": {"from": "00:00", "to": "00:00"},
                "policies": [{"steps": steps, "repeat": self.rounds - 1}],
            },
            "grids": [{"code": "maple", "name": "Maple Street", "groups": [self.street.id]}],
            "people": [self._entry(step, one) for step, one in self.officers.items()],
            "shifts": [
                {"badge": self.officers[step].name, "position": step, "grids": ["maple"]}
                for step in ("main", "backup", "leader")
            ],
        }

    def _entry(self, step: str, person: Person) -> dict[str, Any]:
        role = step if step in ("leader", "chief") else "officer"
        return {"badge": person.name, "name": person.name, "telegram": person.id, "roles": [role]}
