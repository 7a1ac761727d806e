"""Whom the bot can't reach has to be called: it stands on the officer's list until it is done."""

from models.case import Case
from services import attending, holding, lookup, record
from services.desk import Desk
from services.errors import AlreadyHeld
from services.notices import cards


async def must_call(desk: Desk, case: Case) -> None:
    """Words or the outcome can't arrive: whoever has the case is told, and it is on their list."""
    if case.to_call_at is None:
        case.to_call_at = desk.now()
        record.note(desk, case, "to_call")
    await cards.undelivered(desk, case)


async def called(desk: Desk, case: Case) -> None:
    """The holder's to say, also of a closed case, or of whoever held it before and promised to
    call; anyone's, where the holder is no longer of the staff or nobody holds it."""
    await holding.must_know(desk, case)
    holder = desk.directory.staff.get(case.holder_id or 0)
    others = holder if holder and holder.id != desk.me.id else None
    if others is not None and not await lookup.once_held(desk, case, desk.me):
        raise AlreadyHeld(number=case.number, holder=others.name)
    if case.to_call_at is not None:
        case.to_call_at = None
        record.note(desk, case, "called")
    await attending.word_given(desk, case)
    if desk.about is not None:
        cards.called(desk, case, desk.about)
    desk.acknowledge("called_told")
