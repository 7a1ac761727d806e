"""Alerts that are being written: begun, found again, discarded. Only its author writes one."""

from dataclasses import dataclass

from sqlalchemy import select

from models.alert import (
    Alert,
    AlertRun,
    AlertState,
    AlertUrgency,
    Certainty,
    Severity,
)
from services.alerts import scheduling
from services.alerts.audience import Audience
from services.desk import Desk
from services.errors import AlertNotDraft, NotYours, OutdatedButton

FLASH_MINUTES = 6 * 60
OPEN = (AlertState.DRAFT, AlertState.SUBMITTED)
MOST_SHOWN = 12


def begin(desk: Desk) -> Alert:
    scheduling.must_write(desk)
    alert = Alert(
        station_id=desk.station.id,
        author_id=desk.me.id,
        at=desk.now(),
        state=AlertState.DRAFT,
        words={},
        values={},
        voices={},
        audience=Audience().dump(),
        urgency=AlertUrgency.EXPECTED,
        valid_minutes=24 * 60,
    )
    desk.add(alert)
    return alert


def begin_flash(desk: Desk) -> Alert:
    """Of danger now: to the whole station, by night too, and pinned."""
    alert = begin(desk)
    alert.urgency, alert.severity = AlertUrgency.IMMEDIATE, Severity.EXTREME
    alert.certainty, alert.valid_minutes = Certainty.OBSERVED, FLASH_MINUTES
    return alert


def is_flash(alert: Alert) -> bool:
    return alert.is_urgent and alert.severity is Severity.EXTREME and alert.rule is None


async def known(desk: Desk, alert_id: int) -> Alert:
    """An alert of this station. Raises NotYours, or OutdatedButton."""
    scheduling.must_write(desk)
    alert = await desk.session.get(Alert, alert_id)
    if alert is None or alert.station_id != desk.station.id:
        raise OutdatedButton
    return alert


async def mine(desk: Desk, alert_id: int) -> Alert:
    """One that the actor is writing. Raises NotYours, OutdatedButton, AlertNotDraft."""
    alert = await known(desk, alert_id)
    if alert.author_id != desk.me.id:
        raise NotYours
    if alert.state is not AlertState.DRAFT:
        raise AlertNotDraft(number=alert.number)
    return alert


@dataclass(frozen=True)
class OpenAlerts:
    """Newest first, so many of each as fit: the actor's own drafts and what they submitted, what
    others submitted, whatever is still to go out, and what has gone out and still holds."""

    own: list[Alert]
    others: list[Alert]
    to_come: list[Alert]
    out: list[Alert]


async def open_ones(desk: Desk) -> OpenAlerts:
    scheduling.must_write(desk)
    is_to_come = (Alert.state == AlertState.SCHEDULED) & Alert.next_at.is_not(None)
    holds = select(AlertRun.alert_id).where(
        AlertRun.station_id == desk.station.id, AlertRun.closed_at.is_(None)
    )
    running = set(await desk.session.scalars(holds))
    found = await desk.session.scalars(
        select(Alert)
        .where(Alert.station_id == desk.station.id)
        .where(Alert.state.in_(OPEN) | is_to_come | Alert.id.in_(holds))
        .order_by(Alert.id.desc())
    )
    alerts = list(found)
    unsent = [one for one in alerts if one.state in OPEN]
    to_come = [one for one in alerts if scheduling.is_to_come(desk, one)]
    own = [one for one in unsent if one.author_id == desk.me.id]
    others = [one for one in unsent if one.state is AlertState.SUBMITTED and one not in own]
    shown = [*unsent, *to_come]
    out = [one for one in alerts if one.id in running and one not in shown]
    return OpenAlerts(*(part[:MOST_SHOWN] for part in (own, others, to_come, out)))


async def discard(desk: Desk, alert_id: int) -> Alert:
    alert = await mine(desk, alert_id)
    alert.state, alert.next_at = AlertState.DISCARDED, None
    return alert
