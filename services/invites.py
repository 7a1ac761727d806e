"""Invite links, by which a member of staff makes their Telegram account known, once.

The secret has 192 random bits and stands in the link alone. What is kept is its SHA-256, from
which nobody gets back to the secret: a key would add nothing to it.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address, AddressState
from models.ids import new_id
from models.person import Invite, Person
from services import accounts
from services.desk import Desk
from services.errors import InviteInvalid

SECRET_BYTES = 24
LASTS = timedelta(hours=48)


async def create(session: AsyncSession, person: Person, now: datetime) -> str:
    """The secret of a new link for this person; those made before no longer work."""
    earlier = await session.scalars(
        select(Invite).where(Invite.person_id == person.id, Invite.used_at.is_(None))
    )
    for invite in list(earlier):
        await session.delete(invite)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    session.add(Invite(person_id=person.id, secret_hash=_hash(secret), expires_at=now + LASTS))
    return secret


async def redeem(desk: Desk, secret: str) -> Person:
    """The account that speaks here is the invited person's from now on, and they are returned.
    Raises InviteInvalid, also for an account that is another member of staff's."""
    invite, person = await _find(desk, secret)
    here = await desk.own(desk.here)
    if not here.is_private:
        raise InviteInvalid
    if here.person_id is not None and here.person_id != person.id:
        owner = await desk.session.get_one(Person, here.person_id)
        if owner.is_staff:
            raise InviteInvalid
    await _replace(desk, here, person)
    here.state = AddressState.ACTIVE
    invite.used_at = desk.now()
    person.informed_at = person.informed_at or desk.now()
    desk.station.revision = new_id()
    desk.shelf.put(person)
    desk.shelf.put_address(here)
    desk.shelf.open_cases.clear()  # The account's cases have another asker now.
    return person


async def _find(desk: Desk, secret: str) -> tuple[Invite, Person]:
    found = await desk.session.execute(
        select(Invite, Person)
        .join(Person, Person.id == Invite.person_id)
        .where(Person.station_id == desk.station.id, Invite.secret_hash == _hash(secret))
        .with_for_update(of=Invite)
    )
    row = found.one_or_none()
    if row is None:
        raise InviteInvalid
    invite, person = row
    if invite.used_at is not None or invite.expires_at <= desk.now() or not person.is_staff:
        raise InviteInvalid
    return invite, person


async def _replace(desk: Desk, here: Address, person: Person) -> None:
    former = await desk.session.scalars(
        select(Address).where(Address.person_id == person.id, Address.id != here.id)
    )
    for address in list(former):
        await accounts.take_away(desk.session, address, person, instead=here)
    await accounts.give(desk.session, here, person)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
