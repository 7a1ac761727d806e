"""What the auditor tells the duty room."""

from collections.abc import Sequence

from models.address import Address
from services import outbox
from services.desk import Desk

MOST = 20


def found(desk: Desk, room: Address, numbers: Sequence[str]) -> None:
    """These requests had been left alone."""
    values = {"numbers": list(numbers[:MOST]), "more": max(0, len(numbers) - MOST)}
    outbox.say(desk, room, "audit", values, language=desk.station.language)
