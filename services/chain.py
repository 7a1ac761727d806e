"""Down the duty chain: whom a case is asked of, and who is next when nobody takes it."""

from models.case import Case
from models.exchange import Exchange
from services import deadlines, duty, lookup, record
from services.desk import Desk
from services.duty import Rung
from services.errors import NobodyFurther
from services.notices import cards, receipts, relays

LONGEST_WAIT = 60  # minutes between reminders once everyone has been asked


async def ask_first(desk: Desk, case: Case) -> None:
    """Everyone on duty in the first position that has somebody; the promise begins."""
    rung = duty.next_rung(desk, case.grid_id, after=None)
    if rung is None:
        record.note(desk, case, "nobody_on_duty")
        deadlines.promise(desk, case, desk.station.minutes_for(case.kind))
        await _tell(desk, case)
        return
    await _ask(desk, case, rung)


async def pass_on(desk: Desk, case: Case) -> None:
    """An officer hands the case to the next in line; it is free until someone accepts."""
    rung = duty.next_rung(desk, case.grid_id, after=case.step)
    if rung is None:
        raise NobodyFurther(number=case.number)
    await hand(desk, case, rung)


async def hand(desk: Desk, case: Case, rung: Rung) -> None:
    """From the officer who acts to whoever this is."""
    case.release()
    await deadlines.clear(desk, case)
    record.note(desk, case, "passed_on", to=rung.label)
    await _ask(desk, case, rung, passed_on_by=desk.me.name)


async def nobody_accepted(desk: Desk, case: Case) -> None:
    """The promised time is over: the next in line, or the duty room once more."""
    rung = duty.next_rung(desk, case.grid_id, after=case.step)
    rung = rung or await _newly_on_duty(desk, case)
    if rung is None:
        await _remind(desk, case)
    else:
        record.note(desk, case, "moved_on", to=rung.name)
        await _ask(desk, case, rung)


async def cannot_be_reached(desk: Desk, case: Case) -> None:
    """A card came back. If nobody else of the step has one, the next step is asked now."""
    if duty.asked_now(desk, case) is not None:
        return
    record.note(desk, case, "unreachable", rung=case.rung)
    await deadlines.clear(desk, case)
    await nobody_accepted(desk, case)


async def holder_lost(desk: Desk, case: Case) -> None:
    """The officer who holds the case can't be reached any more: it is asked anew."""
    record.note(desk, case, "holder_lost", holder=case.holder_id)
    case.release()
    await ask_first(desk, case)


async def _ask(desk: Desk, case: Case, rung: Rung, passed_on_by: str | None = None) -> None:
    case.rung = rung.name
    deadlines.promise(desk, case, desk.station.minutes_for(case.kind))
    record.note(desk, case, "asked", rung=rung.label, people=cards.names_of(rung.people))
    await _tell(desk, case)
    said = await _said(desk, case)
    places = [await lookup.address_of(desk, person.id) for person in rung.people]
    for place in [rung.room, *places]:
        if place is not None:
            sent = await cards.card(desk, case, place, passed_on_by)
            await relays.so_far(desk, case, sent, said)


async def _said(desk: Desk, case: Case) -> list[Exchange]:
    """What was said in the case before; of one that is just being opened, what opens it."""
    if desk.heard is not None and desk.heard.id == case.request_id:
        return [desk.heard]
    return await lookup.said_in(desk, case)


async def _newly_on_duty(desk: Desk, case: Case) -> Rung | None:
    """A step with somebody on duty by now who never got a card of this case."""
    told = {card.person_id for card in await lookup.cards(desk, case)}
    for rung in duty.chain(desk.directory, case.grid_id, desk.now()):
        fresh = tuple(person for person in rung.people if person.id not in told)
        if fresh:
            return Rung(rung.name, fresh)
    return None


async def _remind(desk: Desk, case: Case) -> None:
    record.note(desk, case, "still_waiting")
    case.rung = _last_that_knows(desk, case)
    deadlines.promise(desk, case, max(LONGEST_WAIT, desk.station.minutes_for(case.kind)))
    await cards.to_officers(desk, case, "still_waiting")
    await _tell(desk, case)


def _last_that_knows(desk: Desk, case: Case) -> str | None:
    """The step that was asked last and still has somebody who can be reached."""
    rungs = duty.chain(desk.directory, case.grid_id, desk.now())
    return rungs[-1].name if rungs else None


async def _tell(desk: Desk, case: Case) -> None:
    await cards.refresh(desk, case)
    await receipts.status(desk, case)
