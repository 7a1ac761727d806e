"""What no longer holds: taken down where it was pinned, and nobody's mark is kept."""

from sqlalchemy import delete, select

from models.alert import AlertRun, NotedMark
from models.exchange import Delivery, Exchange, Operation
from services import outbox
from services.desk import Desk


async def close(desk: Desk, run: AlertRun) -> None:
    """Unpin it, and erase who has noted it; how many have is kept."""
    await take_down(desk, run)
    await desk.session.execute(delete(NotedMark).where(NotedMark.run_id == run.id))
    run.salt, run.closed_at = None, desk.now()


async def take_down(desk: Desk, run: AlertRun) -> None:
    """Each pin that is there, once."""
    await desk.session.flush()
    mine = select(Exchange.target_id).where(Exchange.run_id == run.id)
    taken = set(await desk.session.scalars(mine.where(Exchange.operation == Operation.UNPIN)))
    pins = await desk.session.scalars(
        select(Exchange)
        .where(
            Exchange.run_id == run.id,
            Exchange.operation == Operation.PIN,
            Exchange.delivery.in_((Delivery.DONE, Delivery.QUEUED, Delivery.SENDING)),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    for pin in list(pins):
        if pin.delivery is Delivery.QUEUED:
            pin.delivery = Delivery.CANCELLED
        elif pin.target_id is not None and pin.id not in taken:
            outbox.unpin(desk, pin)
