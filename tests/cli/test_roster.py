"""doorstep roster: the next days, calendars in and out."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from models.shift import Roster, Shift
from models.station import Station
from services.clock import SystemClock
from services.directory import Directory, read_directory
from services.duty import on_duty
from services.roster_table import drafted
from tests.cli.terminal import Terminal
from tests.street import GRID, MORNING, Street

MINE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:test
BEGIN:VEVENT
UID:1
DTSTART:{day}T000000Z
DTEND:{day}T120000Z
RRULE:FREQ=DAILY;COUNT=30
SUMMARY:0002 Carol
CATEGORIES:backup
LOCATION:Maple Street
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:{day}T000000Z
DTEND:{day}T120000Z
SUMMARY:Team lunch
END:VEVENT
END:VCALENDAR
"""


def yesterday() -> datetime:
    """Commands ask the machine's clock."""
    return SystemClock().now().astimezone(UTC) - timedelta(days=1)


async def a_station(street: Street) -> None:
    """Ben's days repeat and leave the nights; he keeps Oak Lane, where Carol always is."""
    street.grid(GRID)
    street.grid("Oak Lane")
    street.officer("Ben", grids=["grid-1"])
    street.officer("Carol", grids=["grid-2"])
    street.file["people"][0]["grids"] = ["grid-2"]
    day = f"{yesterday():%Y-%m-%d}"
    repeats = {"from": f"{day}T08:00", "to": f"{day}T20:00", "repeat": "FREQ=DAILY"}
    street.file["shifts"][0] |= repeats
    await street.open.wait()
    await street.quiet()


async def looked(street: Street) -> Directory:
    async with street.record() as session:
        station = (await session.scalars(select(Station))).one()
        return await read_directory(session, station)


@pytest.mark.parametrize(
    ("begins", "ends", "is_drafted"),
    [
        ("2026-11-23T20:00", "2026-11-24T10:00", True),
        ("2026-11-21T20:00", "2026-11-23T12:00", True),
        ("2026-11-24T20:00", "2026-11-25T08:00", False),
        ("2026-11-27T20:00", "2026-11-28T12:00", False),
    ],
    ids=["into Tuesday", "over the weekend", "a night", "into Saturday"],
)
async def test_who_is_drafted_on_any_day_of_a_long_shift(
    street: Street, begins: str, ends: str, is_drafted: bool
) -> None:
    await a_station(street)
    street.file["shifts"][0] = {"badge": "0001", "position": "main", "grids": ["grid-1"]}
    street.file["shifts"][0] |= {"from": begins, "to": ends}
    await street.reload()
    found = drafted(await looked(street), MORNING)
    assert [one.person.name for one in found] == ["Ben"] * is_drafted


async def test_the_next_days_with_gaps_double_bookings_and_hours(
    street: Street, terminal: Terminal
) -> None:
    await a_station(street)
    street.file["shifts"].append({"badge": "0002", "position": "backup", "grids": ["grid-1"]})
    street.file["shifts"][-1] |= {"from": "2026-01-01T09:00", "to": "2036-01-01T10:00"}
    await street.reload()
    shown = await terminal.doorstep("roster")
    assert shown.status == 1
    assert re.search(r"DOUBLE  0002 Carol: main and backup, ", shown.out)
    assert "GAP" not in shown.out
    assert re.search(r"DRAFTED 0001 Ben looks after Oak Lane, is elsewhere ", shown.out)
    assert re.search(r"08:00-20:00 Ben.*00:00-24:00 Carol", shown.out)
    assert re.search(r"0001 Ben +│ 168\.0", shown.out)
    del street.file["shifts"][-1]
    await street.reload()
    shown = await terminal.doorstep("roster")
    assert "DOUBLE" not in shown.out
    assert re.search(r"GAP     Maple Street: nobody, \S+ 20:00 to \S+ 00:00", shown.out)
    street.file["people"][0]["name"] = "Benjamin"
    loaded = await terminal.doorstep("load", str(street.write_file()))
    assert "DRAFTED 0001 Benjamin looks after Oak Lane" in loaded.out


async def test_a_calendar_comes_in_and_goes_out_as_it_was(
    street: Street, terminal: Terminal, tmp_path: Path
) -> None:
    await a_station(street)
    file = tmp_path / "duty.ics"
    file.write_text(MINE.format(day=f"{yesterday():%Y%m%d}"), encoding="utf-8")
    result = await terminal.doorstep("roster", "import", str(file))
    # By the hour, yesterday's has been over for a day.
    assert re.search(r"duty: (29|30) shifts in the next 60 days\.", result.out)
    assert 'LEFT OUT  The entry "Team lunch"' in result.out
    assert re.search("duty +│ import", (await terminal.doorstep("roster", "feed")).out)
    before = await looked(street)
    for badge in ([], ["0001"]):
        name = tmp_path / f"roster-{badge[0] if badge else 'station'}.ics"
        assert str(name.name) in (await terminal.doorstep("roster", "export", *badge)).out
        assert ("Carol" in name.read_text(encoding="utf-8")) is not bool(badge)
    street.file["shifts"] = [{"badge": "0001", "position": "leader", "grids": "all"}]
    street.file["shifts"][0] |= {"from": "2020-01-01T00:00", "to": "2020-01-02T00:00"}
    await street.reload()
    assert (await terminal.doorstep("roster", "drop", "duty")).status == 0
    back = await terminal.doorstep("roster", "import", str(tmp_path / "roster-station.ics"))
    assert back.status == 0, back.out
    after = await looked(street)
    now = SystemClock().now()
    for hour in range(1, 20 * 24, 5):
        for grid_id in before.grids:
            at = now + timedelta(hours=hour)
            assert _names(after, grid_id, at) == _names(before, grid_id, at)


def _names(directory: Directory, grid_id: int, at: datetime) -> dict[str, set[str]]:
    found = on_duty(directory, grid_id, at)
    return {position: {one.name for one in people} for position, people in found.items()}


async def test_what_is_no_roster_changes_nothing(
    street: Street, terminal: Terminal, tmp_path: Path
) -> None:
    await a_station(street)
    file = tmp_path / "duty.ics"
    file.write_text("<html>", encoding="utf-8")
    for arguments in (["import", str(file)], ["feed", "night", "https://127.0.0.1/duty.ics"]):
        result = await terminal.doorstep("roster", *arguments)
        assert result.status == 1
        assert result.out.startswith("Nothing was changed. ")
    assert (await terminal.doorstep("roster", "drop", "station file")).status == 1
    async with street.record() as session:
        assert len((await session.scalars(select(Roster))).all()) == 1
        assert (await session.scalars(select(Shift).where(Shift.roster_id.is_not(None)))).first()
