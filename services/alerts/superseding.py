"""What an update, a cancellation or an all-clear does to what it follows.

Once it is released (handed in, or approved) nothing of the earlier ones goes out any more. Once it
goes out itself, their calendars end, their pins come down, and their authors see where they
stopped: until then it may be taken back, and they go on.
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
    ending = select(Alert.id).where(
        Alert.id.in_(series.others(alert)), Alert.kind.in_(series.ENDING), series.is_heard(Alert)
    )
    if await desk.session.scalar(ending.limit(1)) is not None:
        raise AlertOver(number=found[0].number)
    return found


async def stop(desk: Desk, alert: Alert, found: Sequence[Alert]) -> None:
    """What is queued of the others isn't sent."""
    for one in found:
        if one.id != alert.id:
            await _halt(desk, one)


async def take_over(desk: Desk, alert: Alert) -> None:
    """It goes out: the others end, and their pins come down."""
    if alert.root_id is None:
        return
    await _supersede(desk, alert)
    for one in await _open_runs(desk, alert):
        followed = await desk.session.get_one(Alert, one.alert_id)
        await closing.take_down(desk, one)
        await progress.show(desk, followed, one, await progress.counted(desk, one))


async def _supersede(desk: Desk, alert: Alert) -> None:
    """The others' calendars end. What takes an alert back takes drafts of further updates with
    it."""
    for one in await series.locked(desk, alert):
        if one.id == alert.id:
            continue
        if one.state in series.RELEASED:
            await _end(desk, one)
        elif alert.kind in series.ENDING and one.state in UNSENT:
            one.state, one.next_at = AlertState.DISCARDED, None


async def _end(desk: Desk, alert: Alert) -> None:
    runs = await _halt(desk, alert)
    begun = any(run.state is not RunState.MISSED for run in runs)
    alert.state = AlertState.ENDED if begun else AlertState.DISCARDED
    alert.next_at = None


async def _halt(desk: Desk, alert: Alert) -> list[AlertRun]:
    """All its runs, of which none is under way any more."""
    mine = select(AlertRun).where(AlertRun.alert_id == alert.id).with_for_update()
    runs = list(await desk.session.scalars(mine, execution_options={"populate_existing": True}))
    for run in runs:
        if run.is_under_way:
            await rows.halt(desk, run)
    return runs


async def _open_runs(desk: Desk, alert: Alert) -> list[AlertRun]:
    """Those of the others whose time isn't over."""
    found = await desk.session.scalars(
        select(AlertRun)
        .where(AlertRun.alert_id.in_(series.others(alert)), AlertRun.closed_at.is_(None))
        .order_by(AlertRun.id)
        .with_for_update()
    )
    return list(found)
