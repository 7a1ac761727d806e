"""What officers and the duty room see of a case."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from models.address import Address
from models.case import Case, CaseKind, CaseState
from models.exchange import Exchange, Purpose
from models.person import Person
from services import lookup, outbox
from services.alerts.scheduling import may_write
from services.desk import Desk
from services.discretion import asker_hears, is_delicate, teaches
from services.duty import Rung
from services.errors import OutdatedButton
from services.notices import digests
from services.notices.facts import (
    alert_of,
    asked_people,
    asker_facts,
    case_facts,
    mention_in,
    shown_words,
)
from services.outbox import Actions
from services.words import harmless, parts

KINDS_TO_CHOOSE = tuple(kind for kind in CaseKind if kind is not CaseKind.ALARM)


async def card(desk: Desk, case: Case, to: Address, passed_on_by: str | None = None) -> Exchange:
    """The case for one officer, or for the duty room; long words follow as replies."""
    language = await _language_in(desk, to)
    values = await _card_facts(desk, case, language, veiled=_veiled(case, to))
    values["passed_on_by"] = passed_on_by
    sent = outbox.say(
        desk,
        to,
        "card",
        values,
        language=language,
        actions=_actions(case),
        case=case,
        purpose=Purpose.CARD,
        person_id=to.person_id,
    )
    if not values["veiled"]:
        for more in parts(shown_words(case))[1:]:
            outbox.say(
                desk,
                to,
                "more_words",
                {"number": case.number, "words": more},
                language=language,
                case=case,
                purpose=Purpose.WORDS,
                reply_to_id=sent.id,
            )
    return sent


async def refresh(desk: Desk, case: Case) -> None:
    """Each card of the case shows how it stands now, and so does a digest that is still to be sent:
    of a case that nobody was told of yet there is none."""
    for sent in await lookup.cards(desk, case):
        await refresh_one(desk, case, sent)
    if await lookup.papers(desk, case):
        await digests.refresh(desk, case)


async def refresh_one(desk: Desk, case: Case, sent: Exchange) -> None:
    values = await _facts_again(desk, case, sent)
    outbox.amend(desk, sent, "card", values, [*_actions(case), *_lesson(desk, case, sent)])


async def choose_kind(desk: Desk, case: Case) -> None:
    """The card in this chat asks what kind of case it is."""
    kinds = [f"set_kind:{case.id}:{kind.value}" for kind in KINDS_TO_CHOOSE]
    await _choose(desk, case, _in_rows(kinds, 3))


async def choose_colleague(
    desk: Desk, case: Case, line: Rung | None, before: Person | None, colleagues: Iterable[Person]
) -> None:
    """The card in this chat asks to whom the case goes: the next in line, whoever had it
    before, a colleague, or the duty room."""
    first = [[f"next_in_line:{case.id}"]] if line else []
    back = [[f"hand_back:{case.id}|{before.name}"]] if before else []
    named = [f"hand_to:{case.id}:{person.id}|{person.name}" for person in colleagues]
    room = [[f"hand_to_room:{case.id}"]] if desk.directory.duty_room else []
    await _choose(desk, case, [*first, *back, *_in_rows(named, 2), *room])


async def _choose(desk: Desk, case: Case, rows: Actions) -> None:
    """The choice takes the place of the card's buttons, with a way back."""
    sent = await lookup.card_in(desk, case, desk.here)
    if sent is None:
        raise OutdatedButton
    values = await _facts_again(desk, case, sent)
    outbox.amend(desk, sent, "card", values, [*rows, [f"show_card:{case.id}"]])


def _in_rows(actions: list[str], width: int) -> Actions:
    return [actions[i : i + width] for i in range(0, len(actions), width)]


