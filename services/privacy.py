"""From the group into private: from then on the case is between the asker and the officers."""

from sqlalchemy import select

from models.address import Address, AddressState
from models.case import Case, Privacy
from models.exchange import Delivery, Exchange, Operation, Purpose
from services import (
    cases,
    discretion,
    holding,
    lookup,
    outbox,
    record,
    relay,
    taking_back,
    whereabouts,
)
from services.desk import Desk
from services.errors import CaseClosed, OutdatedButton, StartFirst
from services.notices import cards, receipts

SHOWN = (Delivery.DONE, Delivery.SENDING, Delivery.UNKNOWN)
FOLLOWS = (Purpose.WORDS, Purpose.OUTCOME)


async def continue_privately(desk: Desk, case: Case) -> None:
    """The asker opened the link, and so has a private chat: it goes on here."""
    cases.must_be_asker(desk, case)
    await _turn(desk, case, desk.here)
    await _go_on(desk, case, desk.here)


async def go_private(desk: Desk, case: Case) -> None:
    """The asker tapped in the group. Who has no private chat yet is led there by the answer to
    the tap; the group reads nothing more of it in any case."""
    cases.must_be_asker(desk, case)
    own = await discretion.private_chat(desk, case)
    await _turn(desk, case, own)
    if own is None:
        desk.lead_to(f"case-{case.id}")
        return
    await _go_on(desk, case, own)
    desk.acknowledge("went_private")


async def make_private(desk: Desk, case: Case) -> None:
    """An officer takes it out of the group for the asker's sake."""
    await holding.must_be_free_for(desk, case)
    if case.asker_id is None or case.is_private:
        raise OutdatedButton
    if case.holder_id is not None and not await _is_heard(desk, case.holder_id):
        raise StartFirst
    own = await discretion.private_chat(desk, case)
    await _turn(desk, case, own)
    if own is not None:
        asker = await lookup.asker(desk, case)
        scene = desk.acting_as(asker, place=own, heard=None, about=None, callback_id=None)
        await _go_on(scene, case, own)
    else:
        await cards.to_officers(desk, case, "waits_for_start")
    await taking_back.offer_to_officer(desk, case)
    desk.acknowledge("made_private")


async def _turn(desk: Desk, case: Case, own: Address | None) -> None:
    """What was said in the group is veiled, and what is still on its way there goes to the
    asker's `own` chat, or waits for it, in this same transaction."""
    if case.is_private:
        return
    if not case.is_open:
        raise CaseClosed(number=case.number)
    case.privacy = Privacy.PRIVATE
    record.note(desk, case, "went_private")
    await _veil_group(desk, case, own)
    await _veil_duty_room(desk, case)
    await cards.refresh(desk, case)
    await holding.read_in_private(desk, case)
    if desk.me.id == case.asker_id:
        await cards.to_officers(desk, case, "asker_went_private")


async def _go_on(desk: Desk, case: Case, own: Address) -> None:
    is_first = await lookup.receipt(desk, case) is None
    await receipts.continued_here(desk, case, own)
    if is_first:
        await receipts.show_in_group(desk, case)
        await relay.said_meanwhile(desk, case, own)
    await taking_back.offer(desk, case)
    if is_first:
        await whereabouts.ask(desk, case, own)


async def _is_heard(desk: Desk, person_id: int) -> bool:
    own = await lookup.address_of(desk, person_id)
    return own is not None and own.state is AddressState.ACTIVE


async def _veil_group(desk: Desk, case: Case, own: Address | None) -> None:
    group = desk.directory.address_of_group.get(case.group_id or 0)
    for sent in await _ours(desk, case, group):
        if sent.delivery is Delivery.QUEUED:
            await _redirect(desk, case, sent, own)
            continue
        if sent.operation is Operation.SEND:
            is_receipt = sent.purpose is Purpose.RECEIPT
            await receipts.veil(desk, case, sent, start=is_receipt and own is None)
        elif sent.operation in (Operation.COPY, Operation.ALBUM):
            outbox.delete(desk, sent)
        if sent.delivery is Delivery.SENDING:
            await _follow(desk, case, sent, own)
            _recall(case, sent)


async def _veil_duty_room(desk: Desk, case: Case) -> None:
    """The duty room keeps its card (number, kind, grid) and nothing that was said."""
    for sent in await _ours(desk, case, desk.directory.duty_room):
        if sent.delivery is Delivery.QUEUED:
            sent.delivery = Delivery.CANCELLED
            continue
        if sent.purpose is Purpose.WORDS and sent.operation is not Operation.DELETE:
            outbox.delete(desk, sent)
        if sent.delivery is Delivery.SENDING:
            _recall(case, sent)


async def _ours(desk: Desk, case: Case, place: Address | None) -> list[Exchange]:
    """What we said of the case in that chat, or are about to say."""
    if place is None:
        return []
    found = await _held(desk, case, place)
    # An album that has just landed consists of more rows than it did when we began to look.
    landed = any(one.operation is Operation.ALBUM for one in found)
    return await _held(desk, case, place) if landed else found


async def _held(desk: Desk, case: Case, place: Address) -> list[Exchange]:
    await desk.session.flush()
    found = await desk.session.scalars(
        select(Exchange)
        .where(Exchange.case_id == case.id, Exchange.address_id == place.id)
        .where(Exchange.delivery.in_((*SHOWN, Delivery.QUEUED)))
        .order_by(Exchange.id)
        # The courier may be claiming them just now: one of us waits for the other.
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(found)


async def _redirect(desk: Desk, case: Case, sent: Exchange, own: Address | None) -> None:
    """Answers still reach the asker; what only the group was to see is dropped."""
    if own is not None and _is_answer(sent):
        sent.address_id, sent.target_id, sent.thread_id = own.id, None, None
        return
    await _follow(desk, case, sent, own)
    sent.delivery = Delivery.CANCELLED


async def _follow(desk: Desk, case: Case, sent: Exchange, own: Address | None) -> None:
    """An answer that is on its way to the group may not arrive: the asker gets it in private,
    now or as soon as there is a private chat."""
    to = own or (await lookup.address_of(desk, case.asker_id) if case.asker_id else None)
    if to is None or not _is_answer(sent):
        return
    again = await relay.once_more(desk, case, sent, to)
    if own is None and again is not None:
        again.delivery = Delivery.CANCELLED
        record.note(desk, case, relay.KEPT, exchange=again.id)


def _is_answer(sent: Exchange) -> bool:
    return sent.purpose in FOLLOWS and sent.operation in outbox.SAYS


def _recall(case: Case, sent: Exchange) -> None:
    """What is on its way can't be stopped. But if it has to be sent again (it was refused, its
    answer was lost, or a crash forgot it), it says only that the case went private."""
    if sent.operation in outbox.SAYS:
        sent.operation, sent.source_id, sent.actions = Operation.SEND, None, []
        sent.template = "gone_private"
        sent.values = {"number": case.number, "state": case.state.value, "start": False}
