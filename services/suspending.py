"""A lost phone: a leader shuts its account out with one tap, and lets it in again with another.

It is the account that is shut out, not the person: with a new account (`doorstep invite`) they
work on at once, and the lost phone stays outside. The rows stay: they are the record of who shut
out whom, and when.
"""

import structlog
from sqlalchemy import select

from models.person import Person, Role, Suspension
from services import accounts, arrivals
from services.desk import Desk
from services.errors import NotYours, OutdatedButton
from services.notices import staff

log = structlog.get_logger()

LEADING = {Role.LEADER, Role.CHIEF, Role.ADMIN}
ABOVE = {Role.CHIEF, Role.ADMIN}


def show(desk: Desk) -> None:
    """Everyone whose account the actor may shut out, and those who are shut out."""
    _must_lead(desk)
    staff.listed(desk, _may_suspend(desk), _suspended(desk))


async def suspend(desk: Desk, person_id: int) -> None:
    """From the next message on nothing of that account is heard, and nothing is shown to it.
    What they held goes to whoever is on duty."""
    _must_lead(desk)
    person = next((one for one in _may_suspend(desk) if one.id == person_id), None)
    address = desk.directory.address_of_person.get(person_id)
    if person is None or address is None:
        raise OutdatedButton
    desk.add(
        Suspension(
            station_id=desk.station.id,
            address_id=address.id,
            person_id=person.id,
            at=desk.now(),
            by_id=desk.me.id,
        )
    )
    arrivals.changed(desk)
    handed_over = await accounts.no_longer_staff(desk.session, person)
    log.warning("account_suspended", badge=person.badge, by=desk.me.badge)
    staff.suspended(desk, person, handed_over)


async def lift(desk: Desk, person_id: int) -> None:
    _must_lead(desk)
    person = next((one for one in _suspended(desk) if one.id == person_id), None)
    found = await desk.session.scalars(
        select(Suspension).where(
            Suspension.station_id == desk.station.id,
            Suspension.person_id == person_id,
            Suspension.lifted_at.is_(None),
        )
    )
    rows = list(found)
    if person is None or not rows:
        raise OutdatedButton
    for row in rows:
        row.lifted_at, row.lifted_by_id = desk.now(), desk.me.id
    arrivals.changed(desk)
    log.warning("account_admitted", badge=person.badge, by=desk.me.badge)
    staff.admitted(desk, person)


def _must_lead(desk: Desk) -> None:
    if not LEADING & set(desk.me.roles):
        raise NotYours


def _may_suspend(desk: Desk) -> list[Person]:
    """Colleagues with an account; the chief's and an administrator's only for their like, so
    that a lost phone of a leader can't shut everyone out."""
    own = set(desk.me.roles)
    return sorted(
        (
            person
            for person in desk.directory.staff.values()
            if person.id in desk.directory.address_of_person
            and person.id != desk.me.id
            and (ABOVE & own or not ABOVE & set(person.roles))
        ),
        key=lambda person: person.name,
    )


def _suspended(desk: Desk) -> list[Person]:
    return sorted(desk.directory.suspended_staff.values(), key=lambda person: person.name)
