"""A missing person has been found: a neutral picture takes the place of their photo, wherever it
went. Which messages are still to be dealt with is told by the rows that are there."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from models.alert import Alert, AlertRun, Category, RunState
from models.exchange import Delivery, Exchange, Operation, Reason
from services import alert_library
from services.alerts import series
from services.alerts.languages import language_of
from services.desk import Desk
from services.notices import alerts as notices

PAGE = 300
UNSETTLED = (Delivery.QUEUED, Delivery.HELD, Delivery.SENDING)


@dataclass(frozen=True)
class Replaced:
    """Messages with a photo: what became of each."""

    replaced: int = 0
    deleted: int = 0
    failed: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        return self.replaced + self.deleted + self.failed + self.waiting


async def is_wanted(desk: Desk, alert: Alert) -> bool:
    """Whether it tells that somebody was found whose photo went out."""
    if alert.kind not in series.ENDING:
        return False
    shown = select(Alert.id).where(Alert.id.in_(series.others(alert)), *_shows_somebody(alert))
    return await desk.session.scalar(shown.limit(1)) is not None


async def write(desk: Desk, alert: Alert, run: AlertRun) -> bool:
    """The next page of rows. Whether there was anything left to write."""
    if alert.kind not in series.ENDING:
        return False
    await desk.session.flush()
    dealt_with = select(Exchange.target_id).where(Exchange.run_id == run.id, _deals_with_photo())
    photos = select(Alert.id).where(Alert.id.in_(series.others(alert)), *_shows_somebody(alert))
    runs = select(AlertRun.id).where(AlertRun.alert_id.in_(photos))
    found = await desk.session.scalars(
        select(Exchange)
        .where(*series.brought(alert), Exchange.run_id.in_(runs))
        .where(Exchange.operation == Operation.COPY, Exchange.id.not_in(dealt_with))
        .order_by(Exchange.id)
        .limit(PAGE)
    )
    page = list(found)
    for sent in page:
        _replace(desk, alert, run, sent)
    return bool(page)


async def is_over(desk: Desk, alert: Alert, run: AlertRun) -> bool:
    """Each photo is dealt with, or it is known why not."""
    if run.state is RunState.SENDING and await write(desk, alert, run):
        return False
    count = await counted(desk, alert, run)
    return count is None or not count.waiting


async def counted(desk: Desk, alert: Alert, run: AlertRun) -> Replaced | None:
    """None where there were no photos to replace."""
    if alert.kind not in series.ENDING:
        return None
    await desk.session.flush()
    found = await desk.session.execute(
        select(Exchange.operation, Exchange.delivery, func.count())
        .where(Exchange.run_id == run.id, _deals_with_photo())
        .group_by(Exchange.operation, Exchange.delivery)
    )
    numbers = {"replaced": 0, "deleted": 0, "failed": 0, "waiting": 0}
    for operation, delivery, number in found:
        numbers[_became(operation, delivery)] += number
    return Replaced(**numbers) if any(numbers.values()) else None


def _became(operation: Operation | None, delivery: Delivery | None) -> str:
    if delivery is Delivery.DONE:
        return "replaced" if operation is Operation.REPLACE else "deleted"
    return "waiting" if delivery in UNSETTLED else "failed"


def _replace(desk: Desk, alert: Alert, run: AlertRun, sent: Exchange) -> None:
    language = language_of(alert, sent.language or "", desk.station.language)
    row = notices.found(desk, alert, run, sent, language)
    address = desk.directory.address_by_id.get(sent.address_id)
    if sent.delivery is Delivery.UNKNOWN:
        row.delivery, row.reason = Delivery.FAILED, Reason.UNKNOWN
    elif address is not None and address.moved_to_id is not None:
        row.delivery, row.reason = Delivery.FAILED, Reason.LEFT_BEHIND


def _shows_somebody(ending: Alert) -> tuple[ColumnElement[bool], ...]:
    """Of an Alert: whoever is looked for can be seen on it. What says that somebody was found takes
    each photo away, whatever the alert was said to be about."""
    shown = Alert.content.in_(notices.CAPTIONED)
    if alert_library.says_found(ending.template):
        return (shown,)
    return Alert.category == Category.RESCUE, shown


def _deals_with_photo() -> ColumnElement[bool]:
    """Of an Exchange with a run: what takes a photo away. Nothing else of a run deletes."""
    return Exchange.operation.in_((Operation.REPLACE, Operation.DELETE))
