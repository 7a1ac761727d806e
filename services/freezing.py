"""After a restored backup: what waits in the outbox may have been sent long ago (fault 36).

It is frozen as a whole, and a person says whether it is sent or dropped. What is written from
then on goes out as ever.
"""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.exchange import UNSENT, Delivery, Exchange
from models.ids import new_id
from models.journal import Leadership
from services.desk import Desk


def freeze(leadership: Leadership) -> None:
    """Whatever waits by now stays where it is. The next leader's courier minds it."""
    leadership.frozen_up_to = new_id()


async def frozen_up_to(session: AsyncSession, bot_id: int) -> int | None:
    """Rows up to this id are frozen; none is if there is no such id."""
    return await session.scalar(select(Leadership.frozen_up_to).where(Leadership.bot_id == bot_id))


async def frozen(desk: Desk) -> Sequence[Exchange]:
    """The rows about which a person has to decide, oldest first."""
    last = await frozen_up_to(desk.session, desk.station.bot_id)
    if last is None:
        return ()
    found = await desk.session.scalars(
        select(Exchange)
        .where(Exchange.station_id == desk.station.id, Exchange.id <= last)
        .where(Exchange.delivery.in_(UNSENT))
        .order_by(Exchange.id)
    )
    return found.all()


async def send(desk: Desk) -> None:
    """They go out after all: the running courier takes them up."""
    await _thaw(desk)


async def drop(desk: Desk) -> None:
    """They are never sent, and stay on record as such."""
    await desk.session.execute(
        update(Exchange)
        .where(Exchange.id.in_([row.id for row in await frozen(desk)]))
        .values(delivery=Delivery.CANCELLED, error="came back with a backup")
        .execution_options(synchronize_session=False)
    )
    await _thaw(desk)


async def _thaw(desk: Desk) -> None:
    await desk.session.execute(
        update(Leadership)
        .where(Leadership.bot_id == desk.station.bot_id)
        .values(frozen_up_to=None)
        .execution_options(synchronize_session=False)
    )
