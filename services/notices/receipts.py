"""What the asker, and the group around them, see of a case."""

from typing import Any

from models.address import Address
from models.case import Case, CaseState
from models.exchange import Exchange, Purpose
from services import danger, lookup, outbox
from services.courtesy import shown_name
from services.desk import Desk
from services.discretion import asker_hears, is_delicate
from services.notices import whispers
from services.notices.facts import asker_facts
from services.outbox import Actions


async def opened(desk: Desk, case: Case) -> None:
    """Where it was asked; of a private case a group reads its number alone, and the asker the
    rest in the private chat, as soon as there is one."""
    if not case.is_private or desk.here.is_private:
        await receipt(desk, case, desk.here)
        if is_delicate(case) and not desk.here.is_private:
            await whispers.receipt(desk, case, desk.here, await _asker_facts(desk, case))
        return
    reachable = await asker_hears(desk, case)
    await _number_alone(desk, case, reachable)
    own = await lookup.address_of(desk, desk.me.id)
    if reachable and own is not None:
        await receipt(desk, case, own)
    else:
        await whispers.receipt(desk, case, desk.here, await _asker_facts(desk, case))


async def _number_alone(desk: Desk, case: Case, reachable: bool) -> None:
    values = await _asker_facts(desk, case)
    shown = ("number", "emergency", "crime", "police")
    outbox.say(
        desk,
        desk.here,
        "receipt_private",
        {**{name: values[name] for name in shown}, "delicate": True, "reachable": reachable},
        actions=[[f"continue_privately:{case.id}"]],
        case=case,
        purpose=Purpose.NUMBER,
        reply_to_id=desk.heard_id,
        thread_id=case.thread_id,
        person_id=case.asker_id,
    )


async def receipt(desk: Desk, case: Case, to: Address) -> Exchange:
    """The number, who was asked, the time promised; the emergency number first if need be."""
    values = await _asker_facts(desk, case)
    return outbox.say(
        desk,
        to,
        "receipt",
        values,
        actions=_actions(case),
        case=case,
        purpose=Purpose.RECEIPT,
        reply_to_id=desk.heard_id or case.request_id,
        thread_id=None if to.is_private else case.thread_id,
        person_id=case.asker_id,
    )


async def status(desk: Desk, case: Case) -> None:
    """The receipt shows how the case stands now, and a private case's number in a group that it
    is over."""
    if not case.is_open:
        await show_in_group(desk, case)
    sent = await lookup.receipt(desk, case)
    if sent is None:
        return
    values = await _asker_facts(desk, case)
    values["passed_on"] = values["asked"] != (sent.values or {}).get("asked")
    outbox.amend(desk, sent, "status", values, _actions(case))


async def joined(desk: Desk, case: Case, to: Address) -> None:
    """These words were added to an open case, unless they are something new."""
    values = await asker_facts(desk, case)
    if case.is_private and not to.is_private:
        values["holder"] = None
    outbox.say(
        desk,
        to,
        "joined",
        {**values, "emergency": emergency(desk, desk.said.text)},
        actions=[[f"something_new:{desk.heard_id}"]],
        case=case,
        reply_to_id=desk.heard_id,
        thread_id=desk.thread_id,
    )


async def neighbour_joined(desk: Desk, case: Case, to: Address) -> None:
    """A neighbour's words went to the officer as the neighbour's."""
    outbox.say(
        desk,
        to,
        "neighbour_joined",
        {"number": case.number, "emergency": emergency(desk, desk.said.text)},
        actions=[[f"something_new:{desk.heard_id}"]],
        case=case,
        reply_to_id=desk.heard_id,
        thread_id=desk.thread_id,
    )


async def outcome(desk: Desk, case: Case, to: Address) -> None:
    """It is done, and how: for the group, or for the asker alone."""
    outbox.say(
        desk,
        to,
        "outcome",
        await asker_facts(desk, case),
        language=await lookup.language_of_asker(desk, case),
        case=case,
        purpose=Purpose.OUTCOME,
        reply_to_id=case.request_id,
        thread_id=None if to.is_private else case.thread_id,
    )


async def done(desk: Desk, case: Case, to: Address) -> None:
    """What a group reads of a delicate case: its number, and that it is done."""
    outbox.say(
        desk,
        to,
        "outcome_done",
        {"number": case.number},
        language=await lookup.language_of_asker(desk, case),
        case=case,
        purpose=Purpose.OUTCOME,
        reply_to_id=case.request_id,
        thread_id=case.thread_id,
    )
    if not await asker_hears(desk, case):
        await whispers.outcome(desk, case, to, await asker_facts(desk, case))


