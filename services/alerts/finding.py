"""Finding an alert of this station."""

from sqlalchemy import select

from models.alert import Alert
from services.desk import Desk


async def by_id(desk: Desk, alert_id: int) -> Alert | None:
    found = await desk.session.get(Alert, alert_id)
    return found if found is not None and found.station_id == desk.station.id else None


async def by_number(desk: Desk, number: str) -> Alert | None:
    """By the number that people read out; small letters will do."""
    mine = Alert.station_id == desk.station.id
    return await desk.session.scalar(select(Alert).where(mine, Alert.number == number.upper()))


async def newest(desk: Desk, limit: int) -> list[Alert]:
    """The last that were written, newest first."""
    mine = select(Alert).where(Alert.station_id == desk.station.id)
    return list(await desk.session.scalars(mine.order_by(Alert.id.desc()).limit(limit)))
