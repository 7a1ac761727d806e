"""Rosters that are kept: expanded ahead to plain shifts, so that who is on duty is a look-up."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.handover import Handover
from models.person import Person
from models.shift import Roster, RosterSource, Shift, ShiftChange, ShiftGrid
from models.station import Grid, Station
from services import arrivals, drafting, shift_rows
from services.calendars import CalendarError, Expansion, Known, Listed
from services.desk import Desk
from services.directory import Directory
from services.notices import station as notices
from services.shift_rows import Facts

log = structlog.get_logger()

AHEAD = timedelta(days=60)
BEHIND = timedelta(days=1)
RENEWED = timedelta(days=1)
POLLED = timedelta(minutes=15)
KEPT = timedelta(days=365)  # who was on duty, and what was changed for once
FILE = "station file"


def span(now: datetime) -> tuple[datetime, datetime]:
    """For which time a roster is expanded."""
    return now - BEHIND, now + AHEAD


def known(directory: Directory) -> Known:
    """Whom and what a roster's entries can name."""
    badges = (one.badge for one in _staff(directory).values() if one.badge)
    grids = ((grid.code, grid.name) for grid in directory.grids.values())
    return Known.of(directory.timezone, badges, grids, directory.policy.duty)


async def of_station(session: AsyncSession, station: Station) -> Sequence[Roster]:
    mine = select(Roster).where(Roster.station_id == station.id)
    return (await session.scalars(mine.order_by(Roster.name))).all()


async def due(session: AsyncSession, station: Station, now: datetime) -> Sequence[Roster]:
    """What is to be expanded, or asked for, by now."""
    mine = select(Roster).where(Roster.station_id == station.id, Roster.due_at <= now)
    return (await session.scalars(mine.order_by(Roster.due_at))).all()


async def are_due(session: AsyncSession, station: Station, now: datetime) -> None:
    """What they are read by has changed: people, grids, holidays."""
    theirs = update(Roster).where(Roster.station_id == station.id)
    await session.execute(theirs.values(due_at=now, expanded_at=None))


async def put(
    desk: Desk, name: str, source: RosterSource, calendar: str, url: str | None = None
) -> Roster:
    """The station's roster of that name, with this text; a new one if there is none."""
    mine = select(Roster).where(Roster.station_id == desk.station.id, Roster.name == name)
    roster = await desk.session.scalar(mine)
    if roster is None:
        roster = Roster(
            station_id=desk.station.id,
            source=source,
            name=name,
            calendar=calendar,
            due_at=desk.now(),
        )
        desk.add(roster)
    roster.source, roster.url, roster.calendar = source, url, calendar
    return roster


def must_have_shifts(roster: Roster, expansion: Expansion) -> None:
    """An address that suddenly has nothing to say is no roster. Raises CalendarError."""
    if roster.source is RosterSource.FEED and not expansion.shifts:
        raise CalendarError(f"It has no shift of anybody here in the next {AHEAD.days} days.")


def is_expanded(roster: Roster, text: str, now: datetime) -> bool:
    """Whether this text is what the shifts say already, and far enough ahead."""
    since = roster.expanded_at
    is_same = roster.fault is None and text == roster.calendar
    return is_same and since is not None and since <= now < since + RENEWED


async def take_turn(desk: Desk) -> None:
    """The station's row is locked first, as by whoever loads its file: each would wait for the
    other's otherwise."""
    mine = select(Station.id).where(Station.id == desk.station.id)
    await desk.session.execute(mine.with_for_update())


async def take_in(
    desk: Desk, roster: Roster, expansion: Expansion | None, fault: str | None
) -> None:
    """What came of asking: a fault, something new, or (no expansion) the same as before."""
    if expansion is None:
        roster.good_at = desk.now()
        roster.due_at = desk.now() + POLLED
    elif fault is not None:
        await failed(desk, roster, fault, expansion)
    else:
        await renewed(desk, roster, expansion)
    if expansion is not None or roster.drafted is None:
        await drafting.warn(desk, roster)


