"""What waited, or was under way, when the courier before this one stopped."""

from collections.abc import Sequence
from typing import Any

import structlog

from bot import claims, results
from bot.desks import Desks
from bot.pauses import Pauses
from services import freezing
from services.notices import groups

log = structlog.get_logger()


class Backlog:
    """Gives it to the new courier, except what a restored backup brought back."""

    def __init__(self, desks: Desks, bot_id: int) -> None:
        self._desks, self._bot_id = desks, bot_id
        self._frozen_up_to: int | None = None

    async def take_up(self, pauses: Pauses) -> tuple[list[Any], str]:
        """The rows that wait, and the station's time zone. Pauses are kept up."""
        async with self._desks.open() as desk:
            lost = await claims.recover(desk.session, desk.station.id)
            frozen = await freezing.frozen(desk)
            if frozen:
                self._frozen_up_to = frozen[-1].id
                groups.restored(desk, len(frozen))
            rows = await claims.waiting_rows(
                desk.session, desk.station.id, after=self._frozen_up_to
            )
            for address in await results.paused(desk):
                if address.paused_until is not None:
                    pauses.kept(address.id, address.paused_until - desk.now())
        log.info("courier_began", waiting=len(rows), frozen=len(frozen), unknown=lost)
        return [*rows, *desk.outgoing], desk.station.timezone

    async def thawed(self) -> Sequence[Any]:
        """Asked again and again while something is frozen: what a person let go since."""
        if self._frozen_up_to is None:
            return ()
        async with self._desks.open() as desk:
            if await freezing.frozen_up_to(desk.session, self._bot_id) is not None:
                return ()
            rows = await claims.waiting_rows(
                desk.session, desk.station.id, up_to=self._frozen_up_to
            )
        log.info("thawed", waiting=len(rows))
        self._frozen_up_to = None
        return rows
