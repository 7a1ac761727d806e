"""doorstep invite BADGE"""

from sqlalchemy import select

from bot.commands.opening import at_desk
from bot.deep_link import deep_link
from bot.getme import get_me
from bot.settings import Settings
from bot.terminal import moment, tell, words
from models.person import Person
from services import invites


async def invite(settings: Settings, badge: str) -> int:
    """A link that ties whoever opens it first to this badge. It is shown once."""
    username = (await get_me(settings)).username
    async with at_desk(settings) as desk:
        person = await desk.session.scalar(
            select(Person).where(Person.station_id == desk.station.id, Person.badge == badge)
        )
        secret = await invites.create(desk.session, person, desk.now()) if person else None
        known = person is not None and person.id in desk.directory.address_of_person
        until = moment(desk.now() + invites.LASTS, desk.station.timezone)
    if person is None:
        tell(words(f"There is no badge {badge} at this station: see the station file."))
        return 1
    tell(words(f"For {person.name} alone, until {until}, and only once:"))
    tell(deep_link(username, f"invite-{secret}"))
    if known:
        tell(
            "This badge has an account already, which the link replaces. If the station file "
            "names that account (telegram:), take it out there, or the next load brings it back."
        )
    return 0
