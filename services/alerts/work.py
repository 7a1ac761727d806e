"""What there is to do about alerts at this moment. Four looks at partial indexes, mostly empty."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.alert import Alert, AlertRun, AlertState
from models.station import Station
from services import calendar_rule
from services.alerts import series
from services.alerts.policy import policy_of


@dataclass(frozen=True)
class Work:
    """Ids: alerts that are due, runs under way, runs that no longer hold, and alerts that wait for
    a second person, none of whom has been asked."""

    due: list[int]
    under_way: list[int]
    over: list[int]
    unasked: list[int]


async def find(session: AsyncSession, station: Station, now: datetime) -> Work:
    due = await session.scalars(
        select(Alert)
        .where(Alert.station_id == station.id, Alert.next_at <= now)
        .where(Alert.state == AlertState.SCHEDULED, ~series.is_held())
        .order_by(Alert.next_at)
    )
    runs = await session.execute(
        select(AlertRun.id, AlertRun.ended_at, AlertRun.expires_at).where(
            AlertRun.station_id == station.id, AlertRun.closed_at.is_(None)
        )
    )
    open_runs = list(runs)
    unasked = await session.scalars(
        select(Alert.id)
        .where(Alert.station_id == station.id, Alert.state == AlertState.SUBMITTED)
        .where(Alert.asked_at.is_(None), Alert.imported.is_(None))
        .order_by(Alert.id)
    )
    return Work(
        due=[alert.id for alert in due if not _waits(station, alert, now)],
        under_way=[run.id for run in open_runs if run.ended_at is None],
        over=[run.id for run in open_runs if run.ended_at is not None and run.expires_at <= now],
        unasked=list(unasked),
    )


async def submitted(session: AsyncSession, station: Station) -> list[int]:
    """What waits for a second person who was asked. Of another authority's alert its message tells
    when it is over."""
    found = await session.scalars(
        select(Alert.id)
        .where(Alert.station_id == station.id, Alert.state == AlertState.SUBMITTED)
        .where(Alert.asked_at.is_not(None), Alert.imported.is_(None))
        .order_by(Alert.id)
    )
    return list(found)


def _waits(station: Station, alert: Alert, now: datetime) -> bool:
    """What can wait waits for the morning, while it still holds then: nothing is to be done about
    it until then."""
    if alert.is_urgent or alert.next_at is None:
        return False
    zone = ZoneInfo(station.timezone)
    morning = calendar_rule.after_quiet_hours(now, policy_of(station).quiet, zone)
    return now < morning < alert.next_at + timedelta(minutes=alert.valid_minutes)
