"""The street of the page in one language: its people, its groups, its station file."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import yaml

from bot.demo.script import HOME
from simulator import Group, Person, Telegram

DAYS = range(-1, 7)  # around the day on which the street opens, for which there are shifts
HOURS = {"day": (8, 20), "night": (20, 32)}


@dataclass(frozen=True)
class Town:
    """As the town's YAML file has it."""

    station: dict[str, Any]
    bot: dict[str, str]
    clock: str
    grid: dict[str, str]
    groups: dict[str, dict[str, Any]]
    people: dict[str, dict[str, Any]]
    shifts: list[dict[str, str]]
    phones: list[dict[str, str]]

    @classmethod
    def read(cls, language: str) -> Self:
        path = HOME / f"town.{language}.yaml"
        return cls(**yaml.safe_load(path.read_text(encoding="utf-8")))

    @property
    def language(self) -> str:
        return str(self.station["language"])

    def opens_at(self, time: str = "") -> datetime:
        """The day on which the street opens, at that time of day (HH:MM) in the station's zone."""
        opening = datetime.fromisoformat(self.clock)
        hour, minute = map(int, (time or f"{opening:%H:%M}").split(":"))
        opening = opening.replace(hour=hour, minute=minute)
        return opening.replace(tzinfo=ZoneInfo(self.station["timezone"]))

    @property
    def staff(self) -> list[str]:
        return [key for key, person in self.people.items() if "badge" in person]

    def station_file(self) -> dict[str, Any]:
        room = self.groups["room"]["id"]
        street = self.groups["street"]["id"]
        return {
            "station": {**self.station, "duty_room": room},
            "grids": [{**self.grid, "groups": [street]}],
            "people": [self._entry(self.people[key]) for key in self.staff],
            "shifts": [entry for shift in self.shifts for entry in self._shift(shift)],
        }

    def settle(self, telegram: Telegram) -> tuple[dict[str, Person], dict[str, Group]]:
        """Everyone gets an account, and the groups their members; the bot comes by itself."""
        people = {
            key: telegram.person(each["name"], id=each["id"], language_code=self._spoken)
            for key, each in self.people.items()
        }
        groups = {
            key: telegram.group(
                each["title"],
                [people[member] for member in each["members"]],
                supergroup=False,
                id=each["id"],
            )
            for key, each in self.groups.items()
        }
        return people, groups

    @property
    def _spoken(self) -> str:
        """As Telegram's apps name the language."""
        return self.language.replace("_", "-").lower()

    def _entry(self, person: dict[str, Any]) -> dict[str, Any]:
        return {
            "badge": person["badge"],
            "name": person["name"],
            "telegram": person["id"],
            "roles": person["roles"],
            "language": self.language,
        }

    def _shift(self, shift: dict[str, str]) -> list[dict[str, Any]]:
        entry = {
            "badge": self.people[shift["who"]]["badge"],
            "position": shift["position"],
            "grids": "all",
        }
        if shift["when"] not in HOURS:
            return [entry]
        midnight = datetime.fromisoformat(self.clock).replace(hour=0, minute=0)
        begin, end = HOURS[shift["when"]]
        days = [midnight + timedelta(days=day) for day in DAYS]
        return [
            entry | {
                "from": f"{day + timedelta(hours=begin):%Y-%m-%dT%H:%M}",
                "to": f"{day + timedelta(hours=end):%Y-%m-%dT%H:%M}",
            }
            for day in days
        ]  # fmt: skip


class StationFile:
    """The file in the folder, which grows by a grid or an officer now and then."""

    def __init__(self, path: Path, content: dict[str, Any]) -> None:
        self.path, self._content = path, content
        self._write()

    def add_grid(self, name: str, group_id: int) -> None:
        grids = self._content["grids"]
        grids.append({"code": f"grid-{len(grids) + 1}", "name": name, "groups": [group_id]})
        self._write()

    def add_officer(self, name: str, telegram: int) -> None:
        """In the backup position for good."""
        people, shifts = self._content["people"], self._content["shifts"]
        badge = f"{len(people) + 11:04}"
        officer = {"badge": badge, "name": name, "telegram": telegram, "roles": ["officer"]}
        people.append({**officer, "language": people[0]["language"]})
        shifts.append({"badge": badge, "position": "backup", "grids": "all"})
        self._write()

    def _write(self) -> None:
        text = yaml.safe_dump(self._content, allow_unicode=True, sort_keys=False)
        self.path.write_text(text, encoding="utf-8")
