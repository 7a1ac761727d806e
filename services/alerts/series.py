"""A series: an alert, and what follows it. All of it bears the id of the first (`root_id`)."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from models.alert import Alert, AlertKind, AlertRun, AlertState, RunState
from models.exchange import Delivery, Exchange, Operation, Purpose
from services.desk import Desk

REACHED = (Delivery.DONE, Delivery.UNKNOWN, Delivery.SENDING)
ENDING = (AlertKind.CANCEL, AlertKind.ALL_CLEAR)
RELEASED = (AlertState.SCHEDULED, AlertState.ENDED)


def root_of(alert: Alert) -> int:
    return alert.root_id or alert.id


def others(alert: Alert) -> Select[int]:
    """The ids of the series' other alerts."""
    root = root_of(alert)
    return select(Alert.id).where(
        Alert.id != alert.id, (Alert.root_id == root) | (Alert.id == root)
    )


def runs_of_others(alert: Alert) -> Select[int]:
    return select(AlertRun.id).where(AlertRun.alert_id.in_(others(alert)))


def brought(alert: Alert) -> tuple[ColumnElement[bool], ...]:
    """Of an Exchange: it brought somebody another alert of the series, or may have."""
    return (
        Exchange.run_id.in_(runs_of_others(alert)),
        Exchange.purpose == Purpose.ALERT,
        Exchange.operation.in_((Operation.SEND, Operation.COPY)),
        Exchange.delivery.in_(REACHED),
    )


def is_heard(one: type[Alert]) -> ColumnElement[bool]:
    """It has gone out, or is to: what was missed says nothing to anybody."""
    ran = select(AlertRun.id).where(AlertRun.alert_id == one.id, AlertRun.state != RunState.MISSED)
    is_released = one.state.in_(RELEASED)
    return and_(is_released, or_(one.next_at.is_not(None), ran.correlate(one).exists()))


def is_held() -> ColumnElement[bool]:
    """Of an Alert: one that was released after it is still to go out. Till then it keeps its
    calendar, and nothing of it goes out: that one may be taken back."""
    later = aliased(Alert)
    root = func.coalesce(Alert.root_id, Alert.id)
    released = or_(later.at > Alert.at, and_(later.at == Alert.at, later.id > Alert.id))
    return (
        select(later.id)
        .where(later.root_id == root, later.id != Alert.id, released)
        .where(later.state == AlertState.SCHEDULED, later.next_at.is_not(None))
        .correlate(Alert)
        .exists()
    )


async def locked(desk: Desk, alert: Alert) -> Sequence[Alert]:
    """The series, oldest first, the alert itself included, as it stands now. Whoever else asks
    for it waits. To be locked before any of it is locked by itself: else two wait for each
    other."""
    root = root_of(alert)
    found = await desk.session.scalars(
        select(Alert)
        .where((Alert.root_id == root) | (Alert.id == root))
        .where(Alert.station_id == desk.station.id)
        .order_by(Alert.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(found)


async def is_waiting(desk: Desk, alert: Alert) -> bool:
    """For what was released after it."""
    mine = select(Alert.id).where(Alert.id == alert.id, is_held())
    return await desk.session.scalar(mine) is not None


async def is_followed(desk: Desk, alert: Alert) -> bool:
    """Whether a later one of the series has been released: its words count from then on."""
    later = select(Alert.id).where(
        Alert.id.in_(others(alert)), Alert.id > alert.id, is_heard(Alert)
    )
    return await desk.session.scalar(later.limit(1)) is not None


async def has_begun(desk: Desk, alert: Alert) -> bool:
    """Whether any of the series, the alert itself included, has gone out to anybody."""
    begun = (
        select(AlertRun.id)
        .where(AlertRun.alert_id.in_(others(alert)) | (AlertRun.alert_id == alert.id))
        .where(AlertRun.state != RunState.MISSED)
    )
    return await desk.session.scalar(begun.limit(1)) is not None
