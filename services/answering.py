"""An officer's words that don't say by themselves which case they are for: they wait for a tap."""

from sqlalchemy import or_, select

from models.case import Case
from models.exchange import Direction, Exchange
from services import asking, entering, holding, late_words, lookup, relay, worklist
from services.cases import Request
from services.desk import Desk
from services.errors import NotYours, OutdatedButton
from services.kinds import asked_in
from services.notices import answers
from services.words import bare


async def which_case(desk: Desk, written_by: str | None = None) -> None:
    """Ask which one, or whether it is a new one. Nothing goes out until something is tapped; an
    album is asked about once. `written_by` is who wrote what was forwarded to us."""
    album = desk.about.album if desk.about else None
    if album is not None and album == desk.said.album:
        return
    cases = [*await worklist.mine(desk), *await worklist.waiting(desk)]
    answers.which_case(desk, cases, written_by)


async def chosen(desk: Desk, case: Case, exchange_id: int) -> None:
    """The words go out as the answer in this case."""
    said = await own_words(desk, exchange_id)
    await holding.must_be_free_for(desk, case)
    for heard in said:
        await relay.answer(desk.acting_as(desk.actor, heard=heard), case)
    answers.taken_as_answer(desk, case)


async def reply(desk: Desk, case: Case) -> None:
    """An officer's words in a case are the answer; whose they no longer are is asked."""
    if await holding.went_to_another(desk, case):
        await late_words.hold(desk, case)
    else:
        await relay.answer(desk, case)


async def taken_as_new(desk: Desk, exchange_id: int) -> None:
    """The words enter a case for somebody."""
    said = await own_words(desk, exchange_id)
    written_by = (desk.about.values or {}).get("written_by") if desk.about else None
    case = await entering.enter(desk, said, written_by)
    answers.taken_as_case(desk, case)


async def taken_as_own(desk: Desk, exchange_id: int) -> None:
    """An officer asks for themselves, like any resident."""
    for heard in await own_words(desk, exchange_id):
        words = bare(heard.text or "")
        scene = desk.acting_as(desk.actor, heard=heard)
        answers.taken_as_case(desk, await asking.ask(scene, Request(asked_in(words), words)))


async def own_words(desk: Desk, exchange_id: int) -> list[Exchange]:
    """What the actor said here and nobody was told yet: a message, or all of its album, each as
    last edited. It stays an edit only of what somebody read."""
    first = await lookup.exchange_by_id(desk, exchange_id)
    if first is None or first.person_id != desk.me.id or first.address_id != desk.here.id:
        raise NotYours
    same = [Exchange.message_id == first.message_id]
    if first.album is not None and first.replaces_id is None:
        same.append(Exchange.album == first.album)
    found = await desk.session.scalars(
        select(Exchange)
        .where(Exchange.address_id == first.address_id, or_(*same))
        .where(Exchange.direction == Direction.IN)
        .order_by(Exchange.id)
    )
    versions = list(found)
    newest = list({one.message_id: one for one in versions}.values())
    if any(one.case_id is not None for one in newest):
        raise OutdatedButton
    told = {one.message_id: one for one in versions if one.voice is not None}
    for one in newest:
        before = told.get(one.message_id)
        one.replaces_id = before.id if before else None
        if before is not None:  # Whether it brings another file than that one is asked later.
            desk.shelf.exchanges[before.id] = before
    return newest
