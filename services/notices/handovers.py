"""The list at the end of a shift, and who hears of what nobody is there to take."""

from collections.abc import Sequence
from typing import Any

from models.address import Address
from models.case import Case
from models.exchange import Exchange, Purpose
from models.handover import Choice, Handover
from models.person import Person
from services import lookup, outbox, paging
from services.desk import Desk
from services.duty import Rung
from services.handing_over import Line, above
from services.handover_policy import HandoverPolicy
from services.notices.facts import case_facts
from services.outbox import Actions

MOST_SHOWN = 12
SHOWN = ("number", "kind", "state", "grid", "since", "promised", "overdue")


async def listed(
    desk: Desk, row: Handover, officer: Person, lines: Sequence[Line], page: int = 0
) -> None:
    """One message, edited in place; once it is done, it says what became of each case, and what a
    page doesn't hold follows."""
    to = desk.directory.address_of_person.get(officer.id)
    if to is None or not to.reachable:
        return
    values, actions = await _page(desk, row, lines, page)
    shown = await lookup.exchange_by_id(desk, row.list_id) if row.list_id is not None else None
    if shown is not None:
        outbox.amend(desk, shown, "handover", values, actions)
    else:
        row.list_id = _say(desk, to, officer, values, actions).id
    if row.done_at is not None:
        for following in range(1, paging.count(lines, MOST_SHOWN)):
            _say(desk, to, officer, *await _page(desk, row, lines, following))


def _say(
    desk: Desk, to: Address, officer: Person, values: dict[str, Any], actions: Actions
) -> Exchange:
    return outbox.say(
        desk,
        to,
        "handover",
        values,
        language=officer.language,
        actions=actions,
        purpose=Purpose.HANDOVER,
        person_id=officer.id,
    )


async def _page(
    desk: Desk, row: Handover, lines: Sequence[Line], page: int
) -> tuple[dict[str, Any], Actions]:
    values = {
        "cases": [await _line(desk, one) for one in paging.of(lines, page, MOST_SHOWN)],
        "until": None if row.done_at is not None else row.due_at.isoformat(),
        "undecided": HandoverPolicy.of(desk.station).undecided.value,
        **paging.numbers(lines, page, MOST_SHOWN),
    }
    return values, _actions(row, lines, page) if row.done_at is None else []


async def nobody_next(desk: Desk, officer: Person, cases: Sequence[Case]) -> None:
    """They stay with an officer who is off duty: the shift leader hears of it, or else the chief,
    or the duty room. Who they are from is nobody's business here."""
    told = _Told(desk)
    for case in cases:
        told.add(above(desk, case, officer), await _shown(desk, case))
    told.say("nobody_next", officer)


async def promises_broken(desk: Desk, officer: Person, lines: Sequence[Line]) -> None:
    """They go to somebody else, and another time is promised: whoever sees to it that the asker
    hears something reads by when they should have."""
    told = _Told(desk)
    for one in lines:
        if one.broken is not None:
            people = one.rung.people if one.rung is not None else ()
            shown = {"broken": one.broken.isoformat(), "to": [person.name for person in people]}
            told.add(one.told, {**await _shown(desk, one.case), **shown})
    told.say("promise_broken", officer)


class _Told:
    """One message for each who is told, whatever there is to tell."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._of: dict[int, tuple[Address, str, list[dict[str, Any]]]] = {}

    def add(self, rung: Rung | None, case: dict[str, Any]) -> None:
        for to, language in self._places(rung) if rung is not None else ():
            self._of.setdefault(to.id, (to, language, []))[2].append(case)

    def say(self, template: str, officer: Person) -> None:
        for to, language, cases in self._of.values():
            values = {
                "officer": officer.name,
                "cases": cases[:MOST_SHOWN],
                "more": max(0, len(cases) - MOST_SHOWN),
            }
            outbox.say(self._desk, to, template, values, language=language)

    def _places(self, rung: Rung) -> list[tuple[Address, str]]:
        if rung.room is not None:
            return [(rung.room, self._desk.station.language)]
        known = self._desk.directory.address_of_person
        return [(known[one.id], one.language) for one in rung.people]


async def _shown(desk: Desk, case: Case) -> dict[str, Any]:
    facts = await case_facts(desk, case)
    return {name: facts[name] for name in SHOWN}


async def _line(desk: Desk, line: Line) -> dict[str, Any]:
    people = line.rung.people if line.rung is not None else ()
    return {
        **await _shown(desk, line.case),
        "how": line.how,
        "to": [person.name for person in people],
    }


def _actions(row: Handover, lines: Sequence[Line], page: int) -> Actions:
    mine = [one.case for one in paging.of(lines, page, MOST_SHOWN) if one.how != "gone"]
    choices = row.choices or {}
    each = [
        [
            f"{action}:{case.id}:{row.id}|{case.number}"
            for action, choice in (("keep_case", Choice.KEEP), ("hand_case", Choice.HAND_OVER))
            if choices.get(str(case.id)) != choice
        ]
        for case in mine
    ]
    more = paging.more(f"more_handover:{row.id}", lines, page, MOST_SHOWN)
    is_begun = any(choice != Choice.UNDECIDED for choice in choices.values())
    rest = "|rest" if is_begun else ""
    return [*each, [f"keep_all:{row.id}{rest}", f"hand_all:{row.id}{rest}"], *more]
