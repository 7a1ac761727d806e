"""The station at a glance: its grids, groups, staff and shifts, read once per revision.

What is here is detached from any session and only read. Who changes it loads the row into
their own session (`Desk.own`) and bumps the station's revision.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address
from models.person import Person, PersonGrid, Suspension
from models.shift import Position, Shift, ShiftChange, ShiftChangeKind, ShiftGrid
from models.station import Grid, Group, GroupGrid, GroupKind, PublicPlace, Station
from services.escalation_policy import Escalation
from services.policy import policy_of
from services.timetable import Timetable

KNOWN_AHEAD = timedelta(days=24)  # of shifts: what people are shown, and some to spare


@dataclass
class Directory:
    station: Station
    grids: dict[int, Grid] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    places: dict[int, PublicPlace] = field(default_factory=dict)
    staff: dict[int, Person] = field(default_factory=dict)
    addresses: list[Address] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    changes: list[ShiftChange] = field(default_factory=list)  # in force, oldest first
    suspended: frozenset[int] = frozenset()  # ids of addresses
    grids_of_group: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    grids_of_person: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    keepers_of_grid: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    shifts_of_grid: dict[int, list[Shift]] = field(default_factory=lambda: defaultdict(list))
    grids_of_shift: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.revision = self.station.revision
        self.timezone = ZoneInfo(self.station.timezone)
        self.policy = policy_of(self.station)
        self.escalation = Escalation.of(self.station, self.policy.order)
        self._timetables: dict[int, Timetable] = {}
        self.absences: dict[int, list[ShiftChange]] = defaultdict(list)  # by person
        self.stand_ins: dict[str, list[ShiftChange]] = defaultdict(list)  # by slot
        for change in self.changes:
            if change.kind is ShiftChangeKind.AWAY:
                self.absences[change.person_id].append(change)
            elif change.slot is not None:
                self.stand_ins[change.slot].append(change)
        self.address_by_id = {address.id: address for address in self.addresses}
        self.by_external = {address.external_id: address for address in self.addresses}
        current = [address for address in self.addresses if address.moved_to_id is None]
        self.address_of_person = {a.person_id: a for a in current if a.person_id}
        self.suspended_staff = {
            id_: person
            for id_, person in self.staff.items()
            if id_ in self.address_of_person and self.address_of_person[id_].id in self.suspended
        }
        self.staff = {
            id_: person for id_, person in self.staff.items() if id_ not in self.suspended_staff
        }
        self.address_of_group = {a.group_id: a for a in current if a.group_id}

    @property
    def duty_room(self) -> Address | None:
        """Where the duty room is, if the station has one and the bot is in it."""
        for group in self.groups.values():
            if group.kind is GroupKind.DUTY_ROOM and group.active:
                address = self.address_of_group.get(group.id)
                return address if address and address.reachable else None
        return None

    def shifts_at(self, grid_id: int, at: datetime) -> list[Shift]:
        """Those of a grid that are on at `at` (UTC)."""
        timetable = self._timetables.get(grid_id)
        if timetable is None:
            timetable = Timetable(self.shifts_of_grid.get(grid_id, ()))
            self._timetables[grid_id] = timetable
        return timetable.at(at)

    def grid_of_group(self, group_id: int) -> Grid | None:
        """The grid a case in this group belongs to: the group's first."""
        grids = self.grids_of_group.get(group_id)
        return self.grids[grids[0]] if grids else None

    def open_grids(self) -> list[Grid]:
        return sorted((grid for grid in self.grids.values() if grid.active), key=lambda g: g.code)


