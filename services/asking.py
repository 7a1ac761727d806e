"""A resident says something: is it a new case, or part of one that is open?"""

from locales import is_thanks
from models.case import Case, CaseState
from models.exchange import Voice
from services import aloud, cases, lookup, record, relay, visits
from services.cases import Request
from services.desk import Desk
from services.errors import NotYours, WordsNeeded
from services.kinds import asked_in
from services.notices import cards
from services.words import bare


async def ask(desk: Desk, request: Request) -> Case:
    """It joins the asker's open case in this chat; if there is none, it opens one."""
    if not request.words and desk.said.content == "text":
        raise WordsNeeded
    case = await _open_here(desk)
    if case is None:
        return await cases.open_case(desk, request)
    await cases.join(desk, case)
    return case


async def add(desk: Desk, case: Case, request: Request) -> None:
    """A reply to a message of the case: from the asker, from staff, or from a neighbour."""
    is_asker = desk.actor is not None and case.asker_id == desk.actor.id
    by_staff = desk.actor is not None and desk.actor.is_staff and not is_asker
    if by_staff:
        await aloud.said(desk, case)
    elif case.state is CaseState.RESOLVED and await _thanks(desk, case, request.words):
        await relay.thanks(desk, case, Voice.ASKER if is_asker else Voice.NEIGHBOUR)
    elif _hidden_here(desk, case) or not case.is_open:
        await ask(desk, request)
    elif is_asker:
        await cases.join(desk, case)
    else:
        await relay.from_neighbour(desk, case)


async def something_new(desk: Desk, exchange_id: int) -> None:
    """What was taken for a part of an open case is a case of its own."""
    exchange = await lookup.exchange_by_id(desk, exchange_id)
    if exchange is None or exchange.person_id != desk.me.id or exchange.case_id is None:
        raise NotYours
    if exchange.address_id != desk.here.id:
        raise NotYours  # What was said in one chat isn't repeated in another.
    former = await lookup.case_by_id(desk, exchange.case_id)
    if former is not None and former.request_id == exchange.id:
        return  # It was tapped twice: the new case is there already.
    words = exchange.text or ""
    await cases.open_case(
        desk.acting_as(desk.actor, place=desk.place, heard=exchange),
        Request(asked_in(words), bare(words)),
    )
    if former is not None and former.is_open:
        record.note(desk, former, "words_moved", exchange=exchange.id)
        await cards.to_officers(desk, former, "words_moved")


async def _thanks(desk: Desk, case: Case, words: str) -> bool:
    """Whether it says thanks, maybe with the officer's name, and nothing else."""
    holder = await lookup.person_by_id(desk, case.holder_id) if case.holder_id else None
    return desk.said.content == "text" and is_thanks(words, holder.name if holder else "")


async def _open_here(desk: Desk) -> Case | None:
    """The asker's open case in this chat, the one last touched. Who comes by a poster asks about
    something new."""
    if desk.actor is None or (desk.here.is_private and visits.under_way(desk, desk.actor)):
        return None
    here = [case for case in await lookup.open_cases(desk, desk.actor) if _is_here(desk, case)]
    return max(here, key=lambda case: case.touched_at, default=None)


def _is_here(desk: Desk, case: Case) -> bool:
    if desk.here.is_private:
        return case.is_private
    opens_privately = desk.group is not None and desk.group.private
    return case.group_id == desk.here.group_id and (opens_privately or not case.is_private)


def _hidden_here(desk: Desk, case: Case) -> bool:
    """Whether this chat may know nothing of the case."""
    return case.is_private and not desk.here.is_private
