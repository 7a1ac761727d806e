"""doorstep roster, and its import, feed, drop and export"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.table import Table
from sqlalchemy import select

from bot.commands.drafting import span, warn, who
from bot.commands.opening import at_desk
from bot.roster_feed import fetch
from bot.settings import Settings
from bot.terminal import moment, out, tell, words
from models.shift import Position, Roster, RosterSource
from services import arrivals, roster_table, rosters
from services.calendars import CalendarError, Expansion, expand, write
from services.desk import Desk
from services.directory import read_directory
from services.roster_table import Row
from services.spells import Spell, spells

EXPORTED = timedelta(days=21)  # the directory knows a few days more


async def show(settings: Settings) -> int:
    """Status 1 if there is a gap or a double booking."""
    async with at_desk(settings) as desk:
        now, directory = desk.now(), desk.directory
    found = list(roster_table.rows(directory, now))
    clashes = roster_table.clashes(directory, now)
    zone = directory.timezone
    for grid in directory.open_grids():
        out().print(_grid_table(grid.name, [row for row in found if row.grid is grid], zone))
    for row in found:
        for begins, ends in row.gaps:
            tell(words(f"GAP     {row.grid.name}: nobody, {span(begins, ends, zone)}"))
    for clash in clashes:
        posts = f"{clash.one.shift.position} and {clash.other.shift.position}"
        tell(words(f"DOUBLE  {who(clash.one)}: {posts}, {span(*clash.span, zone)}"))
    warn(directory, now)
    hours = Table("Officer", "Hours")
    for person, time in roster_table.hours(directory, now):
        hours.add_row(words(f"{person.badge} {person.name}"), f"{time.total_seconds() / 3600:.1f}")
    out().print(hours)
    return 1 if clashes or any(row.gaps for row in found) else 0


async def import_file(settings: Settings, path: Path, name: str) -> int:
    try:
        text = _read(path)
    except (OSError, UnicodeDecodeError) as error:
        tell(words(f"{path} can't be read: {getattr(error, 'strerror', None) or 'no UTF-8'}."))
        return 1
    return await _take_in(settings, name, RosterSource.IMPORT, text, None)


async def feed(settings: Settings, name: str, url: str) -> int:
    """It is asked at once, and has to be good the first time."""
    async with at_desk(settings) as desk:
        allowed = desk.directory.policy.feed_hosts
    try:
        text = await fetch(url, allowed)
    except CalendarError as error:
        tell(words(f"Nothing was changed. {error}"))
        return 1
    return await _take_in(settings, name, RosterSource.FEED, text, url)


async def list_rosters(settings: Settings) -> int:
    async with at_desk(settings) as desk:
        found = await rosters.of_station(desk.session, desk.station)
        zone = desk.station.timezone
    if not found:
        tell("There are no rosters besides the plain shifts of the station file.")
        return 0
    table = Table("Roster", "From", "Last good", "Next", "What is wrong")
    for one in found:
        table.add_row(
            words(one.name),
            one.source.value,
            moment(one.good_at, zone),
            moment(one.due_at, zone),
            words(one.fault or ""),
        )
    out().print(table)
    return 1 if any(one.fault for one in found) else 0


async def drop(settings: Settings, name: str) -> int:
    async with at_desk(settings) as desk:
        roster = await _named(desk, name)
        if roster is not None and roster.source is not RosterSource.FILE:
            await rosters.drop(desk.session, roster)
            arrivals.changed(desk)
    if roster is None or roster.source is RosterSource.FILE:
        tell(words(f"There is no imported or polled roster {name}: see doorstep roster feed."))
        return 1
    tell(words(f"The roster {name} and its shifts are gone."))
    return 0


async def export(settings: Settings, badge: str | None, to: Path | None) -> int:
    async with at_desk(settings) as desk:
        directory, now, station = desk.directory, desk.now(), desk.station.name
    found = spells(directory, directory.shifts, now, now + EXPORTED)
    if badge is not None:
        found = [one for one in found if one.person.badge == badge]
    path = to or Path(f"roster-{badge or 'station'}.ics")
    path.write_text(write(directory, found, station, now), encoding="utf-8", newline="")
    tell(words(f"{path}: {len(found)} shifts."))
    return 0


async def _take_in(
    settings: Settings, name: str, source: RosterSource, text: str, url: str | None
) -> int:
    """It is expanded between two transactions, because that takes its time."""
    async with at_desk(settings) as desk:
        known, now = rosters.known(desk.directory), desk.now()
        before = await _named(desk, name)
    if before is not None and before.source is RosterSource.FILE:
        tell("Nothing was changed. That is the name of the station file's own roster.")
        return 1
    try:
        expansion = expand(text, known, *rosters.span(now))
        _must_be_usable(expansion)
    except CalendarError as error:
        tell(words(f"Nothing was changed. {error}"))
        return 1
    async with at_desk(settings) as desk:
        roster = await rosters.put(desk, name, source, text, url)
        roster.fault = "\n".join(expansion.left_out) or None  # Said here, and not in the chat.
        await rosters.renewed(desk, roster, expansion)
        await desk.session.flush()
        desk.directory = await read_directory(desk.session, desk.station)
    tell(words(f"{name}: {len(expansion.shifts)} shifts in the next {rosters.AHEAD.days} days."))
    for sentence in expansion.left_out:
        tell(words(f"LEFT OUT  {sentence}"))
    warn(desk.directory, now)
    return 1 if expansion.left_out else 0


def _must_be_usable(expansion: Expansion) -> None:
    if not expansion.shifts:
        none = f"It has no shift of anybody here in the next {rosters.AHEAD.days} days."
        raise CalendarError(" ".join([none, *expansion.left_out]))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


async def _named(desk: Desk, name: str) -> Roster | None:
    mine = select(Roster).where(Roster.station_id == desk.station.id, Roster.name == name)
    return await desk.session.scalar(mine)


def _grid_table(name: str, of_grid: Iterable[Row], zone: ZoneInfo) -> Table:
    table = Table("Day", *Position, "Nobody", title=words(name))
    for row in of_grid:
        table.add_row(
            f"{row.day:%a %m-%d}",
            *(words("\n".join(_short(one, zone) for one in row.on_duty[p])) for p in Position),
            "\n".join(_clock(*gap, zone) for gap in row.gaps),
        )
    return table


def _short(one: Spell, zone: ZoneInfo) -> str:
    return f"{_clock(one.starts_at, one.ends_at, zone)} {one.person.name}"


def _clock(begins: datetime, ends: datetime, zone: ZoneInfo) -> str:
    last = ends.astimezone(zone)
    until = "24:00" if f"{last:%H:%M}" == "00:00" else f"{last:%H:%M}"
    return f"{begins.astimezone(zone):%H:%M}-{until}"