def ask_outcome(desk: Desk, case: Case, to: Address, card_id: int | None) -> Exchange:
    """A form: one line of outcome, as a reply to this."""
    return outbox.say(
        desk,
        to,
        "ask_outcome",
        {
            "number": case.number,
            "private": case.is_private,
            "delicate": is_delicate(case),
            **mention_in(desk, to),
        },
        case=case,
        purpose=Purpose.ASK_OUTCOME,
        person_id=desk.me.id,
        reply_to_id=card_id,
    )


async def outcome_preview(desk: Desk, case: Case, to: Address) -> Exchange:
    """What will be seen, and by whom, before it is posted."""
    group = desk.directory.groups.get(case.group_id) if case.group_id else None
    values = await asker_facts(desk, case)
    values["reachable"] = await asker_hears(desk, case)
    aloud = [[f"post_aloud:{case.id}"]] if values["delicate"] else []
    values["group"] = None if case.is_private or group is None else harmless(group.title)
    return outbox.say(
        desk,
        to,
        "outcome_preview",
        values,
        case=case,
        actions=[[f"post_outcome:{case.id}", f"redraft:{case.id}"], *aloud],
        reply_to_id=desk.heard_id,
    )


async def to_officers(desk: Desk, case: Case, template: str, **values: Any) -> None:
    """Tell whoever has the case, or is asked to take it, as a reply to their card."""
    for sent in await concerned(desk, case):
        to = await lookup.address_by_id(desk, sent.address_id)
        outbox.say(
            desk,
            to,
            template,
            {"number": case.number, **values},
            language=sent.language,
            case=case,
            reply_to_id=sent.id,
        )


async def remind(desk: Desk, case: Case, sent: Exchange, template: str) -> None:
    """Whoever has this card is told once more, as a reply to it."""
    outbox.say(
        desk,
        await lookup.address_by_id(desk, sent.address_id),
        template,
        {"number": case.number},
        language=sent.language,
        case=case,
        reply_to_id=sent.id,
    )


async def attend(
    desk: Desk, case: Case, to: Address, why: str, set_out: datetime | None = None
) -> None:
    """The asker hears nothing (`set_out`: since the holder set out): its holder is told, or
    somebody who can see to it. Whoever has no card of the case reads its number, its grid and who
    has it."""
    card = await lookup.card_in(desk, case, to)
    facts = await case_facts(desk, case)
    shown = ("number", "kind", "state", "grid", "holder", "overdue")
    outbox.say(
        desk,
        to,
        "attend",
        {
            **{name: facts[name] for name in shown},
            "why": why,
            "set_out": set_out.isoformat() if set_out is not None else None,
            "yours": to.person_id is not None and to.person_id == case.holder_id,
        },
        language=await _language_in(desk, to),
        case=case,
        reply_to_id=card.id if card else None,
    )


async def door(desk: Desk, case: Case, where: str) -> None:
    """Where to find the asker, for officers in their own chats alone."""
    for sent in await concerned(desk, case):
        to = await lookup.address_by_id(desk, sent.address_id)
        if to.is_private:
            outbox.say(
                desk,
                to,
                "door",
                {"number": case.number, "door": harmless(where)},
                language=sent.language,
                case=case,
                reply_to_id=sent.id,
            )


async def offer(desk: Desk, case: Case, officer: Person, again: bool = False) -> bool:
    """Whoever answered in the group may take the case; false where they can't be written to."""
    to = await lookup.address_of(desk, officer.id)
    if to is None or not to.reachable:
        return False
    sent = await lookup.card_in(desk, case, to) or await card(desk, case, to)
    outbox.say(
        desk,
        to,
        "offer",
        {"number": case.number, "asker": harmless(case.asker_name), "again": again},
        language=sent.language,
        actions=[[f"accept:{case.id}"]],
        case=case,
        reply_to_id=sent.id,
    )
    return True


