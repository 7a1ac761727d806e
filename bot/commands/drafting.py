"""What is said of a roster that is sound, and may yet not be what was meant."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.terminal import tell, words
from services import roster_table
from services.directory import Directory
from services.spells import Spell


def warn(directory: Directory, now: datetime) -> None:
    """Of own officers who are drafted elsewhere, and of years whose workdays aren't known."""
    for one in roster_table.drafted(directory, now):
        own = [directory.grids[id_].name for id_ in directory.grids_of_person[one.person.id]]
        when = span(one.starts_at, one.ends_at, directory.timezone)
        tell(words(f"DRAFTED {who(one)} looks after {', '.join(own)}, is elsewhere {when}"))
    for year in roster_table.unannounced(directory, now):
        tell(
            f"Which weekends are worked in {year} isn't known to this version: update Doorstep, "
            "or name the days under duty.workdays and duty.rest_days."
        )


def span(begins: datetime, ends: datetime, zone: ZoneInfo) -> str:
    return f"{begins.astimezone(zone):%m-%d %H:%M} to {ends.astimezone(zone):%m-%d %H:%M}"


def who(one: Spell) -> str:
    return f"{one.person.badge} {one.person.name}"
