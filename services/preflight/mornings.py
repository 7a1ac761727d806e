"""When the pre-flight runs by itself: once on each local day, at the station's hour.

An hour that the clocks leave out that day comes when they have moved on; of one that they show
twice, the first counts (services/local_time.py). A day on which nobody ran at that hour or later is
left out: the next one looks at the same things.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from models.station import Station
from services.desk import Desk
from services.local_time import begins_each_time

HOUR = "07:30"
AGAIN = timedelta(minutes=5)
DAY = timedelta(days=1)


def is_due(station: Station, now: datetime) -> bool:
    """Also where the next time has to be found anew: the hour was changed, the clock put back."""
    due = station.check_due_at
    return due is None or due <= now or due > _on(station, _today(station, now) + DAY)


async def must_check(desk: Desk) -> bool:
    """Whether it is to be done now; if it isn't, the next time is written down."""
    station, now = desk.station, desk.now()
    due = await _due(desk)
    today = _on(station, _today(station, now))
    if due is not None and due <= now and today <= now:
        return True
    station.check_due_at = today if today > now else _on(station, _today(station, now) + DAY)
    return False


async def done(desk: Desk, begun: datetime) -> bool:
    """In the transaction that tells what was found. False: somebody else has done it."""
    due = await _due(desk)
    if due is None or due > desk.now():
        return False
    desk.station.check_due_at = _on(desk.station, _today(desk.station, begun) + DAY)
    return True


def postpone(desk: Desk) -> None:
    """The channel couldn't be asked, and nothing could be told there either."""
    desk.station.check_due_at = desk.now() + AGAIN


async def _due(desk: Desk) -> datetime | None:
    """As it is now, and nobody else changes it until the transaction ends."""
    mine = select(Station.check_due_at).where(Station.id == desk.station.id)
    due: datetime | None = await desk.session.scalar(mine.with_for_update())
    return due


def _today(station: Station, now: datetime) -> date:
    return now.astimezone(ZoneInfo(station.timezone)).date()


def _on(station: Station, day: date) -> datetime:
    hour = time.fromisoformat(station.morning_check or HOUR)
    return begins_each_time(datetime.combine(day, hour), ZoneInfo(station.timezone))
