"""What an officer taps in the list at the end of their shift. Once all is decided, it is done."""

from models.case import Case
from models.handover import Choice, Handover
from services import digests, handing_over, handovers
from services.desk import Desk
from services.errors import NotYours, OutdatedButton


async def choose(desk: Desk, case: Case, handover_id: int, choice: Choice) -> None:
    row = await _mine(desk, handover_id)
    choices = row.choices or {}
    if str(case.id) not in choices or not handing_over.has(case, desk.me):
        raise OutdatedButton
    row.choices = {**choices, str(case.id): choice.value}
    await _go_on(desk, row)


async def choose_all(desk: Desk, handover_id: int, choice: Choice) -> None:
    row = await _mine(desk, handover_id)
    row.choices = dict.fromkeys(row.choices or {}, choice.value)
    await _go_on(desk, row)


async def _mine(desk: Desk, handover_id: int) -> Handover:
    """The list that still waits for its officer. It is held against the clock, which decides it at
    the same time."""
    row = await desk.session.get(Handover, handover_id, with_for_update=True)
    if row is None or row.station_id != desk.station.id:
        raise OutdatedButton
    if row.person_id != desk.me.id:
        raise NotYours
    if row.choices is None or row.done_at is not None:
        raise OutdatedButton
    return row


async def _go_on(desk: Desk, row: Handover) -> None:
    cases = await handing_over.listed(desk, row.choices or {})
    mine = [case for case in cases if handing_over.has(case, desk.me)]
    if any((row.choices or {})[str(case.id)] == Choice.UNDECIDED for case in mine):
        await handovers.show(desk, row, desk.me)
        return
    await digests.send(desk, await handovers.carry_out(desk, row, desk.me))
