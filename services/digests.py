"""The digest with which a shift starts: what was handed over, in one message. Each case of it is
opened, or all are accepted, with a tap."""

from collections import defaultdict
from collections.abc import Sequence

from models.case import Case
from models.exchange import Exchange, Purpose
from models.person import Person
from services import brief, holding, lookup, record
from services.desk import Desk
from services.errors import AlreadyHeld, CaseClosed, NotYours, OutdatedButton
from services.handing_over import Handed
from services.notices import cards, digests, relays, worklists
from services.roles import may_hold


async def send(desk: Desk, handed: Sequence[Handed]) -> None:
    """One for each who is asked, with all that is asked of them."""
    told: dict[int, list[tuple[Case, str | None]]] = defaultdict(list)
    people: dict[int, Person] = {}
    for one in handed:
        for person in one.people:
            people[person.id] = person
            told[person.id].append((one.case, one.officer))
    for person_id, theirs in told.items():
        await digests.digest(desk, people[person_id], theirs)


async def show_more(desk: Desk, page: int) -> None:
    """The next of its cases, in the same message."""
    digest = _own(desk)
    if digest is None:
        raise OutdatedButton
    await digests.show(desk, digest, page)


async def open_case(desk: Desk, case: Case) -> None:
    """Its card, with all that was said before; who has that already reads its story in brief. That
    one looked is on record."""
    if not case.is_open:
        raise CaseClosed(number=case.number)
    card = await lookup.card_in(desk, case, desk.here)
    may = holding.holds(desk, case) or holding.is_asked(desk, case) or _is_offered(desk, case)
    if not may:
        if card is None:
            raise NotYours
        if case.holder_id is not None:
            holder = await lookup.person_by_id(desk, case.holder_id)
            raise AlreadyHeld(number=case.number, holder=holder.name)
    record.look(desk, case, reader=desk.me.name, way="digest")
    if card is not None:
        await worklists.told(desk, case, await brief.last_of(desk, case))
        return
    card = await cards.card(desk, case, desk.here)
    await relays.so_far(desk, case, card, await lookup.said_in(desk, case))


def _is_offered(desk: Desk, case: Case) -> bool:
    """It stands in the actor's own digest, and nobody has taken it: also once it has climbed on."""
    digest = _own(desk)
    return digest is not None and case.holder_id is None and case.id in digests.cases_of(digest)


def _own(desk: Desk) -> Exchange | None:
    digest = desk.about
    if digest is None or digest.purpose is not Purpose.DIGEST:
        return None
    return digest if digest.person_id == desk.me.id else None


async def accept_all(desk: Desk) -> None:
    """What nobody has taken meanwhile is the actor's; the digest then says who has what."""
    digest = _own(desk)
    if digest is None or not may_hold(desk.me):
        raise OutdatedButton
    listed = [await lookup.case_by_id(desk, id_) for id_ in digests.cases_of(digest)]
    cases = [case for case in listed if case is not None]
    mine = [case for case in cases if case.is_open and not case.holder_id]
    if not mine:
        raise OutdatedButton
    for case in mine:
        await holding.take(desk, case)
        read_elsewhere = await cards.concerned(desk, case)
        if read_elsewhere and await lookup.card_in(desk, case, desk.here) is None:
            await cards.card(desk, case, desk.here)
    await digests.show(desk, digest)
