"""Whom the station itself has something to tell: the duty room, or who answers for it."""

from models.address import Address
from models.person import Person, Role
from models.shift import Position
from services import duty
from services.desk import Desk
from services.spells import is_away


def in_charge(desk: Desk, *, beside_room: bool = False) -> list[tuple[Address, str]]:
    """The duty room (unless it is to be passed over); where there is none, the chief in private;
    where there is no chief who can be reached, the shift leader on duty. With their languages."""
    room = desk.directory.duty_room
    if room is not None and not beside_room:
        return [(room, desk.station.language)]
    return _heard(desk, _chiefs(desk)) or _heard(desk, _leaders(desk))


def _chiefs(desk: Desk) -> list[Person]:
    staff = desk.directory.staff.values()
    chiefs = [one for one in staff if Role.CHIEF in one.roles]
    return [one for one in chiefs if not is_away(desk.directory, one, desk.now())]


def _leaders(desk: Desk) -> list[Person]:
    found: dict[int, Person] = {}
    for grid in desk.directory.open_grids():
        for one in duty.on_duty(desk.directory, grid.id, desk.now())[Position.LEADER]:
            found[one.id] = one
    return list(found.values())


def _heard(desk: Desk, people: list[Person]) -> list[tuple[Address, str]]:
    addresses = ((desk.directory.address_of_person.get(one.id), one) for one in people)
    return [(to, one.language) for to, one in addresses if to is not None and to.is_heard]
