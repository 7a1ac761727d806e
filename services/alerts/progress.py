"""How far a run is: one message to its author, or to who approved it, edited. Where there is
neither, who is in charge hears of its end."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from models.alert import Alert, AlertRun, RunState
from models.exchange import Delivery, Exchange, Operation, Purpose, Reason
from services import lookup
from services.alerts import hearer, parts, replacing, rows
from services.alerts.hearer import Hearer
from services.desk import Desk
from services.errors import OutdatedButton
from services.notices import alert_progress as notices

SHOWN_EVERY = timedelta(seconds=3)
EACH_SECOND = 29.5  # what Telegram takes, until it shows how fast it goes
STANDS = "stands"  # in AlertRun.shown: the counts
AT = "at"
SAYS = (Operation.SEND, Operation.COPY)


@dataclass(frozen=True)
class Count:
    """The chats of a run by what became of them. They add up to `total`, once all are written.
    Of those that failed `left_out` can't be reached now; `may_retry`: not all is final."""

    done: int = 0
    failed: int = 0
    unknown: int = 0
    cancelled: int = 0
    held: int = 0
    queued: int = 0
    sending: int = 0
    left_out: int = 0
    may_retry: bool = False

    @property
    def waiting(self) -> int:
        return self.queued + self.held

    @property
    def unsettled(self) -> int:
        return self.waiting + self.sending

    @property
    def total(self) -> int:
        return self.done + self.failed + self.unknown + self.cancelled + self.unsettled


async def counted(desk: Desk, run: AlertRun, *of: Delivery) -> Count:
    """All of a run's chats, or those `of` some states."""
    count = await _by_delivery(desk, run, *of)
    if of or run.state is not RunState.DONE:
        return count
    mine = (Exchange.run_id == run.id, Exchange.delivery == Delivery.FAILED)
    again = select(Exchange.purpose, func.count().label("number")).where(
        *mine, *rows.may_be_tried_again()
    )
    again = again.where(Exchange.operation.in_(SAYS)).group_by(Exchange.purpose)
    found = {row.purpose: row.number for row in await desk.session.execute(again)}
    left_out = count.failed - found.get(Purpose.ALERT, 0)
    return replace(count, left_out=left_out, may_retry=bool(found))


async def _by_delivery(desk: Desk, run: AlertRun, *of: Delivery) -> Count:
    await desk.session.flush()
    chats = select(Exchange.delivery, func.count()).where(
        Exchange.run_id == run.id, Exchange.purpose == Purpose.ALERT
    )
    chats = chats.where(Exchange.delivery.in_(of)) if of else chats
    found = await desk.session.execute(chats.group_by(Exchange.delivery))
    numbers: dict[str, Any] = {delivery.value: number for delivery, number in found if delivery}
    return Count(**numbers)


async def left(desk: Desk, run: AlertRun) -> Count:
    """What isn't settled yet: few rows, however many the run has."""
    return await counted(desk, run, Delivery.QUEUED, Delivery.HELD, Delivery.SENDING)


async def start(desk: Desk, alert: Alert, run: AlertRun) -> None:
    """Tell the author that it goes out, or who approved it; where they aren't there any more, who
    answers for it."""
    hears = hearer.of(desk, alert) if alert.author_id or alert.approver_id else None
    if hears is None:
        return
    count = await counted(desk, run)
    row = notices.progress(desk, hears, alert, run, count, None)
    run.progress_id, run.shown = row.id, _shown(desk, run, count)


async def show(desk: Desk, alert: Alert, run: AlertRun, count: Count | None = None) -> None:
    """Edit what the author sees, if it has changed and stood for a few seconds."""
    shown = run.shown or {}
    stood = desk.now() - datetime.fromisoformat(shown[AT]) if AT in shown else SHOWN_EVERY
    is_unheard = run.progress_id is None and run.ended_at is None
    if is_unheard or (run.is_under_way and timedelta() <= stood < SHOWN_EVERY):
        return
    count = count or await counted(desk, run)
    if shown.get(STANDS) == _stands(run, count):
        return
    run.shown = _shown(desk, run, count)
    if run.progress_id is None:
        if (hears := hearer.of(desk, alert)) is not None:
            await _finished(desk, hears, alert, run, count)
        return
    target = await desk.session.get_one(Exchange, run.progress_id)
    notices.progressed(desk, target, alert, run, count, seconds_left(desk, run, count))
    if run.ended_at is not None:
        await _finished(desk, await _reader(desk, target), alert, run, count, target.id)


async def _reader(desk: Desk, shown: Exchange) -> Hearer:
    """Who sees how far it is."""
    person_id, to = shown.person_id, await lookup.address_by_id(desk, shown.address_id)
    person = await lookup.person_by_id(desk, person_id) if person_id is not None else None
    return Hearer(to, shown.language or desk.station.language, person)


async def _finished(
    desk: Desk,
    to: Hearer,
    alert: Alert,
    run: AlertRun,
    count: Count,
    reply_to_id: int | None = None,
) -> None:
    photos, lost = await replacing.counted(desk, alert, run), await parts.lost(desk, run)
    notices.finished(desk, to, alert, run, count, photos, lost, reply_to_id)


async def show_now(desk: Desk, alert: Alert, run: AlertRun) -> None:
    """To its author, and to whoever has just stopped it, or let it go on."""
    run.shown = None
    await show(desk, alert, run)
    if desk.about is not None and desk.about.id != run.progress_id:
        count = await counted(desk, run)
        left = seconds_left(desk, run, count)
        notices.progressed(desk, desk.about, alert, run, count, left)


async def show_to(desk: Desk, alert: Alert) -> None:
    """To any leader or chief: how far the last run is, and what can be done about it. Raises
    OutdatedButton where there is none."""
    mine = select(AlertRun).where(AlertRun.alert_id == alert.id, AlertRun.closed_at.is_(None))
    run = await desk.session.scalar(mine.order_by(AlertRun.id.desc()).limit(1))
    if run is None:
        raise OutdatedButton
    count = await counted(desk, run)
    left_to_go = seconds_left(desk, run, count)
    to = Hearer(desk.here, desk.me.language, desk.me)
    notices.progress(desk, to, alert, run, count, left_to_go)


def seconds_left(desk: Desk, run: AlertRun, count: Count) -> float | None:
    """By how fast it has gone until now."""
    settled = count.done + count.failed + count.unknown
    left = run.total - settled - count.cancelled
    if run.state is not RunState.SENDING or left <= 0:
        return None
    passed = (desk.now() - run.started_at).total_seconds()
    pace = settled / passed if settled and passed > 0 else EACH_SECOND
    return left / min(pace, EACH_SECOND)


def _shown(desk: Desk, run: AlertRun, count: Count) -> dict[str, object]:
    return {STANDS: _stands(run, count), AT: desk.now().isoformat()}


def _stands(run: AlertRun, count: Count) -> list[object]:
    is_over = run.ended_at is not None
    return [run.state.value, is_over, count.done, count.failed, count.unknown, run.total]


async def reasons(desk: Desk, run: AlertRun) -> dict[Reason, int]:
    """Why chats weren't reached."""
    found = await desk.session.execute(
        select(Exchange.reason, func.count())
        .where(
            Exchange.run_id == run.id,
            Exchange.purpose == Purpose.ALERT,
            Exchange.delivery.in_((Delivery.FAILED, Delivery.UNKNOWN)),
        )
        .group_by(Exchange.reason)
    )
    return {reason or Reason.OTHER: number for reason, number in found}
