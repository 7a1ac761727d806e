"""What a leader sees of the staff's accounts."""

from collections.abc import Sequence

from models.person import Person
from services import outbox
from services.desk import Desk

MOST = 30


def listed(desk: Desk, people: Sequence[Person], suspended: Sequence[Person]) -> None:
    """Whose phone is lost? One tap shuts it out, another lets it in again."""
    outbox.say(
        desk,
        desk.here,
        "lost_phone",
        {"anyone": bool(people)},
        actions=[
            *([f"lift:{person.id}|{person.name}"] for person in suspended),
            *([f"suspend:{person.id}|{person.name}"] for person in people[:MOST]),
        ],
        reply_to_id=desk.heard_id,
    )


def suspended(desk: Desk, person: Person, handed_over: int) -> None:
    if desk.about is not None:
        values = {"name": person.name, "cases": handed_over}
        outbox.amend(desk, desk.about, "suspended", values, [[f"lift:{person.id}|{person.name}"]])


def admitted(desk: Desk, person: Person) -> None:
    if desk.about is not None:
        outbox.amend(desk, desk.about, "admitted", {"name": person.name})
