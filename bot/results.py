"""Recording what became of sends, with all that follows from it, in the courier's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import claims
from bot.outcome import Kind, Outcome, reason
from bot.waiting import Entry, weight_of
from models.address import Address
from models.exchange import (
    BROADCASTS,
    REPEATABLE,
    Delivery,
    Direction,
    Exchange,
    Operation,
    Purpose,
    Reason,
)
from services import arrivals, deadlines, lookup, outbox
from services.desk import Desk
from services.notices.digests import cases_of

log = structlog.get_logger()

POISONED_TRIES = 20
MINDED = (
    Purpose.CARD,
    Purpose.WORDS,
    Purpose.OUTCOME,
    Purpose.SAID,
)  # whose loss somebody must hear of


@dataclass(frozen=True)
class Sent:
    """A claimed row and its outcome."""

    row: Any
    outcome: Outcome

    @property
    def is_plain(self) -> bool:
        """It went through as one message: nothing else follows from that."""
        return self.outcome.kind is Kind.DELIVERED and not self.outcome.more_ids


async def delivered(session: AsyncSession, sent: Sequence[Sent], epoch: int, now: datetime) -> None:
    """Write the outcomes where all is plain."""
    if sent:
        await claims.delivered(session, [_delivered(one, now) for one in sent], epoch)


async def record(desk: Desk, sent: Sequence[Sent], epoch: int, healthy: bool) -> list[Entry]:
    """Write the outcomes; give back the rows that wait again, as they wait now.

    `healthy`: other sends go through, so a row that keeps failing is itself at fault.
    """
    changes, again = [], []
    for one in sent:
        change = {"row_id": one.row.id, "error": one.outcome.error}
        change |= await _consequences(desk, one, healthy)
        changes.append(change)
        if change["delivery"] is Delivery.QUEUED:
            again.append(_entry(one.row, change))
    await claims.change(desk.session, changes, epoch)
    await _keep_rest_of_albums(desk, sent)
    return again


async def paused(desk: Desk) -> list[Address]:
    """The chats that Telegram told us to leave alone for a while yet."""
    found = await desk.session.scalars(
        select(Address).where(
            Address.station_id == desk.station.id, Address.paused_until > desk.now()
        )
    )
    return list(found)


async def _consequences(desk: Desk, sent: Sent, healthy: bool) -> dict[str, Any]:
    """The columns of the row that change."""
    row, outcome = sent.row, sent.outcome
    if row.operation is Operation.WHISPER and outcome.kind is not Kind.DELIVERED:
        return await _unheard(desk, row, outcome)
    match outcome.kind:
        case Kind.DELIVERED:
            return _delivered(sent, desk.now())
        case Kind.FLOODED:
            await _pause(desk, row.address_id, outcome.seconds)
            return {"delivery": Delivery.QUEUED}
        case Kind.MOVED if outcome.chat_id is not None:
            return await _moved(desk, row, outcome.chat_id)
        case Kind.UNKNOWN if row.priority in BROADCASTS and row.operation not in REPEATABLE:
            return {"delivery": Delivery.UNKNOWN, "reason": Reason.UNKNOWN}
        case Kind.NOTHING_SENT | Kind.REVOKED:
            return {"delivery": Delivery.QUEUED}
        case Kind.UNKNOWN | Kind.AGAIN if row.tries <= POISONED_TRIES or not healthy:
            return {"delivery": Delivery.QUEUED, **outcome.changes}
    _undelivered(desk, row, outcome)
    address = await lookup.address_by_id(desk, row.address_id)
    if outcome.kind is Kind.UNREACHABLE:
        await arrivals.unreachable(desk, address)
    return {"delivery": Delivery.FAILED, "reason": reason(outcome, address.is_private)}


async def _unheard(desk: Desk, row: Any, outcome: Outcome) -> dict[str, Any]:
    """A whisper that didn't arrive is nobody's loss: what it said stands elsewhere, too."""
    if outcome.kind is Kind.FLOODED:
        await _pause(desk, row.address_id, outcome.seconds)
    return {"delivery": Delivery.CANCELLED}


def _delivered(sent: Sent, now: datetime) -> dict[str, Any]:
    return {
        "row_id": sent.row.id,
        "delivery": Delivery.DONE,
        "message_id": sent.outcome.message_id,
        # What an alert says is kept once, with its run.
        "text": sent.outcome.text if sent.row.run_id is None else None,
        "error": sent.outcome.error,
        "sent_at": now,
    }


async def _keep_rest_of_albums(desk: Desk, sent: Sequence[Sent]) -> None:
    """What was taken out of the chat while it was under way goes with all that it consists of."""
    albums = [one for one in sent if one.outcome.more_ids]
    if not albums:
        return
    taken_out = set(
        await desk.session.scalars(
            select(Exchange.target_id).where(
                Exchange.target_id.in_([one.row.id for one in albums]),
                Exchange.operation == Operation.DELETE,
            )
        )
    )
    for one in albums:
        for item in _rest_of_album(one, desk.now()):
            desk.add(item)
            if one.row.id in taken_out:
                outbox.delete(desk, item)


def _rest_of_album(one: Sent, now: datetime) -> list[Exchange]:
    """The first item is the row itself. Each other is a message, too: somebody may reply to it,
    and it goes with the case when that goes private."""
    return [
        Exchange(
            station_id=one.row.station_id,
            case_id=one.row.case_id,
            direction=Direction.OUT,
            address_id=one.row.address_id,
            thread_id=one.row.thread_id,
            message_id=number,
            at=now,
            content=item["content"],
            text=item.get("caption") or None,
            album=one.row.album,
            purpose=one.row.purpose,
            operation=Operation.COPY,
            source_id=item["exchange"],
            delivery=Delivery.DONE,
            sent_at=now,
        )
        for number, item in zip(
            one.outcome.more_ids, (one.row.values or {}).get("items", [])[1:], strict=False
        )
    ]


def _undelivered(desk: Desk, row: Any, outcome: Outcome) -> None:
    """The clock looks at once after a case whose message came back."""
    log.error("not_delivered", exchange=row.id, template=row.template, error=outcome.error)
    if row.case_id is not None and row.purpose in MINDED:
        deadlines.undelivered(desk, row.case_id, row.id)
    if row.purpose is Purpose.DIGEST and row.operation is Operation.SEND:
        for case_id in cases_of(row):
            deadlines.undelivered(desk, case_id, row.id)


async def _pause(desk: Desk, address_id: int, seconds: float) -> None:
    log.warning("flooded", address=address_id, seconds=seconds)
    address = await desk.session.get_one(Address, address_id)
    address.paused_until = desk.now() + timedelta(seconds=seconds)


async def _moved(desk: Desk, row: Any, chat_id: int) -> dict[str, Any]:
    """Told by an error that the group is a supergroup now: this row goes there, too."""
    old = await lookup.address_by_id(desk, row.address_id)
    await arrivals.migrated(desk, old.external_id, chat_id)
    old = await desk.own(old)
    if old.moved_to_id is None:
        return {"delivery": Delivery.FAILED, "reason": Reason.REMOVED}
    return {
        "delivery": Delivery.QUEUED,
        "address_id": old.moved_to_id,
        "reason": Reason.MOVED,
    }


def _entry(row: Any, change: dict[str, Any]) -> Entry:
    operation = change.get("operation", row.operation)
    return Entry(
        priority=row.priority,
        id=row.id,
        address_id=change.get("address_id", row.address_id),
        target_id=change.get("target_id", row.target_id),
        is_edit=operation is Operation.EDIT,
        weight=weight_of(row) if operation is Operation.ALBUM else 1,
    )
