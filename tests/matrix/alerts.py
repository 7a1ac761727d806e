"""Alerts to press buttons of: one for each state in which a button has something to do."""

from datetime import timedelta
from typing import Any

from models.address import Address
from models.alert import Alert, AlertRun, AlertState, RunState
from models.exchange import Delivery, Direction, Exchange, Operation, Priority, Purpose
from services.desk import Desk

WORDS = {code: {"headline": "Heading", "text": "Text"} for code in ("en", "zh_Hans")}
WEEKLY = {"repeat": "week", "time": "09:00", "weekdays": ["mon"], "weeks": 1}
MONTHLY = {"repeat": "month", "time": "09:00", "day": 1}


def make_alerts(
    desk: Desk, author_id: int, another_id: int, group: Address
) -> tuple[dict[str, int], dict[str, int]]:
    """The ids of alerts, and of runs of one."""
    draft = _alert(desk, author_id)
    alerts = {
        "draft": draft,
        "weekly": _alert(desk, author_id, rule=WEEKLY),
        "monthly": _alert(desk, author_id, rule=MONTHLY),
        "own": _alert(desk, author_id, state=AlertState.SUBMITTED, asked_at=desk.now()),
        "submitted": _alert(desk, another_id, state=AlertState.SUBMITTED, asked_at=desk.now()),
    }
    states = {
        "sending": RunState.SENDING,
        "paused": RunState.PAUSED,
        "done": RunState.DONE,
    }
    runs = {name: _run(desk, alerts["own"], state) for name, state in states.items()}
    desk.add(_row(desk, runs["done"], group, Delivery.FAILED))
    for name in ("sending", "paused"):  # The clock ends a run of which nothing is under way.
        desk.add(_row(desk, runs[name], group, Delivery.SENDING))
    return (
        {name: alert.id for name, alert in alerts.items()},
        {name: run.id for name, run in runs.items()},
    )


def _alert(desk: Desk, author_id: int, **columns: Any) -> Alert:
    alert = Alert(
        station_id=desk.station.id, author_id=author_id, at=desk.now(), words=WORDS, **columns
    )
    desk.add(alert)
    return alert


def _run(desk: Desk, alert: Alert, state: RunState) -> AlertRun:
    """Each was due a second later than the one before: two can't be due at once."""
    order = list(RunState).index(state)
    run = AlertRun(
        station_id=desk.station.id,
        alert_id=alert.id,
        state=state,
        due_at=desk.now() + timedelta(seconds=order),
        started_at=desk.now(),
        expires_at=desk.now() + timedelta(days=1),
        salt="00" * 16,
        written=True,
    )
    desk.add(run)
    return run


def _row(desk: Desk, run: AlertRun, group: Address, delivery: Delivery) -> Exchange:
    return Exchange(
        station_id=desk.station.id,
        direction=Direction.OUT,
        address_id=group.id,
        at=desk.now(),
        purpose=Purpose.ALERT,
        operation=Operation.SEND,
        template="flash_heading",
        values={},
        language="en",
        run_id=run.id,
        priority=Priority.BROADCAST,
        delivery=delivery,
    )
