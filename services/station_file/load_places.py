"""The file's grids, and the groups that stand for them."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from models.address import Address, AddressState
from models.station import Grid, Group, GroupGrid, GroupKind, Station
from services.station_file.changes import Change, Changes, shown
from services.station_file.entries import GridEntry, StationFile

Grids = dict[str, Grid]


async def load_grids(
    session: AsyncSession, station: Station, file: StationFile, changes: Changes
) -> Grids:
    """All grids of the station by code, those that were taken out of the file included."""
    mine = select(Grid).where(Grid.station_id == station.id).options(undefer(Grid.shape))
    found = await session.scalars(mine)
    known = {grid.code: grid for grid in found}
    for entry in file.grids:
        grid = known.get(entry.code)
        if grid is None:
            grid = known[entry.code] = Grid(
                station_id=station.id,
                code=entry.code,
                name=entry.name,
                active=entry.active,
                geocodes=entry.geocodes,
                shape=entry.shape,
            )
            session.add(grid)
            changes.new("grid", entry.code, entry.name)
        else:
            given = {"name": entry.name, "active": entry.active, "geocodes": entry.geocodes}
            changes.put(grid, "grid", entry.code, **given)
            _put_shape(grid, entry, changes)
    named = {entry.code for entry in file.grids}
    for code, grid in known.items():
        if code not in named:
            changes.put(grid, "grid", code, active=False)
    return known


def _put_shape(grid: Grid, entry: GridEntry, changes: Changes) -> None:
    """A shape can be long: only that it is another is said."""
    if grid.shape != entry.shape:
        now = "another" if grid.shape and entry.shape else shown(bool(entry.shape))
        changes.moved("grid shape", entry.code, shown(bool(grid.shape)), now)
        grid.shape = entry.shape


@dataclass
class _Wanted:
    """What a chat is to be, and the grids that it stands for, in the file's order."""

    kind: GroupKind
    title: str
    private: bool = False
    language: str | None = None
    codes: list[str] = field(default_factory=list)


async def load_groups(
    session: AsyncSession, station: Station, file: StationFile, grids: Grids, changes: Changes
) -> None:
    wanted = _wanted(file)
    mine = await session.scalars(select(Group).where(Group.station_id == station.id))
    groups = {group.id: group for group in mine}
    found = await session.scalars(
        select(Address).where(Address.station_id == station.id, Address.person_id.is_(None))
    )
    addresses = {address.external_id: address for address in found}
    ties: dict[int, list[str]] = defaultdict(list)
    for chat, one in wanted.items():
        group = _group(session, station, addresses, groups, chat, one, changes)
        ties[group.id] += [code for code in one.codes if code not in ties[group.id]]
    names = {a.group_id: str(chat) for chat, a in addresses.items() if a.moved_to_id is None}
    for group in groups.values():
        if group.id not in ties:
            changes.put(group, "group", names.get(group.id, group.title), active=False)
    by_id = {grid.id: grid.code for grid in grids.values()}
    before = await _ties(session, by_id)
    for group in groups.values():
        if before[group.id] != ties[group.id]:
            if group.active and before[group.id]:
                name = names.get(group.id, group.title)
                was, now = shown(before[group.id]), shown(ties[group.id])
                changes.append(Change("group grids", name, was, now))
            await _tie(session, group, [grids[code] for code in ties[group.id]])


def _wanted(file: StationFile) -> dict[int, _Wanted]:
    """By chat. What stands under groups comes first: a case belongs to the first grid there."""
    names = {grid.code: grid.name for grid in file.grids}
    wanted: dict[int, _Wanted] = {}
    for group in file.groups:
        title = names[group.grids[0]]
        wanted[group.chat] = _Wanted(
            group.kind, title, group.private, group.language, list(group.grids)
        )
    for grid in file.grids:
        for chat in grid.groups:
            wanted.setdefault(chat, _Wanted(GroupKind.RESIDENTS, grid.name)).codes.append(grid.code)
    if file.station.duty_room is not None:
        wanted[file.station.duty_room] = _Wanted(GroupKind.DUTY_ROOM, file.station.name)
    return wanted


def _group(
    session: AsyncSession,
    station: Station,
    addresses: dict[int, Address],
    groups: dict[int, Group],
    chat: int,
    wanted: _Wanted,
    changes: Changes,
) -> Group:
    """The group in that chat. A chat that became a supergroup leads to the same group by its
    old id and by its new one."""
    address = addresses.get(chat)
    if address is not None and address.group_id is not None:
        group = groups[address.group_id]
        given = {"kind": wanted.kind, "private": wanted.private, "language": wanted.language}
        changes.put(group, "group", str(chat), **given, active=True)
        return group
    group = Group(
        station_id=station.id,
        kind=wanted.kind,
        title=wanted.title,
        private=wanted.private,
        language=wanted.language,
        awaits_card=address is not None and address.reachable,
    )
    groups[group.id] = group
    session.add(group)
    if address is None:
        address = Address(
            station_id=station.id, external_id=chat, state=AddressState.ACTIVE, group_id=group.id
        )
        addresses[chat] = address
        session.add(address)
    address.group_id = group.id
    changes.new("group", str(chat), shown(wanted.codes) if wanted.codes else "duty room")
    return group


async def _ties(session: AsyncSession, codes: dict[int, str]) -> dict[int, list[str]]:
    """The codes of each group's grids, in order."""
    found = await session.scalars(
        select(GroupGrid).where(GroupGrid.grid_id.in_(codes)).order_by(GroupGrid.id)
    )
    before: dict[int, list[str]] = defaultdict(list)
    for tie in found:
        before[tie.group_id].append(codes[tie.grid_id])
    return before


async def _tie(session: AsyncSession, group: Group, grids: list[Grid]) -> None:
    await session.execute(delete(GroupGrid).where(GroupGrid.group_id == group.id))
    session.add_all(GroupGrid(group_id=group.id, grid_id=grid.id) for grid in grids)
