"""The feeds that are asked: when each is due, and what is wrong with it."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.imported import AlertFeed
from models.station import Station
from services.desk import Desk
from services.foreign_alerts.sources import Source, feeds_of
from services.notices import foreign_alerts as notices

log = structlog.get_logger()

POLLED = timedelta(minutes=5)


async def of_station(session: AsyncSession, station: Station) -> dict[str, AlertFeed]:
    mine = select(AlertFeed).where(AlertFeed.station_id == station.id)
    return {row.name: row for row in await session.scalars(mine)}


async def due(session: AsyncSession, station: Station, now: datetime) -> list[Source]:
    """Also when the clock was put back."""
    sources = feeds_of(station).sources
    if not sources:
        return []
    known = await of_station(session, station)
    return [one for one in sources if _is_due(known.get(one.name), now)]


async def asked(desk: Desk, source: Source, fault: str | None) -> None:
    """What came of asking. A fault is told once, until the feed is good again."""
    feed = (await of_station(desk.session, desk.station)).get(source.name)
    if feed is None:
        feed = AlertFeed(station_id=desk.station.id, name=source.name, due_at=desk.now())
        desk.add(feed)
    if fault is not None:
        log.warning("alert_feed_failed", feed=source.name, fault=fault)
        if feed.fault is None:
            notices.feed_failed(desk, source.name, feed.good_at)
    else:
        feed.good_at = desk.now()
    feed.fault, feed.due_at = fault, desk.now() + POLLED


def _is_due(feed: AlertFeed | None, now: datetime) -> bool:
    return feed is None or not now < feed.due_at <= now + POLLED
