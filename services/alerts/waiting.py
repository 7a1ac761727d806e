"""What waits for a second person is looked after, so that none of it is lost without a word."""

from datetime import datetime

import structlog
from sqlalchemy import select

from models.alert import Alert, AlertRun, AlertState
from models.exchange import Exchange
from services.alerts import approving, broadcasting, hearer, scheduling
from services.desk import Desk
from services.notices import alert_progress as notices

log = structlog.get_logger()


async def look_after(desk: Desk, alert_id: int) -> None:
    """What nobody has approved in time is on record, and its author and who might have hear of it
    once. Where none of those who were asked is on the list any more, the others are."""
    alert = await desk.session.get_one(
        Alert, alert_id, with_for_update=True, populate_existing=True
    )
    if alert.state is not AlertState.SUBMITTED or alert.asked_at is None:
        return
    if scheduling.is_past(desk, alert):
        await _lapse(desk, alert)
    elif approving.others(desk, alert) and not await _may_answer(desk, alert, alert.asked_at):
        await approving.ask_others(desk, alert)


async def _lapse(desk: Desk, alert: Alert) -> None:
    due = _due(desk, alert)
    known = select(AlertRun.id).where(AlertRun.alert_id == alert.id, AlertRun.due_at == due)
    if await desk.session.scalar(known) is not None:
        return
    run = broadcasting.missed_run(desk, alert, due)
    desk.add(run)
    log.warning("alert_lapsed", alert=alert.number, due=due.isoformat())
    told = {}
    if (hears := hearer.of(desk, alert)) is not None:
        told[hears.address.id] = hears
    for person, address in approving.others(desk, alert):
        told.setdefault(address.id, hearer.Hearer(address, person.language, person))
    for one in told.values():
        notices.lapsed(desk, alert, run, one)


def _due(desk: Desk, alert: Alert) -> datetime:
    """When it was to go out last."""
    due = scheduling.due_of(alert)
    if scheduling.goes_by_calendar(alert):
        while (later := scheduling.following(desk, alert, due)) is not None:
            due = later
    return due


async def _may_answer(desk: Desk, alert: Alert, asked_at: datetime) -> bool:
    """Whether anybody who was asked is still on the list."""
    theirs = [address.id for _, address in approving.others(desk, alert)]
    asked = await desk.session.scalars(
        select(Exchange.values)
        .where(Exchange.address_id.in_(theirs), Exchange.at >= asked_at)
        .where(Exchange.template == "alert_preview", Exchange.person_id.is_not(None))
    )
    return any((values or {}).get("number") == alert.number for values in asked)
