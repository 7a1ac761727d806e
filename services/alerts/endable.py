"""The alerts that a ready-made all-clear can put an end to."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from models.alert import Alert, AlertKind, AlertRun, Category, RunState
from services.alert_library import Follows
from services.alerts import series
from services.desk import Desk
from services.notices.alerts import CAPTIONED

MOST = 12
LATELY = timedelta(days=7)  # ended by itself, it may still be said to be over


async def find(desk: Desk, follows: Follows) -> list[Alert]:
    """Of each series that has gone out and wasn't ended the newest, newest first. Whoever is looked
    for may be found long after their alert has expired; of others only what still holds, or did
    lately."""
    found = await desk.session.scalars(
        select(Alert)
        .where(Alert.station_id == desk.station.id, Alert.state.in_(series.RELEASED))
        .where(Alert.kind.in_((AlertKind.ALERT, AlertKind.UPDATE)), ~_is_over())
        .where(_looks_for_somebody() if follows is Follows.MISSING else _holds(desk))
        .where(_has_begun())
        .order_by(Alert.id.desc())
        .limit(10 * MOST)
    )
    return _newest(found)[:MOST]


def _newest(found: Iterable[Alert]) -> list[Alert]:
    newest: dict[int, Alert] = {}
    for alert in found:
        newest.setdefault(series.root_of(alert), alert)
    return list(newest.values())


def _is_over() -> ColumnElement[bool]:
    ending = aliased(Alert)
    root = func.coalesce(Alert.root_id, Alert.id)
    return (
        select(ending.id)
        .where(ending.root_id == root, ending.kind.in_(series.ENDING))
        .where(series.is_heard(ending))
        .correlate(Alert)
        .exists()
    )


def _has_begun(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    mine = (AlertRun.alert_id == Alert.id, AlertRun.state != RunState.MISSED, *where)
    return select(AlertRun.id).where(*mine).correlate(Alert).exists()


def _holds(desk: Desk) -> ColumnElement[bool]:
    return or_(Alert.next_at.is_not(None), _has_begun(AlertRun.expires_at > desk.now() - LATELY))


def _looks_for_somebody() -> ColumnElement[bool]:
    return or_(Alert.category == Category.RESCUE, Alert.content.in_(CAPTIONED))
