"""Closing a case: one line of outcome, who will read it, and then it is posted."""

from models.address import Address
from models.case import Case, CaseState
from models.exchange import Voice
from services import calling, deadlines, discretion, holding, lookup, record, relay
from services.desk import Desk
from services.errors import NotHeld, OutcomeNeedsWords, OutcomeTooLong
from services.notices import cards, receipts
from services.words import harmless, units

LONGEST_OUTCOME = 1_000  # UTF-16 units


async def ask_outcome(desk: Desk, case: Case) -> None:
    """Resolve: the officer is asked for one line of outcome (and takes a free case so). Of a
    private case one is asked in private."""
    await holding.accept(desk, case)
    to = await _where_read(desk, case)
    card = await lookup.card_in(desk, case, to)
    cards.ask_outcome(desk, case, to, card.id if card else None)


async def draft_outcome(desk: Desk, case: Case, words: str) -> None:
    """Keep the line, and show what will be seen, and by whom, before it is posted."""
    await holding.must_be_free_for(desk, case)
    if not words.strip():
        raise OutcomeNeedsWords
    if units(words) > LONGEST_OUTCOME:
        raise OutcomeTooLong(limit=LONGEST_OUTCOME)
    relay.belongs(desk, case, Voice.OFFICER)
    case.outcome = words
    desk.touch(case)
    await cards.outcome_preview(desk, case, await _where_read(desk, case))


async def _where_read(desk: Desk, case: Case) -> Address:
    """Here, but for a private case in the officer's own chat: it may have gone private since the
    duty room saw the form."""
    own = await lookup.address_of(desk, desk.me.id)
    return own if case.is_private and own is not None else desk.here


async def resolve(desk: Desk, case: Case, aloud: bool = False) -> None:
    """Post the outcome where the case was asked, and close it. `aloud`: the officer has chosen to
    show the group the words of a delicate one."""
    await holding.must_be_free_for(desk, case)
    if case.holder_id is None or case.outcome is None:
        raise NotHeld(number=case.number)
    if _shows_otherwise(desk, case):
        await cards.outcome_preview(desk, case, await _where_read(desk, case))
        return
    case.close(CaseState.RESOLVED, at=desk.now())
    record.note(desk, case, "resolved", outcome=case.outcome)
    if aloud:
        record.note(desk, case, "outcome_shown_to_group")
    await deadlines.clear(desk, case)
    await cards.refresh(desk, case)
    await receipts.status(desk, case)
    to = await lookup.asked_at(desk, case)
    if to is not None and to.reachable:
        await _post(desk, case, to, aloud)
    else:
        await calling.must_call(desk, case)


def _shows_otherwise(desk: Desk, case: Case) -> bool:
    """Whether the preview whose button was tapped shows other words, or fewer readers, than there
    would be: the line was written anew, or a delicate case is none any more."""
    shown = desk.about
    if shown is None or shown.template != "outcome_preview":
        return False
    values = shown.values or {}
    opened_up = values.get("delicate") and not case.is_private and not discretion.is_delicate(case)
    return bool(opened_up) or values.get("outcome") != harmless(case.outcome or "")


async def _post(desk: Desk, case: Case, to: Address, aloud: bool) -> None:
    """Where it was asked; a delicate one only as done, and its words to the asker alone."""
    if aloud or case.is_private or not discretion.is_delicate(case):
        await receipts.outcome(desk, case, to)
        return
    await receipts.done(desk, case, to)
    own = await lookup.address_of(desk, case.asker_id) if case.asker_id is not None else None
    if own is not None and await discretion.asker_hears(desk, case):
        await receipts.outcome(desk, case, own)
