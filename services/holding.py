"""Who holds a case: one officer, or nobody yet."""

from models.address import AddressState
from models.case import Case
from services import attending, duty, lookup, record
from services.desk import Desk
from services.errors import AlreadyHeld, CaseClosed, NotYours, OutdatedButton, StartFirst
from services.notices import cards, receipts, relays
from services.roles import handles_cases


async def must_know(desk: Desk, case: Case) -> None:
    """Of a private case an officer knows by its card alone, in the chat where they act: its
    number in a button that somebody made up is no way in. Who has lost their role has no business
    in any."""
    if desk.actor is not None and not handles_cases(desk.directory, desk.actor):
        raise NotYours
    if not case.is_private or desk.place is None or holds(desk, case):
        return
    if await lookup.card_in(desk, case, desk.place) is None:
        raise NotYours


def is_asked(desk: Desk, case: Case) -> bool:
    """Whether the actor is among those who are asked to take it now."""
    asked = duty.asked_now(desk, case) if case.holder_id is None else None
    return asked is not None and desk.me.id in {person.id for person in asked.people}


def holds(desk: Desk, case: Case) -> bool:
    return desk.actor is not None and case.holder_id == desk.actor.id


async def went_to_another(desk: Desk, case: Case) -> bool:
    """Whether somebody else has the case by now, which the actor once held."""
    if not case.is_open or case.holder_id is None or holds(desk, case):
        return False
    return await lookup.once_held(desk, case, desk.me)


async def must_be_free_for(desk: Desk, case: Case) -> None:
    """Refuse whoever isn't the holder, once there is one; and everyone once it is closed."""
    await must_know(desk, case)
    if not case.is_open:
        raise CaseClosed(number=case.number)
    if case.holder_id is not None and not holds(desk, case):
        holder = await lookup.person_by_id(desk, case.holder_id)
        raise AlreadyHeld(number=case.number, holder=holder.name)


async def must_be_mine_to_pass(desk: Desk, case: Case) -> None:
    """Who holds it passes it on, or whoever is asked while nobody does: a second tap mustn't skip
    whoever was asked by the first."""
    await must_be_free_for(desk, case)
    asked = duty.asked_now(desk, case) if case.holder_id is None else None
    if asked is not None and asked.people and desk.me.id not in {one.id for one in asked.people}:
        raise OutdatedButton


async def accept(desk: Desk, case: Case) -> None:
    """The officer who taps first holds the case; the others see who. A private case is handled
    in private, also by whoever took it in the duty room."""
    await must_be_free_for(desk, case)
    if case.holder_id == desk.me.id:
        return
    own = await lookup.address_of(desk, desk.me.id)
    if case.is_private and (own is None or own.state is not AddressState.ACTIVE):
        raise StartFirst
    await take(desk, case)
    await read_in_private(desk, case)


async def take(desk: Desk, case: Case) -> None:
    """The actor has it, who may."""
    case.accept(desk.me)
    record.note(desk, case, "accepted")
    await attending.accepted(desk, case)
    await cards.refresh(desk, case)
    await receipts.status(desk, case)


async def read_in_private(desk: Desk, case: Case) -> None:
    """Who holds a private case has its card, and all that was said, in a chat of their own; and
    so has who took another one there, from their list."""
    in_private = desk.place is not None and desk.place.is_private
    if case.holder_id is None or not (case.is_private or in_private):
        return
    own = await lookup.address_of(desk, case.holder_id)
    if own is not None and await lookup.card_in(desk, case, own) is None:
        card = await cards.card(desk, case, own)
        await relays.so_far(desk, case, card, await lookup.said_in(desk, case))
