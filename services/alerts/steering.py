"""Stopping a run that is under way, going on, and trying again what failed."""

from models.alert import Alert, AlertRun, RunState
from models.exchange import Delivery
from services.alerts import progress, rows, scheduling, series
from services.desk import Desk
from services.errors import AlertOver, AlertQuiet, NobodyToRetry, OutdatedButton


async def pause(desk: Desk, run_id: int) -> None:
    alert, run = await _of_writer(desk, run_id)
    if run.state is not RunState.SENDING:
        raise OutdatedButton
    run.state = RunState.PAUSED
    await rows.turn(desk, run, Delivery.QUEUED, Delivery.HELD)
    await progress.show_now(desk, alert, run)


async def resume(desk: Desk, run_id: int) -> None:
    alert, run = await _of_writer(desk, run_id)
    if run.state is not RunState.PAUSED:
        raise OutdatedButton
    _must_not_be_quiet(desk, alert)
    run.state = RunState.SENDING
    await rows.turn(desk, run, Delivery.HELD, Delivery.QUEUED)
    await progress.show_now(desk, alert, run)


async def cancel(desk: Desk, run_id: int) -> None:
    """What hasn't gone out by now doesn't go out."""
    alert, run = await _of_writer(desk, run_id)
    if not run.is_under_way:
        raise OutdatedButton
    await rows.halt(desk, run)
    await progress.show_now(desk, alert, run)


async def retry_failed(desk: Desk, run_id: int) -> None:
    """What failed, and what was to go with it, is sent once more, while it holds; what may have
    arrived isn't. Whoever has blocked the bot is left out, and a group in which it isn't any
    more. Raises AlertOver, AlertQuiet, NobodyToRetry."""
    alert, run = await _of_writer(desk, run_id)
    if run.state is not RunState.DONE or run.expires_at <= desk.now():
        raise OutdatedButton
    if await series.is_followed(desk, alert):
        raise AlertOver(number=alert.number)
    _must_not_be_quiet(desk, alert)
    which = rows.may_be_tried_again()
    if not await rows.turn(
        desk, run, Delivery.FAILED, Delivery.QUEUED, *which, reason=None, tries=0
    ):
        raise NobodyToRetry(number=alert.number)
    run.state, run.ended_at = RunState.SENDING, None
    await progress.show_now(desk, alert, run)


def _must_not_be_quiet(desk: Desk, alert: Alert) -> None:
    """Raises AlertQuiet."""
    goes = scheduling.at_its_hour(desk, alert, desk.now())
    if goes > desk.now():
        raise AlertQuiet(goes=goes.isoformat())


async def _of_writer(desk: Desk, run_id: int) -> tuple[Alert, AlertRun]:
    """The run, locked. Raises NotYours, or OutdatedButton."""
    scheduling.must_write(desk)
    run = await desk.session.get(AlertRun, run_id)
    if run is None or run.station_id != desk.station.id:
        raise OutdatedButton
    return await rows.lock(desk, run)
