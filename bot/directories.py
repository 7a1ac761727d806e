"""The station's directory, remembered between transactions until its revision changes."""

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.complaints import ConfigurationError
from bot.leader import Leadership, LeadershipLost
from models.journal import Leadership as LeadershipRow
from models.station import Station
from services.desk import Desk
from services.directory import Directory, read_directory

# The statements are built once: building one costs as much as running it.
STATION = select(Station).where(Station.bot_id == bindparam("bot_id"))
LED_STATION = (
    select(Station, LeadershipRow.epoch)
    .join(LeadershipRow, LeadershipRow.bot_id == Station.bot_id)
    .where(Station.bot_id == bindparam("bot_id"))
    .with_for_update(read=True, of=LeadershipRow)
)


class Directories:
    """One per bot. A transaction that rolled back leaves no trace here.

    With a leadership, nothing is read for a leader who was cut off: the next one counts the
    epoch up, and waits for the transactions that have read it here (so its courier finds all
    that they wrote).
    """

    def __init__(self, bot_id: int, leadership: Leadership | None = None) -> None:
        self._bot_id, self._leadership = bot_id, leadership
        self._known: Directory | None = None

    async def read(self, session: AsyncSession) -> tuple[Station, Directory]:
        """As of this session's transaction: one small query while nothing has changed."""
        if self._leadership is None:
            station = await session.scalar(STATION, {"bot_id": self._bot_id})
        else:
            station = await _as_leader(session, self._leadership)
        if station is None:
            raise ConfigurationError(
                "No station is loaded for this bot: run 'doorstep load FILE' first."
            )
        if self._known is not None and self._known.revision == station.revision:
            return station, self._known
        return station, await read_directory(session, station)

    async def look(self, session: AsyncSession) -> Station:
        """The station's row alone, for whoever writes nothing upon it."""
        return (await session.scalars(STATION, {"bot_id": self._bot_id})).one()

    def remember(self, directory: Directory) -> None:
        """After a commit."""
        self._known = directory

    async def renew(self, desk: Desk) -> None:
        """What one update changed (a group that moved, an officer who came), the next one of
        the same batch sees."""
        if desk.station.revision != desk.directory.revision:
            await desk.session.flush()
            desk.directory = await read_directory(desk.session, desk.station)


async def _as_leader(session: AsyncSession, leadership: Leadership) -> Station | None:
    """The next leader can't count up before this transaction has ended."""
    found = (await session.execute(LED_STATION, {"bot_id": leadership.bot_id})).one_or_none()
    if found is None:
        return None
    if found.epoch != leadership.epoch:
        raise LeadershipLost
    return found[0]
