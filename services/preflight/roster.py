"""Whether whoever is on the roster can be reached, and whether the roster has gaps."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.exchange import Delivery, Exchange
from models.person import Person, Role
from services import roster_table
from services.directory import Directory
from services.preflight.defects import Defect, DefectKind, found
from services.roles import may_hold
from services.roster_table import Span
from services.spells import spells

AHEAD = timedelta(days=7)  # of who is on the roster
SHOWN = "%m-%d %H:%M"


async def reached(session: AsyncSession, directory: Directory) -> frozenset[int]:
    """Of the staff's addresses those that are unseen, but to which something was delivered."""
    unseen = [one.id for one in directory.address_of_person.values() if not one.is_heard]
    delivered = await session.scalars(
        select(Exchange.address_id)
        .where(
            Exchange.address_id.in_(unseen),
            Exchange.delivery == Delivery.DONE,
            Exchange.message_id.is_not(None),
        )
        .distinct()
    )
    return frozenset(delivered)


def of_roster(directory: Directory, now: datetime, reached: Collection[int]) -> list[Defect]:
    return [*_of_people(directory, now, reached), *_of_gaps(directory, now)]


def _of_people(directory: Directory, now: datetime, reached: Collection[int]) -> list[Defect]:
    """Learnt from what really came and went: an address is unseen until its owner says something
    or something reaches them, and unreachable since a message came back or they blocked the bot."""
    unheard, lost = [], []
    for person in _on_the_roster(directory, now):
        address = directory.address_of_person.get(person.id)
        if address is not None and not address.reachable:
            lost.append(person)
        elif address is None or not (address.is_heard or address.id in reached):
            unheard.append(person)
    return [
        *found(DefectKind.NOT_STARTED, map(_who, unheard)),
        *found(DefectKind.UNREACHABLE, map(_who, lost)),
    ]


def _on_the_roster(directory: Directory, now: datetime) -> Iterable[Person]:
    """Also who is asked without a shift: those who look after a grid for good, and the chief."""
    theirs = spells(directory, directory.shifts, now, now + AHEAD)
    people = {one.person.id: one.person for one in theirs}
    for person in directory.staff.values():
        keeps = person.id in directory.grids_of_person and may_hold(person)
        if keeps or Role.CHIEF in person.roles:
            people[person.id] = person
    return sorted(people.values(), key=lambda one: one.badge or "")


def _who(person: Person) -> str:
    return f"{person.name} ({person.badge})"


def _of_gaps(directory: Directory, now: datetime) -> list[Defect]:
    gaps = roster_table.gaps_ahead(directory, now)
    names = (f"{grid.name} {_when(directory, spans)}" for grid, spans in gaps)
    return found(DefectKind.GAP, names)


def _when(directory: Directory, gaps: list[Span]) -> str:
    """The first one, and how many more."""
    begins, ends = (at.astimezone(directory.timezone) for at in gaps[0])
    until = f"{ends:%H:%M}" if begins.date() == ends.date() else f"{ends:{SHOWN}}"
    more = f" (+{len(gaps) - 1})" if len(gaps) > 1 else ""
    return f"{begins:{SHOWN}}\u2013{until}{more}"
