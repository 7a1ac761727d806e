"""The commands that Telegram offers in somebody's private chat: staff have more than everybody."""

from sqlalchemy import select

from models.address import Address, AddressState, Menu
from models.person import Person
from services.alerts.scheduling import may_write
from services.desk import Desk
from services.suspending import LEADING

Wanted = tuple[Menu, str]  # and the language


async def to_change(desk: Desk) -> list[tuple[Address, Wanted | None]]:
    """The accounts whose menu isn't what it should be: None is everybody's."""
    directory = desk.directory
    staff = {
        directory.address_of_person[id_].id: _wanted(person)
        for id_, person in directory.staff.items()
        if id_ in directory.address_of_person
    }
    found = await desk.session.scalars(
        select(Address)
        .where(Address.station_id == desk.station.id, Address.state == AddressState.ACTIVE)
        .where(Address.menu.is_not(None) | Address.id.in_(staff))
        .order_by(Address.id)
    )
    return [(one, staff.get(one.id)) for one in found if one.menu != named(staff.get(one.id))]


def named(wanted: Wanted | None) -> str | None:
    """As the address remembers it."""
    return ":".join(wanted) if wanted else None


def _wanted(person: Person) -> Wanted:
    if may_write(person):
        return Menu.LEADER, person.language
    return Menu.ADMIN if LEADING & set(person.roles) else Menu.STAFF, person.language
