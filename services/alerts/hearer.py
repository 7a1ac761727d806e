"""Who hears what becomes of an alert."""

from dataclasses import dataclass

from models.address import Address
from models.alert import Alert
from models.person import Person
from services import in_charge
from services.desk import Desk


@dataclass(frozen=True)
class Hearer:
    """A person in private; or, without one, the duty room."""

    address: Address
    language: str
    person: Person | None


def of(desk: Desk, alert: Alert) -> Hearer | None:
    """Its author, or who approved it. Where they have left the station, or can't be reached, who
    answers for it: the chief, a leader on duty, or the duty room."""
    for person_id in (alert.author_id, alert.approver_id):
        if (found := _in_private(desk, person_id)) is not None:
            return found
    private = in_charge.in_charge(desk, beside_room=True)
    for address, _ in private:
        if (found := _in_private(desk, address.person_id)) is not None:
            return found
    return next((Hearer(to, said_in, None) for to, said_in in in_charge.in_charge(desk)), None)


def _in_private(desk: Desk, person_id: int | None) -> Hearer | None:
    person = desk.directory.staff.get(person_id or 0)
    address = desk.directory.address_of_person.get(person_id or 0)
    if person is None or address is None or not address.reachable:
        return None
    return Hearer(address, person.language, person)
