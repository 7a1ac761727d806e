"""Sweeps the deadlines that are due."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import structlog

from models.deadline import Deadline
from models.exchange import Exchange
from services import deadlines, dossiers, escalation
from services.desk import Desk

log = structlog.get_logger()

OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]
HandOver = Callable[[list[Exchange]], None]


async def sweep(open_desk: OpenDesk, hand_over: HandOver) -> None:
    """All that is due, a batch in one transaction; if that fails, each in one of its own, so that
    one that can't be done doesn't hold up the others."""
    try:
        while await _sweep(open_desk, hand_over, deadlines.BATCH) == deadlines.BATCH:
            pass
    except Exception as error:
        log.warning("sweep_failed", error=f"{type(error).__name__}: {error}"[:200])
        await _sweep_singly(open_desk, hand_over)


async def _sweep(open_desk: OpenDesk, hand_over: HandOver, limit: int) -> int:
    """How many were done."""
    async with open_desk() as desk:
        found = await deadlines.due(desk, limit)
        await dossiers.fetch_due(desk, found)
        for deadline in found:
            if deadline.done_at is None:  # One before it may have met it.
                await escalation.fall_due(desk, deadline)
    hand_over(desk.outgoing)
    return len(found)


async def _sweep_singly(open_desk: OpenDesk, hand_over: HandOver) -> None:
    async with open_desk() as desk:
        ids = [deadline.id for deadline in await deadlines.due(desk, deadlines.BATCH)]
    for id_ in ids:
        try:
            async with open_desk() as desk:
                deadline = await desk.session.get_one(Deadline, id_, with_for_update=True)
                if deadline.done_at is None:
                    await escalation.fall_due(desk, deadline)
            hand_over(desk.outgoing)
        except Exception:
            log.exception("deadline_failed", deadline=id_)
            async with open_desk() as desk:
                deadlines.postpone(desk, await desk.session.get_one(Deadline, id_))
