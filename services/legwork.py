"""An officer on foot: on the way, in vain at the door, and what is noted for colleagues."""

from models.case import Case
from models.exchange import Voice
from services import attending, calling, discretion, holding, lookup, record, relay
from services.desk import Desk
from services.errors import NoteNeedsACase, NotYours
from services.notices import answers, receipts, relays


async def on_my_way(desk: Desk, case: Case) -> None:
    """The asker is told, once. A holder who has set out keeps the case when the shift ends, for as
    long as the station's policy lets them be on the way; then they say so again."""
    await holding.accept(desk, case)
    if await lookup.is_on_the_way(desk, case):
        desk.acknowledge("on_my_way_told")
        return
    record.note(desk, case, "on_my_way")
    to = await discretion.heard_at(desk, case)
    if to is None or not to.reachable:
        await calling.must_call(desk, case)
    else:
        await receipts.on_my_way(desk, case, to)
        await attending.word_given(desk, case)
        desk.acknowledge("on_my_way_told")
    await attending.set_out(desk, case)


async def not_reached(desk: Desk, case: Case) -> None:
    """The officer tried in vain: the asker may come back to it."""
    await holding.accept(desk, case)
    record.note(desk, case, "not_reached")
    to = await discretion.heard_at(desk, case)
    if to is None or not to.reachable:
        await calling.must_call(desk, case)
        return
    await receipts.not_reached(desk, case, to)
    await attending.word_given(desk, case)
    desk.acknowledge("not_reached_told")


async def note(desk: Desk, case: Case, words: str) -> None:
    """For the officers of the case alone. Who asked the case reads no notes on it."""
    if case.asker_id == desk.me.id:
        raise NotYours
    if not words and desk.said.content == "text":
        raise NoteNeedsACase
    relay.belongs(desk, case, Voice.NOTE)
    await relays.note(desk, case)
    answers.noted(desk, case)