async def renewed(desk: Desk, roster: Roster, expansion: Expansion) -> None:
    """It is good, and its shifts are what it says. What it says of nobody we know is told."""
    now = desk.now()
    roster.good_at = roster.expanded_at = now
    roster.due_at = now + (POLLED if roster.source is RosterSource.FEED else RENEWED)
    fault = "\n".join(expansion.left_out) or None
    if fault is not None and fault != roster.fault:
        notices.roster_left_out(desk, roster, expansion.left_out)
    roster.fault = fault
    await _place(desk, roster, expansion)


async def failed(desk: Desk, roster: Roster, fault: str, last_good: Expansion) -> None:
    """The last good one stays in use. Told once, until it is good again."""
    log.warning("roster_failed", roster=roster.name, fault=fault)
    if roster.fault is None:
        notices.roster_failed(desk, roster)
    roster.fault = fault
    roster.due_at = desk.now() + POLLED
    await _place(desk, roster, last_good)


async def _place(desk: Desk, roster: Roster, expansion: Expansion) -> None:
    people = {one.badge: one for one in _staff(desk.directory).values() if one.badge}
    grids = {grid.code: grid for grid in desk.directory.grids.values()}
    since = span(desk.now())[0]
    # Who has left between the reading and now is left out.
    shifts = [one for one in expansion.shifts if one.badge in people]
    if await replace(desk.session, desk.station, roster, shifts, people, grids, since):
        arrivals.changed(desk)


async def replace(
    session: AsyncSession,
    station: Station,
    roster: Roster,
    listed: Iterable[Listed],
    people: Mapping[str, Person],
    grids: Mapping[str, Grid],
    since: datetime,
) -> int:
    """Its shifts from `since` on. What was before stays as it was. Returns how many changed."""
    wanted = Counter(_facts(one, people, grids) for one in listed)
    gone, new = await shift_rows.replace(
        session,
        station,
        wanted,
        Shift.roster_id == roster.id,
        Shift.ends_at > since,
        roster_id=roster.id,
    )
    return len(gone) + len(new)


async def drop(session: AsyncSession, roster: Roster) -> None:
    """With its shifts."""
    theirs = select(Shift.id).where(Shift.roster_id == roster.id)
    await session.execute(delete(ShiftGrid).where(ShiftGrid.shift_id.in_(theirs)))
    await session.execute(delete(Shift).where(Shift.roster_id == roster.id))
    await session.delete(roster)


async def go_on(desk: Desk) -> None:
    """Another day: what is past concerns nobody any more, and is forgotten after a year."""
    desk.station.shifts_from = desk.now() - BEHIND
    arrivals.changed(desk)
    before = desk.now() - KEPT
    old = select(Shift.id).where(
        Shift.station_id == desk.station.id, Shift.roster_id.is_not(None), Shift.ends_at < before
    )
    await desk.session.execute(delete(ShiftGrid).where(ShiftGrid.shift_id.in_(old)))
    await desk.session.execute(delete(Shift).where(Shift.id.in_(old)))
    await desk.session.execute(
        delete(ShiftChange).where(
            ShiftChange.station_id == desk.station.id, ShiftChange.ends_at < before
        )
    )
    await desk.session.execute(
        delete(Handover).where(Handover.station_id == desk.station.id, Handover.done_at < before)
    )


def is_another_day(station: Station, now: datetime) -> bool:
    """Also when the clock was put back."""
    since = station.shifts_from
    return since is None or not since <= now - BEHIND < since + RENEWED


def _facts(one: Listed, people: Mapping[str, Person], grids: Mapping[str, Grid]) -> Facts:
    return Facts(
        people[one.badge].id,
        one.position,
        None if one.grids is None else frozenset(grids[code].id for code in one.grids),
        one.starts_at,
        one.ends_at,
        one.uid,
    )


def _staff(directory: Directory) -> dict[int, Person]:
    """Also who has lost their phone: that isn't the roster's matter."""
    return {**directory.staff, **directory.suspended_staff}
