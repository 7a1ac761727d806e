"""What an update, a cancellation or an all-clear does to what it follows.

Once it is released (handed in, or approved) nothing of the earlier ones goes out any more. Once it
goes out itself, their pins come down, and their authors see where they stopped.
"""

from collections.abc import Sequence

from sqlalchemy import select

from models.alert import Alert, AlertRun, AlertState, RunState
from services.alerts import closing, progress, rows, series
from services.desk import Desk
from services.errors import AlertOver

UNSENT = (AlertState.DRAFT, AlertState.SUBMITTED)


async def must_be_open(desk: Desk, alert: Alert) -> Sequence[Alert]:
    """The series of a follow-up. Raises AlertOver where another has ended it already."""
    if alert.root_id is None:
        return ()
    found = await series.locked(desk, alert)
    for one in found:
        is_other = one.id != alert.id
        if is_other and one.kind in series.ENDING and one.state in series.RELEASED:
            raise AlertOver(number=found[0].number)
    return found


async def supersede(desk: Desk, alert: Alert, found: Sequence[Alert]) -> None:
    """The others' calendars end, and what is queued of them isn't sent. What takes an alert back
    takes drafts of further updates with it."""
    for one in found:
        if one.id == alert.id:
            continue
        if one.state in series.RELEASED:
            await _end(desk, one)
        elif alert.kind in series.ENDING and one.state in UNSENT:
            one.state, one.next_at = AlertState.DISCARDED, None


async def take_over(desk: Desk, alert: Alert) -> None:
    """It goes out: the pins of the others come down."""
    if alert.root_id is None:
        return
    for one in await _open_runs(desk, alert):
        followed = await desk.session.get_one(Alert, one.alert_id)
        await closing.take_down(desk, one)
        await progress.show(desk, followed, one, await progress.counted(desk, one))


async def _end(desk: Desk, alert: Alert) -> None:
    mine = select(AlertRun).where(AlertRun.alert_id == alert.id).with_for_update()
    runs = list(await desk.session.scalars(mine))
    for run in runs:
        if run.is_under_way:
            await rows.halt(desk, run)
    begun = any(run.state is not RunState.MISSED for run in runs)
    alert.state = AlertState.ENDED if begun else AlertState.DISCARDED
    alert.next_at = None


async def _open_runs(desk: Desk, alert: Alert) -> list[AlertRun]:
    """Those of the others whose time isn't over."""
    found = await desk.session.scalars(
        select(AlertRun)
        .where(AlertRun.alert_id.in_(series.others(alert)), AlertRun.closed_at.is_(None))
        .order_by(AlertRun.id)
        .with_for_update()
    )
    return list(found)
