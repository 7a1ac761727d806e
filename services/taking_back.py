"""The asker's own messages in the group: we offer to take them out, if we may."""

from sqlalchemy import select

from models.case import Case, CaseEvent
from models.exchange import Delivery, Direction, Exchange, Purpose, Voice
from services import discretion, holding, lookup, outbox, record
from services.desk import Desk
from services.errors import OutdatedButton
from services.notices import retractions

OFFERED = "deletion_offered"
DELETED, REFUSED = "askers_messages_deleted", "askers_messages_kept"


async def offer(desk: Desk, case: Case) -> None:
    """To the asker, in private. One offer holds for all that they say in the group until it is
    taken."""
    own = await discretion.private_chat(desk, case)
    said = await _said_in_group(desk, case) if own is not None else []
    if own is None or not said or await _stands(desk, case):
        return
    record.note(desk, case, OFFERED, messages=len(said))
    asker = await lookup.asker(desk, case)
    retractions.offer(desk, case, own, len(said), asker.language, to_asker=True)


async def offer_to_officer(desk: Desk, case: Case) -> None:
    """To whoever turned the case private."""
    said = await _said_in_group(desk, case)
    if said:
        retractions.offer(desk, case, desk.here, len(said), desk.language, to_asker=False)


async def accepted(desk: Desk, case: Case) -> None:
    """Take them out. What Telegram refuses is told when it has refused."""
    if case.asker_id != desk.me.id:
        await holding.must_be_free_for(desk, case)
    said = await _said_in_group(desk, case)
    if not case.is_private or not said:
        raise OutdatedButton
    record.note(desk, case, DELETED, messages=len(said))
    for heard in said:
        outbox.take_out(desk, heard, for_person=desk.me)
    retractions.under_way(desk, case)


async def refused(desk: Desk, case: Case, lost: Exchange) -> None:
    """Telegram doesn't let us: whoever wanted it is told how to do it, once."""
    known = await desk.session.scalar(
        select(CaseEvent.id).where(CaseEvent.case_id == case.id, CaseEvent.what == REFUSED).limit(1)
    )
    own = await lookup.address_of(desk, lost.person_id) if lost.person_id is not None else None
    if known is not None or own is None:
        return
    record.note(desk, case, REFUSED, exchange=lost.id)
    await desk.session.flush()
    person = await lookup.person_by_id(desk, own.person_id or 0)
    is_asker = person.id == case.asker_id
    retractions.refused(desk, case, own, person.language, to_asker=is_asker)


async def _stands(desk: Desk, case: Case) -> bool:
    """Whether the asker has an offer that wasn't taken yet."""
    last = await desk.session.scalar(
        select(CaseEvent.what)
        .where(CaseEvent.case_id == case.id, CaseEvent.what.in_((OFFERED, DELETED)))
        .order_by(CaseEvent.id.desc())
        .limit(1)
    )
    return last == OFFERED


async def _said_in_group(desk: Desk, case: Case) -> list[Exchange]:
    """What still stands in the group by the asker's own hand, each message once."""
    group = desk.directory.address_of_group.get(case.group_id or 0)
    if group is None:
        return []
    await desk.session.flush()
    rows = await desk.session.scalars(
        select(Exchange)
        .where(
            Exchange.case_id == case.id,
            Exchange.direction == Direction.IN,
            Exchange.voice == Voice.ASKER,
            Exchange.address_id == group.id,
            Exchange.message_id.is_not(None),
        )
        .order_by(Exchange.id)
    )
    found = list(rows)
    message_of = {one.id: one.message_id for one in found}
    taken = {message_of.get(target or 0) for target in await _taken_out(desk, case)}
    return list({one.message_id: one for one in found if one.message_id not in taken}.values())


async def _taken_out(desk: Desk, case: Case) -> list[int | None]:
    """What we have taken out, or are about to."""
    found = await desk.session.scalars(
        select(Exchange.target_id).where(
            Exchange.case_id == case.id,
            Exchange.purpose == Purpose.SAID,
            Exchange.delivery != Delivery.FAILED,
        )
    )
    return list(found)
