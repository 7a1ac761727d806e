"""A station that warns its neighbourhoods: what a leader writes, and what became of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import select

from models.address import Address
from models.alert import Alert, AlertKind, AlertRun, Subscription
from models.exchange import Exchange, Purpose
from models.person import Person
from services.alerts import broadcasting, following, scheduling, steering
from services.desk import Desk
from simulator import Group
from simulator import Person as Actor
from tests.street import Street

WORDS = {
    "en": {"headline": "Calls from the bank", "text": "Nobody asks for your PIN by telephone."},
    "zh_Hans": {"headline": "冒充银行的电话", "text": "银行不会在电话里问您的密码。"},
}


class Station:
    """The street with as many groups as are wanted, and alerts written for it."""

    def __init__(self, street: Street) -> None:
        self.street = street

    def groups(self, number: int) -> list[Group]:
        """Neighbourhoods 1, 2, …, each with a group."""
        return [self.street.grid(f"Street {index + 1}") for index in range(number)]

    @asynccontextmanager
    async def desk(self, quiet: bool = True) -> AsyncIterator[Desk]:
        """In a transaction of its own; what is written goes out."""
        if quiet:
            await self.street.quiet()
        app = self.street.app
        assert app is not None
        assert app._desks is not None
        assert app._courier is not None
        async with app._desks.open() as desk:
            yield desk
        app._courier.hand_over(desk.outgoing)

    async def writes(
        self, author: Actor | None = None, due: datetime | None = None, **columns: Any
    ) -> Alert:
        """An alert that is handed in: it goes out when it is due, or now, or by its calendar."""
        async with self.desk() as desk:
            return await self._handed_in(desk, author, columns, due)

    async def _handed_in(
        self,
        desk: Desk,
        author: Actor | None,
        columns: dict[str, Any],
        due: datetime | None = None,
    ) -> Alert:
        columns.setdefault("words", WORDS)
        person = await self._person(desk, author) if author else None
        alert = Alert(
            station_id=desk.station.id,
            author_id=person.id if person else None,
            at=desk.now(),
            **columns,
        )
        desk.add(alert)
        await scheduling.hand_in(desk, alert, due)
        return alert

    async def sends(self, author: Actor | None = None, **columns: Any) -> Alert:
        """The same, and it has gone out as far as it goes."""
        alert = await self.writes(author, **columns)
        await self.goes_on()
        return alert

    async def follows(
        self, alert: Alert, kind: AlertKind, author: Actor | None = None, **columns: Any
    ) -> Alert:
        """An update, a cancellation or an all-clear, which goes out as far as it goes."""
        async with self.desk() as desk:
            acting = desk.acting_as(await self._person(desk, author)) if author else desk
            if kind is AlertKind.UPDATE:
                made = await following.update(acting, alert, **columns)
            elif kind is AlertKind.CANCEL:
                made = await following.cancel(acting, alert, **columns)
            else:
                made = await following.all_clear(acting, alert, **columns)
        await self.goes_on()
        return made

    async def begins_paused(self, author: Actor, **columns: Any) -> Alert:
        """All of it is written, and nothing has gone out. In one transaction, or the clock might
        begin it, too."""
        async with self.desk() as desk:
            alert = await self._handed_in(desk, author, columns)
            run = await broadcasting.begin(desk, alert, desk.now())
            alert.next_at = None
            await steering.pause(desk.acting_as(await self._person(desk, author)), run.id)
        return alert

    async def goes_on(self, seconds: float = 4) -> None:
        """The clock does what there is to do, until all is said."""
        for passed in (seconds, seconds, 4):
            await self.street.later(seconds=passed)
            await self.street.quiet()

    async def begins(self) -> None:
        """What is due is written down; it may not have gone out yet."""
        assert self.street.app is not None
        await self.street.app.sweep()

    async def is_known(self, group: Group) -> bool:
        """The station has heard of the group at this number."""
        async with self.street.record() as session:
            at = select(Address.id).where(Address.external_id == group.id)
            return await session.scalar(at) is not None

    async def subscribes(self, who: Actor, **columns: Any) -> None:
        async with self.desk() as desk:
            person = await self._person(desk, who)
            mine = Subscription(
                station_id=desk.station.id, person_id=person.id, at=desk.now(), **columns
            )
            desk.add(mine)

    async def runs(self, alert: Alert) -> list[AlertRun]:
        async with self.street.record() as session:
            mine = select(AlertRun).where(AlertRun.alert_id == alert.id)
            return list(await session.scalars(mine.order_by(AlertRun.due_at)))

    async def now(self, alert: Alert) -> Alert:
        """As it stands in the database."""
        async with self.street.record() as session:
            return await session.get_one(Alert, alert.id)

    async def policy(self, **alerts: Any) -> None:
        """As the station file would have it."""
        async with self.desk() as desk:
            desk.station.alerts = alerts
            desk.station.revision += 1

    async def alert(self) -> Alert:
        """The one that there is."""
        await self.street.quiet()
        async with self.street.record() as session:
            return (await session.scalars(select(Alert))).one()

    async def run(self, alert: Alert) -> AlertRun:
        """The one that there is."""
        (run,) = await self.runs(alert)
        return run

    async def rows(self, run: AlertRun) -> list[Exchange]:
        """One for each chat."""
        return await self.street.sent(Exchange.run_id == run.id, Exchange.purpose == Purpose.ALERT)

    async def on_record(self, run: AlertRun) -> list[Exchange]:
        """The same, as things stand now."""
        async with self.street.record() as session:
            mine = (Exchange.run_id == run.id, Exchange.purpose == Purpose.ALERT)
            return list(await session.scalars(select(Exchange).where(*mine)))

    async def _person(self, desk: Desk, who: Actor) -> Person:
        address = await self.street.address(who)
        return await desk.session.get_one(Person, address.person_id)
