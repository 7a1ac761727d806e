"""Down the duty chain: whom a case is asked of, and who is next when nobody takes it."""

from collections.abc import Sequence
from datetime import timedelta

from models.address import Address
from models.case import Case, Urgency
from models.deadline import DeadlineKind
from models.exchange import ARRIVING, Exchange
from models.person import Person
from services import deadlines, duty, lookup, record, urgency
from services.desk import Desk
from services.duty import Rung
from services.errors import NobodyFurther
from services.escalation_policy import EscalationPolicy, SeesTo
from services.notices import cards, receipts, relays

LONGEST_WAIT = 60  # minutes between reminders once everyone has been asked


async def ask_first(
    desk: Desk, case: Case, again: bool = False, by_digest: bool = False
) -> Rung | None:
    """The policy starts: everyone on duty in its first step that has somebody. `again`: whoever
    has the card already is reminded. `by_digest`: they read of it in a digest, and get no card."""
    urgency.settle(desk, case)
    case.rung = None
    rung = _first(desk, case)
    if rung is None:
        record.note(desk, case, "nobody_on_duty")
        wait = timedelta(minutes=desk.station.minutes_for(case.kind))
        _promise(desk, case)
        deadlines.put(desk, case, DeadlineKind.ACCEPT, desk.now() + wait)
        await _tell(desk, case)
        return None
    await _ask(desk, case, rung, again=again, by_digest=by_digest)
    return rung


async def somebody_came(desk: Desk, case: Case) -> Rung | None:
    """Nobody could be asked until now: the policy starts, and what was promised stands. They read
    of it in a digest, or get a card from whoever calls."""
    promised = case.promised_at
    await deadlines.clear(desk, case)
    case.promised_at = promised
    return await ask_first(desk, case, by_digest=True)


async def pass_on(desk: Desk, case: Case) -> None:
    """An officer hands the case to the next in line; it is free until someone accepts."""
    rung = duty.next_rung(desk, case.grid_id, after=case.step)
    if rung is None:
        raise NobodyFurther(number=case.number)
    await hand(desk, case, rung)


async def hand(desk: Desk, case: Case, rung: Rung) -> None:
    """From the officer who acts to whoever this is: for them the policy starts anew."""
    case.release()
    await deadlines.clear(desk, case)
    record.note(desk, case, "passed_on", to=rung.label)
    await _ask(desk, case, rung, passed_on_by=desk.me.name)


async def hand_over(desk: Desk, case: Case, rung: Rung, officer: Person) -> None:
    """From the officer whose shift has ended to whoever is next: they read of it in a digest. What
    was promised stands."""
    promised = case.promised_at
    case.release()
    await deadlines.clear(desk, case)
    case.promised_at = promised
    record.note(desk, case, "handed_over", to=rung.label, officer=officer.name)
    urgency.settle(desk, case)
    await _ask(desk, case, rung, by_digest=True)


async def nobody_accepted(desk: Desk, case: Case, round: int = 0) -> None:
    """The step's wait is over: the next in line, the policy's next round, the morning, or a
    reminder."""
    if case.urgency is Urgency.NIGHT and not desk.directory.escalation.is_night(desk.now()):
        await ask_first(desk, case, again=True)
        return
    policy = policy_of(desk, case)
    rung = duty.next_rung(desk, case.grid_id, case.step, policy.order)
    if rung is None:
        rung = await _instead_of_nobody(desk, case, policy)
    if rung is not None:
        _note_moved_on(desk, case, rung, policy)
        await _ask(desk, case, rung, round)
    elif round < policy.repeat and (rung := _first(desk, case)) is not None:
        record.note(desk, case, "asked_again", round=round + 1)
        await _ask(desk, case, rung, round + 1, again=True)
    elif case.urgency is Urgency.NIGHT and case.rung is not None:
        await _wait_for_morning(desk, case)
    elif (rung := await _newly_on_duty(desk, case)) is not None:
        record.note(desk, case, "moved_on", to=rung.label)
        await _ask(desk, case, rung, round)
    else:
        await _remind(desk, case)


async def joined_by(desk: Desk, case: Case, people: Sequence[Person]) -> None:
    """They have come on duty at the case's own step: they are asked with those who were."""
    record.note(
        desk,
        case,
        "came_on_duty",
        rung=duty.label_of(case.rung or ""),
        people=cards.names_of(tuple(people)),
    )
    await _tell(desk, case)


async def give_card(desk: Desk, case: Case, person: Person) -> None:
    """With all that was said before; whoever has it already is reminded."""
    place = await lookup.address_of(desk, person.id)
    if place is None:
        return
    if (known := await _card_in(desk, case, place)) is not None:
        await cards.remind(desk, case, known, "asked_again")
        return
    sent = await cards.card(desk, case, place)
    await relays.so_far(desk, case, sent, await _said(desk, case))


async def _card_in(desk: Desk, case: Case, place: Address) -> Exchange | None:
    """What never arrived can't be pointed at."""
    card = await lookup.card_in(desk, case, place)
    return card if card is not None and card.delivery in ARRIVING else None


async def go_on_from_here(desk: Desk, case: Case) -> None:
    """Who was asked last has the policy's wait from now on; what was promised stands."""
    wait = policy_of(desk, case).wait_after(case.step)
    for deadline in await lookup.deadlines(desk, case):
        deadline.done_at = deadline.done_at or desk.now()
    _promise(desk, case)
    deadlines.put(desk, case, DeadlineKind.ACCEPT, desk.now() + wait)


async def cannot_be_reached(desk: Desk, case: Case) -> None:
    """A card came back. If nobody else of the step has one, the next step is asked now."""
    if duty.asked_now(desk, case) is not None:
        return
    record.note(desk, case, "unreachable", rung=case.rung)
    await deadlines.clear(desk, case)
    await nobody_accepted(desk, case)


