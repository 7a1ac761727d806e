"""doorstep poster CODE"""

from pathlib import Path

from bot import poster as drawing
from bot.commands.opening import at_desk
from bot.deep_link import deep_link
from bot.getme import get_me
from bot.settings import Settings
from bot.terminal import tell, words
from services import visits
from services.desk import Desk
from services.words import harmless


async def poster(settings: Settings, code: str, png: bool, to: Path | None) -> int:
    """A page to print, for a grid, a group or a public place."""
    username = (await get_me(settings)).username
    async with at_desk(settings) as desk:
        visit = visits.called(desk.directory, code)
        page = _poster(desk, visit, username) if visit else None
    if page is None or visit is None:
        tell(words(f"There is no grid, place or group {code}: see the station file."))
        return 1
    if missing := drawing.missing_letters(page):
        tell(words(f"The poster's font lacks these letters, which print as boxes: {missing}"))
    path = to or Path(f"poster-{visit.link}.{'png' if png else 'pdf'}")
    pdf = drawing.as_pdf(page)
    try:
        path.write_bytes(drawing.as_png(pdf) if png else pdf)
    except OSError as error:
        tell(words(f"{path} can't be written: {error.strerror}."))
        return 1
    tell(words(f"{path}: A4, for {visit.name}. The code holds {page.link}"))
    return 0


def _poster(desk: Desk, visit: visits.Visit, username: str) -> drawing.Poster:
    return drawing.Poster(
        station=harmless(desk.station.name),
        about=harmless(visit.name),
        link=deep_link(username, visit.link),
        hotline=desk.station.hotline,
        emergency=desk.station.emergency,
    )
