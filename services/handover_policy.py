"""What becomes of the cases of an officer whose shift has ended: the station file's section, and
what holds without it."""

from dataclasses import dataclass
from datetime import timedelta

from models.handover import Choice
from models.station import Station
from services.escalation_policy import length

DEFAULTS = {"after": "10m", "undecided": Choice.HAND_OVER.value, "spoken_within": "30m"}


@dataclass(frozen=True)
class HandoverPolicy:
    """How long the officer has to choose, what becomes of the undecided, and which cases stay
    because somebody has just spoken in them."""

    after: timedelta
    undecided: Choice
    spoken_within: timedelta

    @classmethod
    def of(cls, station: Station) -> "HandoverPolicy":
        given = {**DEFAULTS, **(station.handover or {})}
        return cls(
            length(given["after"]), Choice(given["undecided"]), length(given["spoken_within"])
        )
