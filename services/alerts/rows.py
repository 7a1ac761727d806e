"""The rows of a run, turned from one state to another, all with one statement."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import aliased

from models.address import Address, AddressState
from models.alert import Alert, AlertRun, RunState
from models.exchange import Delivery, Exchange, Operation, Purpose, Reason
from services.desk import Desk

OF_ALERTS = (Purpose.ALERT, Purpose.ALERT_PART)
FINAL = (Reason.SOURCE_GONE, Reason.LEFT_BEHIND)  # trying again changes nothing


def may_be_tried_again() -> tuple[ColumnElement[bool], ...]:
    """Of an Exchange that failed: not to whoever has blocked the bot, nor where it isn't any more,
    until they are back. Nor where a photo is to be taken away that may never have arrived: nobody
    knows its place."""
    silent = select(Address.id).where(
        Address.id == Exchange.address_id, Address.state == AddressState.UNREACHABLE
    )
    is_final = Exchange.reason.in_(FINAL)
    shown = aliased(Exchange)
    nowhere = select(shown.id).where(
        shown.id == Exchange.target_id,
        shown.delivery == Delivery.UNKNOWN,
        Exchange.operation.in_((Operation.REPLACE, Operation.DELETE)),
    )
    return ~silent.exists(), ~nowhere.exists(), or_(Exchange.reason.is_(None), ~is_final)


async def turn(
    desk: Desk,
    run: AlertRun,
    before: Delivery,
    after: Delivery,
    *which: ColumnElement[bool],
    **columns: Any,
) -> int:
    """How many there were. What is to be sent goes to the courier."""
    await desk.session.flush()
    # Locked in the order of their ids, as the courier's claims do: else they could wait for
    # each other.
    mine = (
        select(Exchange.id)
        .where(
            Exchange.run_id == run.id,
            Exchange.purpose.in_(OF_ALERTS),
            Exchange.delivery == before,
            *which,
        )
        .order_by(Exchange.id)
        .with_for_update()
    )
    rows = await desk.session.scalars(
        update(Exchange)
        .where(Exchange.id.in_(mine))
        .values(delivery=after, **columns)
        .returning(Exchange),
        execution_options={"synchronize_session": False, "populate_existing": True},
    )
    turned = list(rows)
    if after is Delivery.QUEUED:
        desk.outgoing.extend(turned)
    return len(turned)


async def lock(desk: Desk, run: AlertRun) -> tuple[Alert, AlertRun]:
    """The alert first, then its run: so does whoever follows an alert up."""
    fresh: dict[str, Any] = {"with_for_update": True, "populate_existing": True}
    alert = await desk.session.get_one(Alert, run.alert_id, **fresh)
    return alert, await desk.session.get_one(AlertRun, run.id, **fresh)


async def halt(desk: Desk, run: AlertRun, why: Reason | None = None) -> None:
    """What hasn't gone out by now doesn't go out. The run ends once what is in flight has
    arrived, or hasn't. The photo of whoever was found is taken away all the same, however late."""
    run.state, run.written = RunState.CANCELLED, True
    spared = [Exchange.operation != Operation.REPLACE] if why is Reason.EXPIRED else []
    await turn(desk, run, Delivery.QUEUED, Delivery.CANCELLED, *spared, reason=why)
    await turn(desk, run, Delivery.HELD, Delivery.CANCELLED, reason=why)
