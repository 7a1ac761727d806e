"""How many people are in each group, as Telegram counts them: so that a warning can say how many it
reaches."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address, AddressState
from models.ids import new_id
from models.station import Group, GroupKind, Station

HOLDS_FOR = timedelta(days=1)


async def uncounted(
    session: AsyncSession, station: Station, now: datetime, but: Sequence[int], limit: int
) -> Sequence[Address]:
    """The chats of the next few groups that weren't counted within a day, the longest ago first;
    not of the groups in `but`, nor where the bot isn't."""
    found = await session.scalars(
        select(Address)
        .join(Group, Group.id == Address.group_id)
        .where(Group.station_id == station.id, Group.active, Group.kind != GroupKind.DUTY_ROOM)
        .where(or_(Group.members_at.is_(None), Group.members_at <= now - HOLDS_FOR))
        .where(Address.state == AddressState.ACTIVE, Address.moved_to_id.is_(None))
        .where(Group.id.not_in(but))
        .order_by(Group.members_at.is_not(None), Group.members_at, Group.id)
        .limit(limit)
    )
    return found.all()


async def counted(
    session: AsyncSession, station_id: int, members: Mapping[int, int], now: datetime
) -> None:
    """By group. Whoever remembers the directory reads it anew, if anything is different."""
    found = await session.scalars(select(Group).where(Group.id.in_(members)))
    changed = False
    for group in found:
        changed |= group.members != members[group.id]
        group.members, group.members_at = members[group.id], now
    if changed:
        (await session.get_one(Station, station_id)).revision = new_id()
