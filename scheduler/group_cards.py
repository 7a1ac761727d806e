"""Posts the card in a group that the bot was in before the station file named it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from sqlalchemy.ext.asyncio import AsyncSession

from models.exchange import Exchange
from models.station import Station
from services import arrivals
from services.desk import Desk

Looking = Callable[[], AbstractAsyncContextManager[tuple[AsyncSession, Station]]]
OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]
HandOver = Callable[[list[Exchange]], None]


class GroupCards:
    """Looks once after each load: a load raises the station's revision."""

    def __init__(self, looking: Looking, open_desk: OpenDesk, hand_over: HandOver) -> None:
        self._looking, self._open_desk, self._hand_over = looking, open_desk, hand_over
        self._revision = 0

    async def post(self) -> None:
        async with self._looking() as (_, station):
            revision = station.revision
        if revision == self._revision:
            return
        async with self._open_desk() as desk:
            await arrivals.post_awaited_cards(desk)
        self._hand_over(desk.outgoing)
        self._revision = revision
