"""Cases to which something was added: their version grows, all in one statement."""

from collections.abc import Collection

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from models.case import Case

_TABLE = Case.__table__
_TOUCH = (
    update(Case)
    .where(_TABLE.c.id == bindparam("row_id"), _TABLE.c.version == bindparam("row_version"))
    .values(
        touched_at=bindparam("at"),
        joined_at=bindparam("joined"),
        version=bindparam("row_version") + 1,
    )
)


async def write_touches(session: AsyncSession, cases: Collection[Case]) -> None:
    """Raises StaleDataError, as the unit of work does, if another transaction was faster."""
    connection = await session.connection()
    rows = [
        {
            "row_id": case.id,
            "row_version": case.version,
            "at": case.touched_at,
            "joined": case.joined_at,
        }
        for case in cases
    ]
    written = await connection.execute(_TOUCH, rows)
    if written.rowcount != len(rows):
        raise StaleDataError(f"{len(rows) - written.rowcount} cases were changed meanwhile.")
    for case in cases:
        set_committed_value(case, "version", case.version + 1)
