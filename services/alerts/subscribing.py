"""Alerts in private: what somebody wants to hear of, and for where. Each tap counts at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import aliased

from models.address import Address
from models.alert import Subscription
from models.exchange import Delivery, Exchange, Operation, Purpose
from services.alerts import topics
from services.alerts.topics import Topic
from services.desk import Desk
from services.errors import OutdatedButton
from services.notices import subscriptions as notices

EVERYWHERE = 0  # in a button: no single grid


@dataclass(frozen=True)
class Wish:
    """`grid_id`: none is the whole station."""

    topics: tuple[Topic, ...]
    grid_id: int | None


async def show(desk: Desk, grid_id: int | None = None) -> None:
    """The page: what one gets, and the buttons to change it. `grid_id`: the place that was chosen
    before anything was wanted."""
    wish = await wish_of(desk)
    if not wish.topics and grid_id is not None:
        wish = Wish((), grid_id or None)
    notices.page(desk, wish.topics, wish.grid_id)


async def want(desk: Desk, topic: Topic, grid_id: int) -> None:
    """One topic more; everything takes the place of all others, and they that of everything."""
    before = await wish_of(desk)
    place = before.grid_id if before.topics else _checked(desk, grid_id)
    among = {topic} if topic is Topic.EVERYTHING else {*before.topics, topic} - {Topic.EVERYTHING}
    await _set(desk, among, place)
    await show(desk)


async def drop(desk: Desk, topic: Topic) -> None:
    before = await wish_of(desk)
    await _set(desk, {*before.topics} - {topic}, before.grid_id)
    await show(desk, before.grid_id or EVERYWHERE)


def choose_place(desk: Desk, page: int) -> None:
    notices.places(desk, desk.directory.open_grids(), page)


async def move(desk: Desk, grid_id: int) -> None:
    """For another grid, or the whole station (EVERYWHERE)."""
    place = _checked(desk, grid_id)
    before = await wish_of(desk)
    await _set(desk, before.topics, place)
    await show(desk, grid_id)


async def stop(desk: Desk) -> None:
    """No more alerts in private, nor what is still on its way there; it can be undone."""
    before = await wish_of(desk)
    await _set(desk, (), None)
    await _call_back(desk)
    notices.stopped(desk, before.topics, before.grid_id)


async def undo_stop(desk: Desk, bits: int, grid_id: int) -> None:
    """As it was before. Whatever was chosen since counts."""
    if not (await wish_of(desk)).topics:
        await _set(desk, topics.unpacked(bits), _checked(desk, grid_id))
    await show(desk)


async def wish_of(desk: Desk) -> Wish:
    """What the actor gets in private now; for nothing yet, where they live."""
    found = await desk.session.scalars(
        select(Subscription)
        .where(Subscription.station_id == desk.station.id, Subscription.person_id == desk.me.id)
        .order_by(Subscription.id)
    )
    rows = list(found)
    if not rows:
        return Wish((), desk.me.grid_id)
    return Wish(tuple(topics.of(row.category for row in rows)), rows[0].grid_id)


async def _set(desk: Desk, wanted: Iterable[Topic], grid_id: int | None) -> None:
    mine = Subscription.person_id == desk.me.id
    await desk.session.execute(
        delete(Subscription).where(Subscription.station_id == desk.station.id, mine)
    )
    for topic in sorted(wanted, key=list(Topic).index):
        row = Subscription(
            station_id=desk.station.id,
            person_id=desk.me.id,
            category=topic.category,
            grid_id=grid_id,
            at=desk.now(),
        )
        desk.add(row)


async def _call_back(desk: Desk) -> None:
    """What waits to go to the actor, also in a run that was paused. What follows an alert that they
    have is still theirs to read."""
    await desk.session.flush()
    mine = Address.station_id == desk.station.id, Address.person_id == desk.me.id
    to_me = Exchange.address_id.in_(select(Address.id).where(*mine))
    waits = Exchange.delivery.in_((Delivery.QUEUED, Delivery.HELD))
    beside = aliased(Exchange)
    alone = select(beside.id).where(
        beside.id == Exchange.target_id,
        beside.purpose == Purpose.ALERT,
        beside.target_id.is_(None),
    )
    is_new = (Exchange.purpose == Purpose.ALERT) & Exchange.target_id.is_(None)
    goes_with_new = (
        (Exchange.purpose == Purpose.ALERT_PART)
        & (Exchange.operation == Operation.COPY)
        & alone.exists()
    )
    # Locked in the order of their ids, as the courier's claims are.
    rows = select(Exchange.id).where(to_me, waits, is_new | goes_with_new)
    await desk.session.execute(
        update(Exchange)
        .where(Exchange.id.in_(rows.order_by(Exchange.id).with_for_update()))
        .values(delivery=Delivery.CANCELLED),
        execution_options={"synchronize_session": False},
    )


def _checked(desk: Desk, grid_id: int) -> int | None:
    """Raises OutdatedButton for a grid that the station doesn't look after (any more)."""
    if grid_id == EVERYWHERE:
        return None
    grid = desk.directory.grids.get(grid_id)
    if grid is None or not grid.active:
        raise OutdatedButton
    return grid.id
