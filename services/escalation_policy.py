"""How a case moves on: the station file's policies, by purpose, kind and urgency, and what holds
where it has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from models.case import CaseKind, Urgency
from models.shift import Position
from models.station import Station
from services.local_time import begins_each_time
from services.policy import CHIEF, DUTY_ROOM, PERSON, ROLE

HOLDER = "holder"
NIGHT = {"from": "22:00", "to": "07:00", "promise": "09:00"}
WAITS = {CaseKind.CONSULTATION: timedelta(minutes=15)}
WAIT, URGENT_WAIT = timedelta(minutes=3), timedelta(seconds=45)
MOST_ROUNDS = 5
ON_THE_WAY = "2h"
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours"}


class SeesTo(StrEnum):
    """What a policy sees to."""

    UNACCEPTED = "unaccepted"  # nobody takes the case
    NO_WORD = "no_word"  # somebody has it, and the asker hears nothing
    QUIET = "quiet"  # the asker was answered, and then nothing for a day


@dataclass(frozen=True)
class Step:
    """Whom to notify (a step of the duty's order, the holder, "person:…", "role:…"), and how long
    to wait until the next."""

    notify: str
    wait: timedelta


@dataclass(frozen=True)
class EscalationPolicy:
    """Its steps, and how often they come round again."""

    steps: tuple[Step, ...]
    repeat: int = 0

    @property
    def order(self) -> tuple[str, ...]:
        return tuple(step.notify for step in self.steps)

    def wait_after(self, name: str | None) -> timedelta:
        """Of who isn't named here, and was asked by hand, as long as of the first."""
        waits = {step.notify: step.wait for step in self.steps}
        return waits.get(name or "", self.steps[0].wait)


@dataclass(frozen=True)
class Escalation:
    """`given` is the section of the station file, as it stands there; `order` is the duty's."""

    given: Mapping[str, Any]
    order: tuple[str, ...]
    zone: ZoneInfo

    @classmethod
    def of(cls, station: Station, order: tuple[str, ...]) -> "Escalation":
        return cls(station.escalation or {}, order, ZoneInfo(station.timezone))

    def policy(self, purpose: SeesTo, kind: CaseKind, urgency: Urgency | None) -> EscalationPolicy:
        """The first in the file that fits, or the default."""
        pace = {Urgency.UNKNOWN: Urgency.NIGHT, None: Urgency.ORDINARY}.get(urgency, urgency)
        for one in self.given.get("policies", ()):
            if (
                SeesTo(one.get("purpose", SeesTo.UNACCEPTED)) is purpose
                and kind in one.get("kinds", CaseKind)
                and pace in one.get("urgency", Urgency)
            ):
                return _read(one)
        if purpose is SeesTo.UNACCEPTED:
            return self._unaccepted(kind, urgency)
        return DEFAULTS[purpose]

    def asks(self, badge: str | None, roles: Sequence[str]) -> bool:
        """Whether a step of the file names this person, or a role of theirs."""
        names = {f"{PERSON}{badge}", *(ROLE + role for role in roles)}
        policies = self.given.get("policies", ())
        return any(name_of(step) in names for one in policies for step in one["steps"])

    @property
    def on_the_way(self) -> timedelta:
        """How long an officer who has set out counts as on the way, without saying so again."""
        return length(self.given.get("on_the_way", ON_THE_WAY))

    def _unaccepted(self, kind: CaseKind, urgency: Urgency | None) -> EscalationPolicy:
        """By night it goes no further than the shift leader, unless it is urgent."""
        order, wait = self.order, WAITS.get(kind, WAIT)
        if urgency is Urgency.URGENT:
            wait = URGENT_WAIT
        elif urgency in (Urgency.NIGHT, Urgency.UNKNOWN):
            order = tuple(name for name in order if name not in (CHIEF, DUTY_ROOM)) or order
        return EscalationPolicy(tuple(Step(name, wait) for name in order))

    def is_night(self, at: datetime) -> bool:
        """Whether it is night by the clocks there; where it ends as it begins, there is none."""
        begins, ends = self._time("from"), self._time("to")
        local = at.astimezone(self.zone).time()
        if begins <= ends:
            return begins <= local < ends
        return local >= begins or local < ends

    def night_ends(self, at: datetime) -> datetime:
        """The next time after `at` at which the night is over."""
        return self._next("to", at)

    def morning_promise(self, at: datetime) -> datetime:
        """By when somebody comes back on what can wait for the morning: once the night is over."""
        return self._next("promise", self.night_ends(at) - timedelta(minutes=1))

    def _next(self, key: str, after: datetime) -> datetime:
        local = after.astimezone(self.zone)
        for days in (0, 1, 2):
            shown = datetime.combine(local.date() + timedelta(days=days), self._time(key))
            if (at := begins_each_time(shown, self.zone)) > after:
                return at
        raise LookupError(f"No {key} within two days after {after}.")

    def _time(self, key: str) -> time:
        return time.fromisoformat({**NIGHT, **self.given.get("night", {})}[key])


def length(text: str) -> timedelta:
    """ "45s", "3m", "24h"."""
    return timedelta(**{_UNITS[text[-1]]: int(text[:-1])})


def _read(given: Mapping[str, Any]) -> EscalationPolicy:
    steps = tuple(Step(name_of(one), length(one["wait"])) for one in given["steps"])
    return EscalationPolicy(steps, given.get("repeat", 0))


def name_of(step: Mapping[str, str]) -> str:
    """Whom a step of the file means; the file names one of the three."""
    if "person" in step:
        return PERSON + step["person"]
    return ROLE + step["role"] if "role" in step else step["notify"]


def _steps(*steps: tuple[str, str]) -> tuple[Step, ...]:
    return tuple(Step(name, length(wait)) for name, wait in steps)


_UP: Sequence[str] = (HOLDER, Position.LEADER.value, DUTY_ROOM)
DEFAULTS = {
    SeesTo.NO_WORD: EscalationPolicy(_steps(*zip(_UP, ("10m", "30m", "1h"), strict=True))),
    SeesTo.QUIET: EscalationPolicy(_steps((HOLDER, "24h"), (Position.LEADER.value, "24h")), 1),
}
