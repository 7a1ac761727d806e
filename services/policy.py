"""What the station file says of duty: who is asked in which order, and when own officers work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from models.shift import Position
from models.station import Station
from services import workdays

OWN = "own"  # the officers who look after the grid for good
CHIEF = "chief"
DUTY_ROOM = "duty_room"
PERSON, ROLE = "person:", "role:"  # what a step of an escalation may begin with
ORDER = (OWN, *(position.value for position in Position), CHIEF, DUTY_ROOM)
HOURS = {"days": workdays.WORKDAYS, "from": "09:00", "to": "18:00"}


@dataclass(frozen=True)
class Policy:
    """`duty` is the section of the station file, as it stands there."""

    duty: Mapping[str, Any]
    order: tuple[str, ...]

    def hours_on(self, own: Mapping[str, str] | None, day: datetime) -> tuple[datetime, datetime]:
        """From when to when an officer with these hours (none: the station's) works, on the day
        of this local time, if it is worked at all."""
        hours = {**HOURS, **self.duty.get("hours", {}), **(own or {})}
        begins, ends = (time.fromisoformat(hours[key]) for key in ("from", "to"))
        return (
            datetime.combine(day.date(), begins, day.tzinfo),
            datetime.combine(day.date(), ends, day.tzinfo),
        )

    def is_at_work(self, own: Mapping[str, str] | None, local: datetime) -> bool:
        days = {**HOURS, **self.duty.get("hours", {}), **(own or {})}["days"]
        begins, ends = self.hours_on(own, local)
        return begins <= local < ends and workdays.is_kind(self.duty, days, local.date())

    @property
    def feed_hosts(self) -> frozenset[str]:
        """Hosts that may be asked for a roster though they are private."""
        return frozenset(self.duty.get("feed_hosts", ()))


def policy_of(station: Station) -> Policy:
    """The duty room is the last in line also where the order doesn't name it."""
    duty = station.duty or {}
    order = tuple(duty.get("order", ORDER))
    return Policy(duty, order if DUTY_ROOM in order else (*order, DUTY_ROOM))
