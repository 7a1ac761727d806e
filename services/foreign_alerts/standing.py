"""What a message follows: the alerts of its series, which of them were read, which only wait."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models.alert import Alert, AlertRun, AlertState, RunState
from models.imported import ImportedMessage
from services.alerts import scheduling, series
from services.desk import Desk

OPEN = (AlertState.DRAFT, AlertState.SUBMITTED, AlertState.SCHEDULED)


@dataclass(frozen=True)
class Standing:
    """`begun` went out; `waiting` are to be approved; `planned` will go out. `over`: one of them
    has taken the alert back."""

    root: Alert
    begun: list[Alert]
    waiting: list[Alert]
    planned: list[Alert]
    over: bool

    @property
    def newest(self) -> Alert:
        return (self.begun or [self.root])[-1]

    @property
    def adopted(self) -> Alert | None:
        """What somebody here has taken back into their own hands, and nobody has read yet."""
        is_ours = self.root.imported is None and self.root.state in OPEN
        return self.root if is_ours and not self.begun else None


async def followed(desk: Desk, rows: Sequence[ImportedMessage]) -> Standing | None:
    """Of these messages the first that became an alert that wasn't dropped."""
    for row in sorted(rows, key=lambda one: one.sent, reverse=True):
        if row.alert_id is None:
            continue
        alert = await desk.session.get_one(Alert, row.alert_id)
        if alert.state is not AlertState.DISCARDED:
            return await of(desk, alert)
    return None


async def of(desk: Desk, alert: Alert) -> Standing:
    found = await series.locked(desk, alert)
    ids = select(AlertRun.alert_id).where(
        AlertRun.alert_id.in_([one.id for one in found]), AlertRun.state != RunState.MISSED
    )
    ran = set(await desk.session.scalars(ids))
    return Standing(
        root=next(one for one in found if one.id == series.root_of(alert)),
        begun=[one for one in found if one.id in ran],
        waiting=[one for one in found if one.state is AlertState.SUBMITTED],
        planned=[one for one in found if one.state is AlertState.SCHEDULED and one.id not in ran],
        over=any(one.kind in series.ENDING and one.state in series.RELEASED for one in found),
    )


async def withdraw(desk: Desk, alerts: Sequence[Alert]) -> None:
    """Nobody has read them, and nobody does."""
    for one in alerts:
        await scheduling.call_off(desk, one)