async def holder_lost(desk: Desk, case: Case, by_digest: bool = False) -> Rung | None:
    """The officer who holds the case can't be reached any more, or has left: it is asked anew."""
    record.note(desk, case, "holder_lost", holder=case.holder_id)
    case.release()
    await deadlines.clear(desk, case)
    return await ask_first(desk, case, by_digest=by_digest)


def policy_of(desk: Desk, case: Case) -> EscalationPolicy:
    return desk.directory.escalation.policy(SeesTo.UNACCEPTED, case.kind, case.urgency)


def _first(desk: Desk, case: Case) -> Rung | None:
    """Of the policy; where nobody of it can be reached, of all who are ever asked."""
    rung = duty.next_rung(desk, case.grid_id, None, policy_of(desk, case).order)
    rung = rung or duty.next_rung(desk, case.grid_id, None)
    return rung or duty.last_resort(desk, case.grid_id)


async def _instead_of_nobody(desk: Desk, case: Case, policy: EscalationPolicy) -> Rung | None:
    """The policy has further steps, or it stands at one, but nobody is there: somebody new has to
    be asked all the same. What can wait for the morning waits."""
    if case.urgency is Urgency.NIGHT or case.rung is None:
        return None
    is_left = duty.asked_now(desk, case) is None
    if not is_left and not duty.passed_over(desk, case.step, None, policy.order):
        return None
    rung = duty.last_resort(desk, case.grid_id)
    if rung is None:
        return None
    known = {card.address_id for card in await lookup.cards(desk, case)}
    places = [rung.room, *[await lookup.address_of(desk, one.id) for one in rung.people]]
    return rung if any(place is not None and place.id not in known for place in places) else None


def _note_moved_on(desk: Desk, case: Case, rung: Rung, policy: EscalationPolicy) -> None:
    """With the steps at which there was nobody to ask."""
    passed = duty.passed_over(desk, case.step, rung, policy.order)
    record.note(
        desk, case, "moved_on", to=rung.label, **({"passed_over": passed} if passed else {})
    )


async def _ask(
    desk: Desk,
    case: Case,
    rung: Rung,
    round: int = 0,
    *,
    passed_on_by: str | None = None,
    again: bool = False,
    by_digest: bool = False,
) -> None:
    case.rung = rung.name
    _promise(desk, case)
    if case.urgency is Urgency.UNKNOWN:
        kind, wait = DeadlineKind.SILENT, urgency.ANSWER_WITHIN
    else:
        kind, wait = DeadlineKind.ACCEPT, policy_of(desk, case).wait_after(case.step)
    deadlines.put(desk, case, kind, desk.now() + wait, round=round)
    record.note(desk, case, "asked", rung=rung.label, people=cards.names_of(rung.people))
    await _tell(desk, case)
    said = await _said(desk, case)
    people = () if by_digest else rung.people
    places = [await lookup.address_of(desk, person.id) for person in people]
    for place in filter(None, [rung.room, *places]):
        if (again or round) and (card := await _card_in(desk, case, place)) is not None:
            await cards.remind(desk, case, card, "asked_again")
            continue
        sent = await cards.card(desk, case, place, passed_on_by)
        await relays.so_far(desk, case, sent, said)


def _promise(desk: Desk, case: Case) -> None:
    """What was promised stands until it has passed. By night, what isn't urgent is promised for
    the morning."""
    if case.promised_at is not None and case.promised_at > desk.now():
        return
    if case.urgency is Urgency.NIGHT:
        case.promised_at = desk.directory.escalation.morning_promise(desk.now())
    else:
        minutes = desk.station.minutes_for(case.kind)
        case.promised_at = desk.now() + timedelta(minutes=minutes)


async def _said(desk: Desk, case: Case) -> list[Exchange]:
    """What was said in the case before; of one that is just being opened, what opens it."""
    if desk.heard is not None and desk.heard.id == case.request_id:
        return [desk.heard]
    return await lookup.said_in(desk, case)


async def _newly_on_duty(desk: Desk, case: Case) -> Rung | None:
    """A step with somebody on duty by now who never got a card of this case."""
    told = {card.person_id for card in await lookup.cards(desk, case)}
    order = policy_of(desk, case).order
    for rung in duty.chain(desk.directory, case.grid_id, desk.now(), order):
        fresh = tuple(person for person in rung.people if person.id not in told)
        if fresh:
            return Rung(rung.name, fresh)
    return None


async def _wait_for_morning(desk: Desk, case: Case) -> None:
    """Everyone who is asked by night has been; with the morning the policy starts anew."""
    record.note(desk, case, "waits_for_morning")
    _promise(desk, case)
    deadlines.put(
        desk, case, DeadlineKind.MORNING, desk.directory.escalation.night_ends(desk.now())
    )
    await _tell(desk, case)


async def _remind(desk: Desk, case: Case) -> None:
    record.note(desk, case, "still_waiting")
    case.rung = _last_that_knows(desk, case)
    wait = timedelta(minutes=max(LONGEST_WAIT, desk.station.minutes_for(case.kind)))
    case.promised_at = desk.now() + wait
    deadlines.put(desk, case, DeadlineKind.ACCEPT, case.promised_at)
    await cards.to_officers(desk, case, "still_waiting")
    await _tell(desk, case)


def _last_that_knows(desk: Desk, case: Case) -> str | None:
    """The step that was asked last and still has somebody who can be reached."""
    rungs = duty.chain(desk.directory, case.grid_id, desk.now())
    return rungs[-1].name if rungs else None


async def _tell(desk: Desk, case: Case) -> None:
    await cards.refresh(desk, case)
    await receipts.status(desk, case)
