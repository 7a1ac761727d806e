"""What an officer taps in the list at the end of their shift. Once all is decided, it is done."""

from models.case import Case
from models.handover import Choice, Handover
from services import digests, handing_over, handovers
from services.desk import Desk
from services.errors import NotYours, OutdatedButton
from services.notices.handovers import MOST_SHOWN


async def choose(desk: Desk, case: Case, handover_id: int, choice: Choice) -> None:
    row = _mine(desk, handover_id)
    choices = row.choices or {}
    if str(case.id) not in choices or not handing_over.has(case, desk.me):
        raise OutdatedButton
    row.choices = {**choices, str(case.id): choice.value}
    await _go_on(desk, row, page=list(choices).index(str(case.id)) // MOST_SHOWN)


async def choose_all(desk: Desk, handover_id: int, choice: Choice) -> None:
    """All that isn't decided yet: what was chosen singly stands."""
    row = _mine(desk, handover_id)
    row.choices = {
        case_id: choice.value if known == Choice.UNDECIDED else known
        for case_id, known in (row.choices or {}).items()
    }
    await _go_on(desk, row)


async def show_more(desk: Desk, handover_id: int, page: int) -> None:
    """The next of its cases, in the same message."""
    row = _mine(desk, handover_id)
    await handovers.show(desk, row, desk.me, page)


def _mine(desk: Desk, handover_id: int) -> Handover:
    """The list that still waits for its officer. Intake holds it (services/handover_rows) against
    the clock, which decides it at the same time."""
    row = desk.shelf.handovers.get(handover_id)
    if row is None:
        raise OutdatedButton
    if row.person_id != desk.me.id:
        raise NotYours
    if not row.is_being_asked:
        raise OutdatedButton
    return row


async def _go_on(desk: Desk, row: Handover, page: int = 0) -> None:
    cases = await handing_over.listed(desk, row.choices or {})
    mine = [case for case in cases if handing_over.has(case, desk.me)]
    if any((row.choices or {})[str(case.id)] == Choice.UNDECIDED for case in mine):
        await handovers.show(desk, row, desk.me, page)
        return
    await digests.send(desk, await handovers.carry_out(desk, row, desk.me))
