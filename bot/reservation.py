"""What is written to a chat that is free goes out as soon as it is committed.

Its row is written as claimed already, which saves the courier a transaction: the one that would
claim it. Everything else waits in the outbox as ever.
"""

from types import TracebackType

from bot.atlas import Atlas
from bot.leader import Leadership
from bot.waiting import Entry, Waiting
from models.exchange import Delivery, Exchange
from services.desk import Desk


class Reservation:
    """Holds chats during one transaction, and gives them back if that fails.

    `room`: how many rows may go.
    """

    def __init__(self, waiting: Waiting, atlas: Atlas, leadership: Leadership, room: int) -> None:
        self._waiting, self._atlas = waiting, atlas
        self._leadership, self._room = leadership, room
        self._entries: list[Entry] = []

    def __enter__(self) -> "Reservation":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            for entry in self._entries:
                self._waiting.give_back(entry)

    async def take(self, desk: Desk) -> None:
        """Claim, of what this desk is about to write, whatever may go at once: the most urgent
        first, and what depends on nothing that isn't sent yet."""
        unsent = {row.id for row in desk.outgoing}
        rows = [
            row
            for row in sorted(desk.outgoing, key=lambda row: (row.priority, row.id))
            if row.target_id not in unsent and self._reserve(row, desk)
        ]
        self._atlas.remember(desk.shelf.exchanges.values())
        self._atlas.know(desk.shelf.address_by_id.values())
        with desk.session.no_autoflush:
            await self._atlas.learn(desk.session, rows)

    def _reserve(self, row: Exchange, desk: Desk) -> bool:
        if row.delivery is not Delivery.QUEUED or len(self._entries) >= self._room:
            return False
        entry = Entry.of(row, desk.now())
        if not self._waiting.reserve(entry):
            return False
        self._entries.append(entry)
        row.delivery, row.epoch, row.tries = Delivery.SENDING, self._leadership.epoch, 1
        return True
