"""To whom an alert goes: groups by grid, area and kind, and who subscribed in private."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from models.address import Address, AddressState
from models.alert import Alert, Category, Subscription
from models.person import Person
from models.station import Area, Group, GroupKind
from services.desk import Desk


@dataclass(frozen=True)
class Audience:
    """Codes of grids and of areas (none at all: the whole station), and kinds of group (none: all
    but the duty room). What the station file no longer names reaches nobody."""

    grids: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    groups: bool = True
    subscribers: bool = True

    @classmethod
    def of(cls, alert: Alert) -> "Audience":
        return cls.load(alert.audience)

    @classmethod
    def load(cls, given: Mapping[str, Any]) -> "Audience":
        return cls(
            grids=tuple(given.get("grids", ())),
            areas=tuple(given.get("areas", ())),
            kinds=tuple(given.get("kinds", ())),
            groups=given.get("groups", True),
            subscribers=given.get("subscribers", True),
        )

    def dump(self) -> dict[str, Any]:
        return {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(self).items()}

    @property
    def is_everywhere(self) -> bool:
        return not self.grids and not self.areas


@dataclass(frozen=True)
class Reach:
    """How many chats, and how many people are in them: `uncounted` groups are left out of that."""

    groups: int
    subscribers: int
    members: int
    uncounted: int

    @property
    def chats(self) -> int:
        return self.groups + self.subscribers


async def grid_ids(desk: Desk, audience: Audience) -> set[int]:
    """The grids that it names."""
    grids = desk.directory.open_grids()
    if audience.is_everywhere:
        return {grid.id for grid in grids}
    areas: set[int] = set()
    if audience.areas:
        mine = select(Area.id).where(
            Area.station_id == desk.station.id, Area.active, Area.code.in_(audience.areas)
        )
        areas = set(await desk.session.scalars(mine))
    return {grid.id for grid in grids if grid.code in audience.grids or grid.area_id in areas}


async def groups(desk: Desk, audience: Audience) -> list[Group]:
    """Those that it goes to, also where the bot was removed: they count as not reached."""
    if not audience.groups:
        return []
    wanted, directory = await grid_ids(desk, audience), desk.directory
    return sorted(
        (
            group
            for group in directory.groups.values()
            if group.kind is not GroupKind.DUTY_ROOM
            and (not audience.kinds or group.kind.value in audience.kinds)
            and wanted & set(directory.grids_of_group[group.id])
            and group.id in directory.address_of_group
        ),
        key=lambda group: group.id,
    )


async def is_subscriber(
    desk: Desk, audience: Audience, category: Category
) -> ColumnElement[bool] | None:
    """Of an Address: whether somebody is there who wants alerts of this category and place."""
    if not audience.subscribers:
        return None
    # Asked of each address by itself: a page looks at few of them.
    wanted = select(Subscription.id).where(
        Subscription.person_id == Address.person_id,
        Subscription.station_id == desk.station.id,
        or_(Subscription.category.is_(None), Subscription.category == category),
    )
    if not audience.is_everywhere:
        grids = await grid_ids(desk, audience)
        wanted = wanted.where(or_(Subscription.grid_id.is_(None), Subscription.grid_id.in_(grids)))
    return wanted.correlate(Address).exists()


def in_private(desk: Desk) -> ColumnElement[bool]:
    """Of an Address: a private chat in which the bot is heard."""
    mine = Address.station_id == desk.station.id
    heard = Address.state == AddressState.ACTIVE
    return mine & heard & Address.person_id.is_not(None) & Address.moved_to_id.is_(None)


async def reach(desk: Desk, audience: Audience, category: Category) -> Reach:
    """Whom it would reach now."""
    chosen = await groups(desk, audience)
    counted = [group.members for group in chosen if group.members is not None]
    wanted, subscribers = await is_subscriber(desk, audience, category), 0
    if wanted is not None:
        count = select(func.count()).select_from(Address).where(in_private(desk), wanted)
        subscribers = await desk.session.scalar(count) or 0
    return Reach(
        groups=len(chosen),
        subscribers=subscribers,
        members=sum(counted) + subscribers,
        uncounted=len(chosen) - len(counted),
    )


async def languages(desk: Desk, address_ids: list[int]) -> dict[int, str]:
    """Which language each of these private chats reads."""
    found = await desk.session.execute(
        select(Address.id, Person.language)
        .join(Person, Person.id == Address.person_id)
        .where(Address.id.in_(address_ids))
    )
    return {row.id: row.language for row in found}