async def read_directory(session: AsyncSession, station: Station) -> Directory:
    """Read the whole of it: some eight queries, so keep it until the revision changes."""
    mine = station.id
    grids = await session.scalars(select(Grid).where(Grid.station_id == mine))
    groups = await session.scalars(select(Group).where(Group.station_id == mine, Group.active))
    places = await session.scalars(
        select(PublicPlace).where(PublicPlace.station_id == mine, PublicPlace.active)
    )
    people = await session.scalars(
        select(Person).where(Person.station_id == mine, Person.badge.is_not(None))
    )
    addresses = await session.scalars(
        select(Address)
        .outerjoin(Person, Person.id == Address.person_id)
        .where(
            Address.station_id == mine,
            Person.badge.is_not(None) | Address.group_id.is_not(None),
        )
    )
    shifts = list(await session.scalars(select(Shift).where(_in_view(station)).order_by(Shift.id)))
    suspended = await session.scalars(
        select(Suspension.address_id).where(
            Suspension.station_id == mine, Suspension.lifted_at.is_(None)
        )
    )
    directory = Directory(
        station=station,
        grids={grid.id: grid for grid in grids},
        groups={group.id: group for group in groups},
        places={place.id: place for place in places},
        staff={person.id: person for person in people if person.is_staff},
        addresses=list(addresses),
        shifts=shifts,
        changes=await _changes(session, station),
        suspended=frozenset(suspended),
    )
    await _read_ties(session, directory)
    _fill_gaps(directory)
    return directory


def _fill_gaps(directory: Directory) -> None:
    """Whoever took a time in which nobody had a shift has one there: it is no row of its own, so
    that it goes when the change is undone, and no load of the station file takes it away."""
    for change in directory.changes:
        if change.kind is ShiftChangeKind.GAP and change.grid_id in directory.grids:
            shift = Shift(
                id=change.id,
                station_id=change.station_id,
                person_id=change.person_id,
                position=Position.MAIN,
                starts_at=change.starts_at,
                ends_at=change.ends_at,
            )
            directory.shifts.append(shift)
            directory.shifts_of_grid[change.grid_id].append(shift)
            directory.grids_of_shift[shift.id].append(change.grid_id)


def _in_view(station: Station) -> ColumnElement[bool]:
    """Shifts around the present: the clock moves `shifts_from` on each day."""
    mine = Shift.station_id == station.id
    if (since := station.shifts_from) is None:
        return mine
    return and_(
        mine,
        or_(Shift.ends_at.is_(None), Shift.ends_at > since),
        or_(Shift.starts_at.is_(None), Shift.starts_at < since + KNOWN_AHEAD),
    )


async def _changes(session: AsyncSession, station: Station) -> list[ShiftChange]:
    in_force = select(ShiftChange).where(
        ShiftChange.station_id == station.id,
        ShiftChange.agreed_at.is_not(None),
        ShiftChange.undone_at.is_(None),
    )
    if (since := station.shifts_from) is not None:
        in_force = in_force.where(or_(ShiftChange.ends_at.is_(None), ShiftChange.ends_at > since))
    return list(await session.scalars(in_force.order_by(ShiftChange.agreed_at, ShiftChange.id)))


async def _read_ties(session: AsyncSession, directory: Directory) -> None:
    mine = directory.station.id
    for tie in await session.scalars(
        select(GroupGrid).join(Grid).where(Grid.station_id == mine).order_by(GroupGrid.id)
    ):
        directory.grids_of_group[tie.group_id].append(tie.grid_id)
    for keeper in await session.scalars(
        select(PersonGrid).join(Grid).where(Grid.station_id == mine).order_by(PersonGrid.id)
    ):
        directory.grids_of_person[keeper.person_id].append(keeper.grid_id)
        directory.keepers_of_grid[keeper.grid_id].append(keeper.person_id)
    by_id = {shift.id: shift for shift in directory.shifts}
    parts = await session.execute(
        select(ShiftGrid.shift_id, ShiftGrid.grid_id)
        .join(Shift, Shift.id == ShiftGrid.shift_id)
        .where(_in_view(directory.station))
        .order_by(ShiftGrid.id)
    )
    for shift_id, grid_id in parts:
        if shift_id not in by_id:
            continue  # Somebody has just added it: the revision has grown with that.
        directory.shifts_of_grid[grid_id].append(by_id[shift_id])
        directory.grids_of_shift[shift_id].append(grid_id)
    for shift in directory.shifts:
        if shift.all_grids:
            directory.grids_of_shift[shift.id] = list(directory.grids)
            for grid_id in directory.grids:
                directory.shifts_of_grid[grid_id].append(shift)
