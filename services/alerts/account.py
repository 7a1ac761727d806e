"""The truth about a run: for each chat sent when, or why not.

The numbers always add up to the chats that it is for, also while some have no row yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from models.address import Address
from models.alert import Alert, AlertRun
from models.exchange import Delivery, Exchange, Purpose, Reason
from models.station import Group
from services.alerts import parts, replacing
from services.alerts.parts import AlertPart, Lost
from services.alerts.replacing import Replaced
from services.desk import Desk

NOT_BEGUN = "not_begun"


@dataclass(frozen=True)
class Line:
    """A group, by its title; or, without one, so many private chats that fared alike."""

    title: str | None
    number: int
    state: str
    reason: str | None
    sent_at: datetime | None


@dataclass(frozen=True)
class Account:
    """`parts`: what was to go with it, by what became of each; `lost`: where the alert has arrived
    without it."""

    run: AlertRun
    lines: Sequence[Line]
    photos: Replaced | None
    parts: Mapping[AlertPart, Mapping[Delivery, int]]
    lost: Sequence[Lost]

    @property
    def totals(self) -> dict[str, int]:
        """By state."""
        found: dict[str, int] = {}
        for line in self.lines:
            found[line.state] = found.get(line.state, 0) + line.number
        return found

    @property
    def total(self) -> int:
        return sum(line.number for line in self.lines)


async def of_run(desk: Desk, alert: Alert, run: AlertRun) -> Account:
    """Of people in private only how many: who they are is nobody's business here."""
    lines = [*await _groups(desk, run), *await _private(desk, run)]
    missing = run.total - sum(line.number for line in lines)
    if missing > 0:
        state = NOT_BEGUN if run.is_under_way else Delivery.CANCELLED.value
        lines.append(Line(None, missing, state, None, None))
    return Account(
        run,
        lines,
        photos=await replacing.counted(desk, alert, run),
        parts=await parts.counted(desk, run),
        lost=await parts.lost(desk, run),
    )


async def _groups(desk: Desk, run: AlertRun) -> list[Line]:
    found = await desk.session.execute(
        select(Group.title, Exchange.delivery, Exchange.reason, Exchange.sent_at)
        .join(Address, Address.id == Exchange.address_id)
        .join(Group, Group.id == Address.group_id)
        .where(Exchange.run_id == run.id, Exchange.purpose == Purpose.ALERT)
        .order_by(Group.title, Exchange.id)
    )
    return [
        Line(title, 1, *_fared(delivery, reason), sent_at)
        for title, delivery, reason, sent_at in found
    ]


async def _private(desk: Desk, run: AlertRun) -> list[Line]:
    found = await desk.session.execute(
        select(Exchange.delivery, Exchange.reason, func.count(), func.max(Exchange.sent_at))
        .join(Address, Address.id == Exchange.address_id)
        .where(Exchange.run_id == run.id, Exchange.purpose == Purpose.ALERT)
        .where(Address.group_id.is_(None))
        .group_by(Exchange.delivery, Exchange.reason)
        .order_by(Exchange.delivery, Exchange.reason)
    )
    return [
        Line(None, number, *_fared(delivery, reason), sent_at)
        for delivery, reason, number, sent_at in found
    ]


def _fared(delivery: Delivery | None, reason: Reason | None) -> tuple[str, str | None]:
    """The state, and why: of what wasn't reached there is always a reason."""
    state = delivery or Delivery.QUEUED
    why = reason or (Reason.OTHER if state is Delivery.FAILED else None)
    return state.value, why.value if why else None