async def undelivered(desk: Desk, case: Case) -> None:
    """Words of theirs didn't arrive: they have to reach the asker in another way."""
    for sent in await concerned(desk, case):
        to = await lookup.address_by_id(desk, sent.address_id)
        outbox.say(
            desk,
            to,
            "undelivered",
            {
                "number": case.number,
                "asker": _known_asker(case, to),
                "outcome": not case.is_open,
            },
            language=sent.language,
            actions=[[f"called:{case.id}"]],
            case=case,
            reply_to_id=sent.id,
        )


def called(desk: Desk, case: Case, shown: Exchange) -> None:
    """Where it was asked to call them, it says that this was done."""
    if shown.template in ("undelivered", "to_whom"):
        outbox.amend(desk, shown, "called", {"number": case.number})


def _known_asker(case: Case, to: Address) -> str | None:
    """Who asked, if they gave a name; none where a duty room reads it, too."""
    return None if _veiled(case, to) else harmless(case.asker_name) or None


async def concerned(desk: Desk, case: Case) -> list[Exchange]:
    """The holder's card; while nobody holds it, the cards of everyone who got one."""
    sent = await lookup.cards(desk, case)
    if case.holder_id is None:
        return sent
    own = [one for one in sent if one.person_id == case.holder_id]
    return own or [one for one in sent if one.person_id is None]


async def without_card(desk: Desk, case: Case) -> list[Address]:
    """Where whoever has the case, or is asked to take it, would get its card, and has none."""
    sent = await lookup.cards(desk, case)
    told = {one.person_id for one in sent}
    if case.holder_id is not None:
        # Who took it in the duty room works there.
        in_room = any(one.person_id is None for one in sent) and not case.is_private
        people = set() if in_room else {case.holder_id}
    else:
        people = {person.id for person in asked_people(desk, case)} if case.promised_at else set()
    places = [desk.directory.address_of_person.get(id_) for id_ in people - told]
    return [to for to in places if to is not None and to.reachable]


def names_of(people: tuple[Person, ...]) -> list[str]:
    return [person.name for person in people]


async def _facts_again(desk: Desk, case: Case, sent: Exchange) -> dict[str, Any]:
    veiled = sent.person_id is None and case.is_private
    values = await _card_facts(desk, case, sent.language or desk.station.language, veiled)
    values["passed_on_by"] = (sent.values or {}).get("passed_on_by")
    return values


async def _card_facts(desk: Desk, case: Case, language: str, veiled: bool) -> dict[str, Any]:
    values = await case_facts(desk, case)
    values["alert"] = await alert_of(desk, case, language)
    values["long"] = len(parts(shown_words(case))) > 1
    values["veiled"] = veiled
    values["door"] = harmless(case.door) if case.door and case.is_private and not veiled else None
    if veiled:
        values.update(asker=None, entered_by=None, words=None, outcome=None, alert=None)
    return values


def _veiled(case: Case, to: Address) -> bool:
    return case.is_private and not to.is_private


def _actions(case: Case) -> Actions:
    if not case.is_open:
        return []
    first = [f"accept:{case.id}"] if case.state is CaseState.WAITING else []
    is_held = case.state is CaseState.ACCEPTED
    legwork = [[f"on_my_way:{case.id}", f"not_reached:{case.id}"]] if is_held else []
    more = [f"choose_colleague:{case.id}", f"kinds:{case.id}"]
    in_group = not case.is_private and case.asker_id is not None
    private = [[f"make_private:{case.id}"]] if in_group else []
    return [[*first, f"pass_on:{case.id}", f"resolve:{case.id}"], more, *private, *legwork]


def _lesson(desk: Desk, case: Case, sent: Exchange) -> Actions:
    """For a leader or chief, once it is resolved: others can learn from it."""
    reader = desk.directory.staff.get(sent.person_id or 0)
    may = reader is not None and may_write(reader) and teaches(case)
    return [[f"make_lesson:{case.id}"]] if may else []


async def _language_in(desk: Desk, to: Address) -> str:
    if to.person_id is None:
        return desk.station.language
    return (await lookup.person_by_id(desk, to.person_id)).language
