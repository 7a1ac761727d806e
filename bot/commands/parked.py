"""doorstep parked, doorstep parked retry ID, doorstep parked discard ID"""

from collections.abc import Callable

from rich.table import Table

from bot.commands.opening import opened
from bot.settings import Settings
from bot.terminal import moment, out, tell, words
from models.journal import JournalEntry, UpdateState
from services import parking


async def show_list(settings: Settings) -> int:
    """What couldn't be handled, and why; nobody's words."""
    bot_id = settings.bot_id
    async with opened(settings) as store, store.reading() as session:
        found = await parking.parked(session, bot_id)
    if not found:
        tell("Nothing is parked.")
        return 0
    table = Table("ID", "Since (UTC)", "Kind", "State", "Cause")
    for entry in found:
        state = "will be retried" if entry.state is UpdateState.RETRY else "parked"
        table.add_row(
            str(entry.update_id),
            moment(entry.at, "UTC"),
            words(entry.update_type or ""),
            state,
            words(entry.error or ""),
        )
    out().print(table)
    return 0


async def retry(settings: Settings, update_id: int) -> int:
    """The running bot takes it in again within seconds."""
    return await _decide(settings, update_id, parking.retry, "will be taken in again")


async def discard(settings: Settings, update_id: int) -> int:
    return await _decide(settings, update_id, parking.discard, "is discarded")


async def _decide(
    settings: Settings, update_id: int, decide: Callable[[JournalEntry], None], what: str
) -> int:
    bot_id = settings.bot_id
    async with opened(settings) as store, store.writing() as session:
        entry = await parking.find(session, bot_id, update_id)
        if entry is not None:
            decide(entry)
    known = entry is not None
    tell(f"Update {update_id} {what if known else 'is not parked'}.")
    return 0 if known else 1
