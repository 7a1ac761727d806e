"""The courier's side of the outbox: which rows wait, claiming them, recording what became of
them. A claim is fenced by the leader's epoch; the whole row is read as it is claimed, so what
was changed while it waited counts."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, Update, bindparam, case, exists, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.exchange import BROADCASTS, REPEATABLE, Delivery, Exchange, Operation, Reason
from models.ids import LARGEST_ID
from models.journal import Leadership

# The frequent statements go to the table itself: the ORM's way there costs as much again.
ROWS = cast(Table, Exchange.__table__)
WAITING_COLUMNS = (
    Exchange.id,
    Exchange.priority,
    Exchange.address_id,
    Exchange.target_id,
    Exchange.operation,
    Exchange.not_before,
)
ALBUM = case((Exchange.operation == Operation.ALBUM, Exchange.values)).label("values")
CLAIMED_COLUMNS = (
    *WAITING_COLUMNS,
    Exchange.station_id,
    Exchange.case_id,
    Exchange.thread_id,
    Exchange.purpose,
    Exchange.person_id,
    Exchange.template,
    Exchange.values,
    Exchange.language,
    Exchange.actions,
    Exchange.source_id,
    Exchange.content,
    Exchange.media,
    Exchange.album,
    Exchange.tries,
    Exchange.expires_at,
    Exchange.run_id,
)

# Statements are built once: building one costs as much as running it.
CLAIM = (
    update(ROWS)
    .where(
        ROWS.c.id.in_(bindparam("ids", expanding=True)),
        ROWS.c.delivery == Delivery.QUEUED,
        exists().where(
            Leadership.bot_id == bindparam("bot"), Leadership.epoch == bindparam("leader")
        ),
    )
    .values(delivery=Delivery.SENDING, epoch=bindparam("leader"), tries=ROWS.c.tries + 1)
    .returning(*(ROWS.c[column.key] for column in CLAIMED_COLUMNS))
)

DELIVERED = text(
    "UPDATE exchange SET delivery = 'done', message_id = sent.message_id, text = sent.text,"
    " error = sent.error, sent_at = sent.sent_at"
    " FROM unnest(CAST(:row_ids AS bigint[]), CAST(:message_ids AS bigint[]),"
    " CAST(:texts AS text[]), CAST(:errors AS text[]), CAST(:sent_ats AS timestamptz[]))"
    " AS sent (row_id, message_id, text, error, sent_at)"
    " WHERE exchange.id = sent.row_id AND exchange.delivery = 'sending'"
    " AND exchange.epoch = :leader"
)


async def waiting_rows(
    session: AsyncSession, station_id: int, after: int | None = None, up_to: int = LARGEST_ID
) -> Sequence[Any]:
    """All rows that wait, for a courier that starts; by their ids, `up_to` included."""
    found = await session.execute(
        select(*WAITING_COLUMNS, ALBUM)
        .where(Exchange.station_id == station_id, Exchange.delivery == Delivery.QUEUED)
        .where(Exchange.id > (after or 0), Exchange.id <= up_to)
        .order_by(Exchange.id)
    )
    return found.all()


async def recover(session: AsyncSession, station_id: int) -> int:
    """What an earlier leader was sending is of unknown outcome: conversations are sent again,
    broadcasts are marked, but for what does no harm twice (a pin). Returns how many rows there
    were."""
    mine = (Exchange.station_id == station_id, Exchange.delivery == Delivery.SENDING)
    lost = await session.execute(
        update(Exchange)
        .where(*mine, Exchange.priority.in_(BROADCASTS), Exchange.operation.not_in(REPEATABLE))
        .values(
            delivery=Delivery.UNKNOWN,
            error="in flight when the courier stopped",
            reason=Reason.UNKNOWN,
        )
        .execution_options(synchronize_session=False)
    )
    again = await session.execute(
        update(Exchange)
        .where(*mine)
        .values(delivery=Delivery.QUEUED, error="in flight when the courier stopped")
        .execution_options(synchronize_session=False)
    )
    return int(lost.rowcount + again.rowcount)  # type: ignore[attr-defined]


async def claim(
    session: AsyncSession, ids: Sequence[int], bot_id: int, epoch: int
) -> Sequence[Any]:
    """Mark these rows as being sent, if they still wait and we still lead; give them back."""
    connection = await session.connection()
    claimed = await connection.execute(CLAIM, {"ids": ids, "bot": bot_id, "leader": epoch})
    return claimed.all()


async def change(session: AsyncSession, rows: Sequence[dict[str, Any]], epoch: int) -> None:
    """Write what became of rows: each has `row_id` and the columns that change. A row that a
    later leader has taken up since is theirs."""
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        by_columns.setdefault(tuple(sorted(row)), []).append(row)
    connection = await session.connection()
    for columns, alike in by_columns.items():
        await connection.execute(_changing(columns), [{**row, "leader": epoch} for row in alike])


async def delivered(session: AsyncSession, rows: Sequence[dict[str, Any]], epoch: int) -> None:
    """The same for rows that have all arrived. PostgreSQL writes them with one statement: there,
    one a row takes a quarter of the courier's time."""
    if session.get_bind().dialect.name != "postgresql":
        await change(session, rows, epoch)
        return
    columns = {
        f"{name}s": [row[name] for row in rows]
        for name in ("row_id", "message_id", "text", "error", "sent_at")
    }
    connection = await session.connection()
    await connection.execute(DELIVERED, {**columns, "leader": epoch})


@cache
def _changing(columns: tuple[str, ...]) -> Update:
    values: dict[str, Any] = {name: bindparam(name) for name in columns if name != "row_id"}
    return (
        update(ROWS)
        .where(
            ROWS.c.id == bindparam("row_id"),
            ROWS.c.delivery == Delivery.SENDING,
            ROWS.c.epoch == bindparam("leader"),
        )
        .values(values)
    )


async def superseded(session: AsyncSession, ids: Sequence[int]) -> None:
    """Edits that a later edit of the same message made needless."""
    await session.execute(
        update(Exchange)
        .where(Exchange.id.in_(ids), Exchange.delivery == Delivery.QUEUED)
        .values(delivery=Delivery.CANCELLED, error="a later edit took its place")
        .execution_options(synchronize_session=False)
    )


def expired(row: Any, now: datetime) -> bool:
    return row.expires_at is not None and row.expires_at <= now
