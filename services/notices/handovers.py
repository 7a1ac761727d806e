"""The list at the end of a shift, and who hears of what nobody is there to take."""

from collections.abc import Sequence
from typing import Any

from models.address import Address
from models.case import Case
from models.exchange import Purpose
from models.handover import Choice, Handover
from models.person import Person
from services import duty, lookup, outbox
from services.desk import Desk
from services.handing_over import NEXT, Line
from services.handover_policy import HandoverPolicy
from services.notices.facts import case_facts
from services.outbox import Actions

MOST_SHOWN = 12
SHOWN = ("number", "kind", "state", "grid", "since", "promised", "overdue")


async def listed(desk: Desk, row: Handover, officer: Person, lines: Sequence[Line]) -> None:
    """One message, edited in place; once it is done, it says what became of each case."""
    to = desk.directory.address_of_person.get(officer.id)
    if to is None or not to.reachable:
        return
    values = {
        "cases": [await _line(desk, one) for one in lines[:MOST_SHOWN]],
        "more": max(0, len(lines) - MOST_SHOWN),
        "until": None if row.done_at is not None else row.due_at.isoformat(),
        "undecided": HandoverPolicy.of(desk.station).undecided.value,
    }
    actions = _actions(row, lines) if row.done_at is None else []
    shown = await lookup.exchange_by_id(desk, row.list_id) if row.list_id is not None else None
    if shown is not None:
        outbox.amend(desk, shown, "handover", values, actions)
        return
    row.list_id = outbox.say(
        desk,
        to,
        "handover",
        values,
        language=officer.language,
        actions=actions,
        purpose=Purpose.HANDOVER,
        person_id=officer.id,
    ).id


async def nobody_next(desk: Desk, officer: Person, cases: Sequence[Case]) -> None:
    """They stay with an officer who is off duty: the shift leader hears of it, or else the chief,
    or the duty room. Who they are from is nobody's business here."""
    told: dict[int, tuple[Address, str, list[Case]]] = {}
    for case in cases:
        for to, language in _above(desk, case, officer):
            told.setdefault(to.id, (to, language, []))[2].append(case)
    for to, language, theirs in told.values():
        facts = [await case_facts(desk, case) for case in theirs[:MOST_SHOWN]]
        values = {
            "officer": officer.name,
            "cases": [{name: one[name] for name in SHOWN} for one in facts],
            "more": max(0, len(theirs) - MOST_SHOWN),
        }
        outbox.say(desk, to, "nobody_next", values, language=language)


def _above(desk: Desk, case: Case, officer: Person) -> list[tuple[Address, str]]:
    """The first step of the duty's order, of those that aren't handed cases, with somebody else."""
    order = [name for name in desk.directory.policy.order if name not in NEXT]
    for rung in duty.chain(desk.directory, case.grid_id, desk.now(), order):
        if rung.room is not None:
            return [(rung.room, desk.station.language)]
        people = [one for one in rung.people if one.id != officer.id]
        if people:
            known = desk.directory.address_of_person
            return [(known[one.id], one.language) for one in people]
    return []


async def _line(desk: Desk, line: Line) -> dict[str, Any]:
    facts = await case_facts(desk, line.case)
    people = line.rung.people if line.rung is not None else ()
    return {
        **{name: facts[name] for name in SHOWN},
        "how": line.how,
        "to": [person.name for person in people],
    }


def _actions(row: Handover, lines: Sequence[Line]) -> Actions:
    mine = [one.case for one in lines[:MOST_SHOWN] if one.how != "gone"]
    choices = row.choices or {}
    each = [
        [
            f"{action}:{case.id}:{row.id}|{case.number}"
            for action, choice in (("keep_case", Choice.KEEP), ("hand_case", Choice.HAND_OVER))
            if choices.get(str(case.id)) != choice
        ]
        for case in mine
    ]
    return [*each, [f"keep_all:{row.id}", f"hand_all:{row.id}"]]
