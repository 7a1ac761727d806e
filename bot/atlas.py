"""Where chats and messages are, as far as the courier needs it: remembered, not asked again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address
from models.alert import AlertWords
from models.exchange import Exchange, Operation

PLACES_KEPT = 10_000
WORDS_KEPT = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands: the address, and Telegram's number there."""

    address_id: int
    message_id: int


class Atlas:
    """Our addresses to Telegram's chat ids, our exchanges to their messages; what alerts say."""

    def __init__(self) -> None:
        self.chats: dict[int, int] = {}
        self.groups: set[int] = set()
        self.words: dict[tuple[int, str], dict[str, Any]] = {}  # of an alert's run, by language
        self._places: dict[int, Place] = {}

    def place(self, exchange_id: int | None) -> Place | None:
        return self._places.get(exchange_id) if exchange_id is not None else None

    def put(self, exchange_id: int, address_id: int, message_id: int) -> None:
        self._places[exchange_id] = Place(address_id, message_id)
        if len(self._places) > PLACES_KEPT:
            del self._places[next(iter(self._places))]

    def remember(self, exchanges: Iterable[Exchange]) -> None:
        """What a batch had before it anyway."""
        for one in exchanges:
            if one.message_id is not None:
                self.put(one.id, one.address_id, one.message_id)

    def know(self, addresses: Iterable[Address]) -> None:
        for address in addresses:
            self.chats[address.id] = address.external_id
            if not address.is_private:
                self.groups.add(address.id)

    async def learn(self, session: AsyncSession, rows: Iterable[Any]) -> None:
        """Ask for what these claimed rows aim at and isn't known yet: three queries at most."""
        rows = list(rows)
        await self._learn_words(session, {row.run_id for row in rows if row.run_id})
        aims = {aim for row in rows for aim in (row.target_id, row.source_id) if aim}
        if unknown := aims - self._places.keys():
            await self._learn_places(session, unknown)
        chats = {row.address_id for row in rows}
        chats |= {row.values["receiver"] for row in rows if row.operation is Operation.WHISPER}
        chats |= {place.address_id for aim in aims if (place := self._places.get(aim))}
        if unknown := chats - self.chats.keys():
            self.know(await session.scalars(select(Address).where(Address.id.in_(unknown))))

    async def _learn_words(self, session: AsyncSession, runs: set[int]) -> None:
        """A run's words don't change once it has begun."""
        unknown = runs - {run for run, _ in self.words}
        if not unknown:
            return
        for one in await session.scalars(select(AlertWords).where(AlertWords.run_id.in_(unknown))):
            self.words[one.run_id, one.language] = one.values
        while len(self.words) > WORDS_KEPT:
            del self.words[next(iter(self.words))]

    async def _learn_places(self, session: AsyncSession, ids: set[int]) -> None:
        found = await session.execute(
            select(Exchange.id, Exchange.address_id, Exchange.message_id).where(
                Exchange.id.in_(ids), Exchange.message_id.is_not(None)
            )
        )
        for row in found:
            self.put(row.id, row.address_id, row.message_id)
