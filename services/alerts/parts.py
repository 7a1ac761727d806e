"""What goes with an alert into the same chat, after it: the voice, the poll, the pin; and what
became of each. An alert counts as delivered without them, so that their loss is told by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from models.address import Address
from models.alert import Alert, AlertRun
from models.exchange import Delivery, Exchange, Operation, Purpose, Reason
from models.station import Group
from services.desk import Desk

UNSETTLED = (Delivery.QUEUED, Delivery.HELD, Delivery.SENDING)
NOT_THERE = (Delivery.FAILED, Delivery.UNKNOWN, Delivery.CANCELLED)


class AlertPart(StrEnum):
    VOICE = "voice"
    POLL = "poll"
    PIN = "pin"


@dataclass(frozen=True)
class Lost:
    """A part that isn't where its alert is: in a group, by its title, or in so many private
    chats."""

    part: AlertPart
    title: str | None
    number: int
    state: Delivery
    reason: Reason


async def recordings(desk: Desk, alert: Alert) -> Mapping[int, Exchange]:
    """The messages with the voices, as far as they are still on record."""
    wanted = set(alert.voices.values())
    if not wanted:
        return {}
    found = await desk.session.scalars(select(Exchange).where(Exchange.id.in_(wanted)))
    return {one.id: one for one in found}


async def are_under_way(desk: Desk, run: AlertRun) -> bool:
    await desk.session.flush()
    waiting = select(Exchange.id).where(*_of(run), Exchange.delivery.in_(UNSETTLED))
    return await desk.session.scalar(waiting.limit(1)) is not None


async def counted(desk: Desk, run: AlertRun) -> dict[AlertPart, dict[Delivery, int]]:
    """All that were to go out, by what became of them."""
    await desk.session.flush()
    what = (Exchange.operation, Exchange.content, Exchange.delivery)
    found = await desk.session.execute(select(*what, func.count()).where(*_of(run)).group_by(*what))
    numbers: dict[AlertPart, dict[Delivery, int]] = {part: {} for part in AlertPart}
    for operation, content, delivery, number in found:
        if operation is not None and delivery is not None:
            numbers[_named(operation, content)][delivery] = number
    return {part: states for part, states in numbers.items() if states}


async def lost(desk: Desk, run: AlertRun) -> Sequence[Lost]:
    """Where the alert has arrived without it; where that hasn't, its own line says so."""
    await desk.session.flush()
    what = (Exchange.operation, Exchange.content, Exchange.delivery, Exchange.reason)
    in_groups = await desk.session.execute(
        _beside_alert(run, *what, Group.title)
        .join(Group, Group.id == Address.group_id)
        .order_by(Group.title, Exchange.id)
    )
    private = await desk.session.execute(
        _beside_alert(run, *what, func.count())
        .where(Address.group_id.is_(None))
        .group_by(*what)
        .order_by(*what)
    )
    return [
        *(_lost(*row[:4], title=row.title, number=1) for row in in_groups),
        *(_lost(*row[:4], title=None, number=row[4]) for row in private),
    ]


def _of(run: AlertRun) -> tuple[ColumnElement[bool], ...]:
    """Of an Exchange. A photo that is taken away is counted by itself, by `replacing`."""
    return (
        Exchange.run_id == run.id,
        Exchange.purpose == Purpose.ALERT_PART,
        Exchange.operation.in_((Operation.COPY, Operation.PIN)),
    )


def _beside_alert(run: AlertRun, *columns: Any) -> Select[Any]:
    beside = aliased(Exchange)
    return (
        select(*columns)
        .join(Address, Address.id == Exchange.address_id)
        .join(beside, beside.id == Exchange.target_id)
        .where(*_of(run), Exchange.delivery.in_(NOT_THERE), beside.delivery == Delivery.DONE)
    )


def _named(operation: Operation, content: str) -> AlertPart:
    return AlertPart.PIN if operation is Operation.PIN else AlertPart(content)


def _lost(
    operation: Operation,
    content: str,
    state: Delivery,
    reason: Reason | None,
    *,
    title: str | None,
    number: int,
) -> Lost:
    return Lost(_named(operation, content), title, number, state, reason or Reason.OTHER)
