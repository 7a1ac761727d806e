"""Writing iCalendar texts."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from icalendar import Calendar, Event

from services.directory import Directory
from services.spells import Spell

PRODUCT = "-//Doorstep//Roster//EN"


def new_calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("X-WR-CALNAME", name)
    return calendar


def write(directory: Directory, spells: Iterable[Spell], name: str, now: datetime) -> str:
    """As it really is, with what was changed for once; in UTC, so that no zone is in doubt."""
    calendar = new_calendar(name)
    for one in spells:
        calendar.add_component(_event(directory, one, now))
    return str(calendar.to_ical(), "utf-8")


def _event(directory: Directory, one: Spell, now: datetime) -> Event:
    grids = _grids(directory, one)
    event = Event()
    event.add("UID", f"{one.shift.slot}-{one.starts_at:%Y%m%dT%H%M%SZ}-{one.person.badge}")
    event.add("DTSTAMP", now)
    event.add("SUMMARY", f"{one.person.badge} {one.person.name}")
    event.add("DTSTART", one.starts_at)
    event.add("DTEND", one.ends_at)
    event.add("CATEGORIES", [one.shift.position.value, *(code for code, _ in grids)])
    if grids:
        event.add("LOCATION", ", ".join(name for _, name in grids))
    return event


def _grids(directory: Directory, one: Spell) -> Sequence[tuple[str, str]]:
    """Codes and names; nothing where it is for all."""
    if one.shift.all_grids:
        return ()
    found = [directory.grids[id_] for id_ in directory.grids_of_shift[one.shift.id]]
    return [(grid.code, grid.name) for grid in found]
