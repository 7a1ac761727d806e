"""Which building and door, or where else: asked in private, once a case is open, to be skipped.

What becomes of the answer: services/doors.py.
"""

from models.address import Address
from models.case import Case, CaseKind
from models.station import GroupKind
from services import lookup
from services.desk import Desk
from services.notices import people


async def ask(desk: Desk, case: Case, to: Address) -> None:
    """Who asks at a place isn't at home; what was told the last time is offered elsewhere."""
    asker = await lookup.asker(desk, case)
    place = desk.directory.places.get(case.place_id) if case.place_id else None
    people.which_door(
        desk,
        case,
        to,
        known=None if place else asker.door,
        language=asker.language,
        place=place.name if place else None,
        reason=_reason(desk, case),
    )


def _reason(desk: Desk, case: Case) -> str:
    """question: nobody comes, and yet it may be about one building; shop; or home."""
    group = desk.directory.groups.get(case.group_id) if case.group_id else None
    if case.kind is CaseKind.CONSULTATION:
        return "question"
    return "shop" if group is not None and group.kind is GroupKind.MERCHANTS else "home"