async def on_my_way(desk: Desk, case: Case, to: Address) -> None:
    """The officer set out."""
    values = {"officer": shown_name(desk, desk.me)}
    language = await lookup.language_of_asker(desk, case)
    outbox.say(desk, to, "on_my_way", values, language=language, **_beside_request(case))


async def not_reached(desk: Desk, case: Case, to: Address) -> None:
    """The officer rang, or came to the door, in vain."""
    values = {"officer": shown_name(desk, desk.me), "hotline": desk.station.hotline}
    language = await lookup.language_of_asker(desk, case)
    outbox.say(desk, to, "not_reached", values, language=language, **_beside_request(case))


def ask_danger(desk: Desk, case: Case, to: Address, language: str) -> None:
    """By night: is anyone in danger right now? Two buttons, for whoever asked."""
    outbox.say(
        desk,
        to,
        "ask_danger",
        {"police": desk.station.emergency.get("police")},
        language=language,
        actions=[[f"danger:{case.id}", f"no_danger:{case.id}"]],
        **{**_beside_request(case), "purpose": Purpose.NOTICE},
        person_id=case.asker_id,
    )


def danger_told(desk: Desk, case: Case, *, danger: bool) -> None:
    """What they answered stands in the question's place; what has grown worse can still be said."""
    if desk.about is not None and desk.about.template == "ask_danger":
        values = {"danger": danger, "police": desk.station.emergency.get("police")}
        worse = [] if danger else [[f"danger:{case.id}"]]
        outbox.amend(desk, desk.about, "danger_told", values, worse)


def _beside_request(case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "purpose": Purpose.WORDS,
        "reply_to_id": case.request_id,
        "thread_id": case.thread_id,
    }


async def show_in_group(desk: Desk, case: Case) -> None:
    """What a group reads of a private case."""
    if case.is_private:
        for sent in await lookup.shown_in_group(desk, case):
            await veil(desk, case, sent)


async def veil(desk: Desk, case: Case, sent: Exchange, start: bool = False) -> None:
    """A message of ours in the group that spoke of the case says only that it went private.
    `start`: the asker has no private chat yet, and finds the way there."""
    outbox.amend(
        desk,
        sent,
        "gone_private",
        {"number": case.number, "state": case.state.value, "start": start},
        [[f"continue_privately:{case.id}"]] if start else [],
    )


async def answered_in_private(desk: Desk, case: Case, group: Address) -> None:
    """The group sees that somebody looks after it, and nothing of what was said."""
    outbox.say(
        desk,
        group,
        "answered_in_private",
        {"number": case.number},
        language=await lookup.language_of_asker(desk, case),
        case=case,
        reply_to_id=case.request_id,
        thread_id=case.thread_id,
    )


async def continued_here(desk: Desk, case: Case, to: Address) -> Exchange:
    """The case, in the asker's private chat: from here on it is between them and the officer."""
    return outbox.say(
        desk,
        to,
        "continued_here",
        await _asker_facts(desk, case),
        actions=_actions(case),
        case=case,
        purpose=Purpose.RECEIPT,
        person_id=case.asker_id,
    )


async def _asker_facts(desk: Desk, case: Case) -> dict[str, Any]:
    """The facts, with emergency (service: number, as the words have it), crime, police,
    hotline and can_go_private beside them."""
    values = await asker_facts(desk, case)
    alarm = danger.found_in(case.words, desk.station.emergency)
    values.update(
        emergency=alarm.numbers,
        crime=alarm.crime,
        can_go_private=case.asker_id is not None and not case.is_private,
        police=desk.station.emergency.get("police"),
        hotline=desk.station.hotline,
    )
    return values


def emergency(desk: Desk, words: str | None) -> dict[str, str]:
    """Whom to call (service: number), where the words are of danger."""
    return danger.found_in(words or "", desk.station.emergency).numbers


def _actions(case: Case) -> Actions:
    if case.state in (CaseState.RESOLVED, CaseState.CANCELLED) or case.asker_id is None:
        return []
    rows = [] if case.is_private else [[f"go_private:{case.id}"]]
    return [*rows, [f"cancel:{case.id}|{case.number}"]] if case.entered_by_id else rows
