"""What is due by now: it goes out, waits for the morning, or was missed."""

from datetime import datetime

import structlog

from models.alert import Alert, AlertState
from services.alerts import broadcasting, hearer, scheduling, series
from services.desk import Desk
from services.notices import alert_progress as notices

log = structlog.get_logger()


async def begin(desk: Desk, alert: Alert) -> None:
    """Begin what is due by now. Of several times that passed while nobody was there, the last
    goes out if it still holds; the others are on record as missed, and the author hears of it. At
    night it stays due until the morning, if it still holds then: it doesn't hold for longer. What
    was taken back or followed since it was found to be due doesn't go out, and keeps its hour."""
    if alert.state is not AlertState.SCHEDULED or await series.is_waiting(desk, alert):
        return
    now, due = desk.now(), alert.next_at
    passed: list[datetime] = []
    while due is not None and due <= now:
        passed.append(due)
        due = scheduling.following(desk, alert, due)
    if not passed:
        return
    last, its_hour = passed[-1], scheduling.at_its_hour(desk, alert, now)
    still_holds = last + scheduling.valid_for(alert) > its_hour
    alert.next_at = last if still_holds and its_hour > now else due
    missed = passed[:-1] if still_holds else passed
    for instant in missed:
        _miss(desk, alert, instant)
    if missed:
        notices.missed(desk, alert, missed, hearer.of(desk, alert))
    if still_holds and its_hour <= now:
        await broadcasting.begin(desk, alert, last)
    await scheduling.end_if_over(desk, alert)


def _miss(desk: Desk, alert: Alert, due: datetime) -> None:
    desk.add(broadcasting.missed_run(desk, alert, due))
    log.warning("alert_missed", alert=alert.number, due=due.isoformat())
