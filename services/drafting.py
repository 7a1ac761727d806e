"""Own officers whom a roster drafts elsewhere: whoever keeps it hears of each once."""

from collections import defaultdict

from models.shift import Roster
from services import roster_table
from services.desk import Desk
from services.directory import read_directory
from services.notices import station as notices
from services.spells import Spell


async def warn(desk: Desk, roster: Roster) -> None:
    """Of each officer once, for as long as the roster has other duty for them; again if it had none
    meanwhile."""
    await desk.session.flush()
    if desk.station.revision != desk.directory.revision:
        desk.directory = await read_directory(desk.session, desk.station)
    found: dict[str, list[Spell]] = defaultdict(list)
    for one in roster_table.drafted(desk.directory, desk.now()):
        if one.shift.roster_id == roster.id:
            found[one.person.badge or ""].append(one)
    told = roster.drafted or []
    new = [theirs for badge, theirs in found.items() if badge not in told]
    if new:
        notices.drafted(desk, roster, new)
    roster.drafted = sorted(found)
