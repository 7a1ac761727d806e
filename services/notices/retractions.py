"""Whether the asker's own messages are to be taken out of the group."""

from models.address import Address
from models.case import Case
from services import outbox
from services.desk import Desk


def offer(
    desk: Desk, case: Case, to: Address, count: int, language: str, *, to_asker: bool
) -> None:
    """How many there are, and a button."""
    outbox.say(
        desk,
        to,
        "offer_deletion",
        {"number": case.number, "count": count, "to_asker": to_asker},
        language=language,
        actions=[[f"delete_said:{case.id}"]],
        case=case,
        person_id=to.person_id,
    )


def under_way(desk: Desk, case: Case) -> None:
    """The offer was taken."""
    if desk.about is not None:
        outbox.amend(desk, desk.about, "deletion_under_way", {"number": case.number})


def refused(desk: Desk, case: Case, to: Address, language: str, *, to_asker: bool) -> None:
    """We may not delete there: how a person does it."""
    outbox.say(
        desk,
        to,
        "deletion_refused",
        {"number": case.number, "to_asker": to_asker},
        language=language,
        case=case,
    )
