"""doorstep frozen, doorstep frozen send, doorstep frozen drop, doorstep freeze"""

from collections.abc import Awaitable, Callable

from rich.table import Table
from sqlalchemy import select

from bot.commands.opening import at_desk
from bot.settings import Settings
from bot.terminal import moment, out, tell, words
from models.journal import Leadership
from services import freezing, story
from services.desk import Desk


async def show_list(settings: Settings) -> int:
    """What a restored backup brought back, and whom it would reach; nobody's words."""
    async with at_desk(settings) as desk:
        rows = await freezing.frozen(desk)
        places = await story.places(desk, {row.address_id for row in rows})
        numbers = await story.numbers(desk, (row.case_id for row in rows))
        zone = desk.station.timezone
    if not rows:
        tell("Nothing is frozen.")
        return 0
    table = Table("Written", "Case", "What", "To")
    for row in rows:
        table.add_row(
            moment(row.at, zone),
            numbers.get(row.case_id or 0, ""),
            " ".join(part for part in (row.operation, row.template) if part),
            words(places.get(row.address_id, "")),
        )
    out().print(table)
    tell("Send all of it with `doorstep frozen send`, or none of it with `doorstep frozen drop`.")
    return 0


async def send(settings: Settings) -> int:
    """The running bot sends it within seconds."""
    return await _decide(settings, freezing.send, "will be sent")


async def drop(settings: Settings) -> int:
    return await _decide(settings, freezing.drop, "will not be sent")


async def freeze(settings: Settings) -> int:
    """Before the first start on a restored database: the bot that runs minds it at its next."""
    async with at_desk(settings) as desk:
        led = await desk.session.scalar(
            select(Leadership).where(Leadership.bot_id == desk.station.bot_id).with_for_update()
        )
        if led is not None:
            freezing.freeze(led)
        waiting = len(await freezing.frozen(desk))
    tell(f"Messages frozen: {waiting}. At its next start the bot leaves them alone.")
    return 0


async def _decide(settings: Settings, decide: Callable[[Desk], Awaitable[None]], what: str) -> int:
    async with at_desk(settings) as desk:
        waiting = len(await freezing.frozen(desk))
        await decide(desk)
    tell(f"{waiting} {what}." if waiting else "Nothing is frozen.")
    return 0 if waiting else 1
