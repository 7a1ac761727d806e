"""Greetings and answers to one person, in their private chat."""

from typing import Any

from locales import LANGUAGES
from models.address import Address
from models.case import Case
from models.exchange import Exchange, Purpose
from models.person import Person
from models.station import Grid
from services import lookup, outbox, visits
from services.desk import Desk
from services.notices.facts import asker_facts
from services.outbox import Actions
from services.words import harmless

LANGUAGE_BUTTONS = [[f"language:{code}" for code in LANGUAGES]]
GREETING_BUTTONS = [*LANGUAGE_BUTTONS, ["my_alerts"]]
GRIDS_SHOWN = 20


def greeting(desk: Desk, to: Address, person: Person) -> None:
    """What this is, what is kept, and the choice of language."""
    template, values = _greeting(desk, person)
    outbox.say(desk, to, template, values, language=person.language, actions=GREETING_BUTTONS)


def language_chosen(desk: Desk, to: Address, person: Person) -> None:
    """The greeting is said again in the language that its reader knows."""
    if desk.about is not None:
        template, values = _greeting(desk, person)
        outbox.amend(desk, desk.about, template, values, GREETING_BUTTONS, language=person.language)
    outbox.say(desk, to, "language_chosen", language=person.language)


def _greeting(desk: Desk, person: Person) -> tuple[str, dict[str, Any]]:
    visit = visits.under_way(desk, person)
    return "start_officer" if person.is_staff else "start_resident", {
        "station": desk.station.name,
        "name": harmless(person.name),
        "hotline": desk.station.hotline,
        "police": desk.station.emergency.get("police"),
        "about": harmless(visit.name) if visit else None,
    }


def welcome_to_staff(desk: Desk, to: Address, person: Person) -> None:
    """An invite link was used: this account is now the officer's."""
    outbox.say(
        desk,
        to,
        "welcome_to_staff",
        {"name": person.name, "station": desk.station.name},
        language=person.language,
        actions=LANGUAGE_BUTTONS,
    )


def which_grid(desk: Desk, case: Case, to: Address) -> None:
    """The duty room has the case; where does the asker live?"""
    values, actions = {"number": case.number}, _grid_buttons(desk, case, 0)
    outbox.say(desk, to, "which_grid", values, case=case, actions=actions)


def other_grids(desk: Desk, case: Case, question: Exchange, page: int) -> None:
    """The next of them in the same message, and after the last the first again."""
    outbox.amend(
        desk, question, "which_grid", {"number": case.number}, _grid_buttons(desk, case, page)
    )


def _grid_buttons(desk: Desk, case: Case, page: int) -> Actions:
    """Two in a row, and no more than a phone shows (Telegram takes a hundred at most)."""
    grids = desk.directory.open_grids()
    first = page * GRIDS_SHOWN if page * GRIDS_SHOWN < len(grids) else 0
    shown = [
        f"choose_grid:{case.id}:{grid.id}|{grid.name}"
        for grid in grids[first : first + GRIDS_SHOWN]
    ]
    rows = [shown[at : at + 2] for at in range(0, len(shown), 2)]
    more = [[f"more_grids:{case.id}:{first // GRIDS_SHOWN + 1}"]]
    return rows + more if len(grids) > GRIDS_SHOWN else rows


def which_door(
    desk: Desk,
    case: Case,
    to: Address,
    *,
    known: str | None,
    language: str,
    place: str | None,
    reason: str,
) -> None:
    """Which building and door? What was told the last time is offered; it can be skipped.
    `reason`: home, shop or question; `place`: the public one where they are."""
    same = [[f"same_door:{case.id}|{known}"]] if known else []
    outbox.say(
        desk,
        to,
        "which_door",
        {"place": harmless(place) if place else None, "reason": reason},
        language=language,
        case=case,
        actions=[*same, [f"skip_door:{case.id}"]],
        purpose=Purpose.ASK_DOOR,
        person_id=case.asker_id,
    )


def door_noted(desk: Desk, question: Exchange, door: str) -> None:
    outbox.amend(desk, question, "door_noted", {"door": harmless(door)})


def door_skipped(desk: Desk, question: Exchange) -> None:
    outbox.amend(desk, question, "door_skipped", {})


def grid_chosen(desk: Desk, question: Exchange, grid: Grid) -> None:
    outbox.amend(desk, question, "grid_chosen", {"grid": grid.name})


async def own_cases(desk: Desk, to: Address, cases: list[Case]) -> None:
    """One's own cases with their state, and a button to cancel each that is open."""
    outbox.say(desk, to, "own_cases", await _listed(desk, cases), actions=_cancel_buttons(cases))


async def show_cancelled(desk: Desk, shown: Exchange, cases: list[Case]) -> None:
    """The list from which one was cancelled shows them as they stand now."""
    outbox.amend(desk, shown, "own_cases", await _listed(desk, cases), _cancel_buttons(cases))


async def _listed(desk: Desk, cases: list[Case]) -> dict[str, Any]:
    return {"cases": [await asker_facts(desk, case) for case in cases]}


def _cancel_buttons(cases: list[Case]) -> Actions:
    return [[f"cancel:{case.id}|{case.number}"] for case in cases if case.is_open]


def own_cases_are_private(desk: Desk, to: Address) -> None:
    """/cases in a group: one's cases are shown in private only."""
    outbox.say(
        desk,
        to,
        "cases_in_private",
        actions=[["ask_privately"]],
        reply_to_id=desk.heard_id,
        thread_id=desk.thread_id,
    )


async def whoami(desk: Desk, to: Address) -> None:
    """The numbers that a station file wants: the sender's, and the chat's."""
    own = await lookup.address_of(desk, desk.actor.id) if desk.actor else None
    outbox.say(
        desk,
        to,
        "whoami",
        {
            "telegram": own.external_id if own else None,
            "chat": to.external_id,
            "private": to.is_private,
        },
        reply_to_id=desk.heard_id,
        thread_id=desk.thread_id,
    )
