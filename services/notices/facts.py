"""The facts of a case that templates show."""

from datetime import timedelta
from typing import Any

from models.address import Address
from models.alert import Alert
from models.case import Case
from models.person import Person
from services import duty, lookup
from services.courtesy import shown_name
from services.desk import Desk
from services.discretion import is_delicate
from services.kinds import without_kind
from services.notices.alerts import headline
from services.words import harmless, parts


async def case_facts(desk: Desk, case: Case) -> dict[str, Any]:
    """number, kind, state, answered, grid, place, asker, entered_by, since, happened, promised
    (ISO 8601, UTC), holder, asked (names), rung, words (the first part), outcome, private,
    delicate (in front of a group), asked_in_group, closed."""
    grid = desk.directory.grids.get(case.grid_id) if case.grid_id else None
    place = desk.directory.places.get(case.place_id) if case.place_id else None
    holder = await lookup.person_by_id(desk, case.holder_id) if case.holder_id else None
    helper = await lookup.person_by_id(desk, case.entered_by_id) if case.entered_by_id else None
    return {
        "number": case.number,
        "kind": case.kind.value,
        "state": case.state.value,
        "answered": case.is_answered,
        "grid": grid.name if grid else None,
        "place": place.name if place else None,
        "asker": harmless(case.asker_name),
        "entered_by": harmless(helper.name) if helper else None,
        "since": case.opened_at.isoformat(),
        "happened": case.happened_at.isoformat() if case.happened_at else None,
        "promised": case.promised_at.isoformat() if case.promised_at else None,
        "holder": holder.name if holder else None,
        "asked": [person.name for person in asked_people(desk, case)],
        "rung": duty.label_of(case.rung) if case.rung else None,
        "words": parts(shown_words(case))[0],
        "outcome": harmless(case.outcome) if case.outcome else None,
        "overdue": overdue(desk, case),
        "private": case.is_private,
        "delicate": is_delicate(case) and not case.is_private,
        "asked_in_group": case.group_id is not None,
    }


async def alert_of(desk: Desk, case: Case, language: str) -> str | None:
    """The headline of the alert under which it was reported."""
    alert = await desk.session.get(Alert, case.alert_id) if case.alert_id is not None else None
    return harmless(headline(desk, alert, language)) if alert is not None else None


async def asker_facts(desk: Desk, case: Case) -> dict[str, Any]:
    """The same as residents read them: officers by the names that they are known by."""
    values = await case_facts(desk, case)
    if case.holder_id is not None:
        values["holder"] = shown_name(desk, await lookup.person_by_id(desk, case.holder_id))
    values["asked"] = [shown_name(desk, person) for person in asked_people(desk, case)]
    return values


def shown_words(case: Case) -> str:
    """All that was asked, as people read it."""
    return harmless(without_kind(case.words))


def overdue(desk: Desk, case: Case) -> bool:
    """Whether nobody took the case by the time first promised; or somebody did, and the asker has
    heard nothing by the time promised."""
    if case.holder_id is not None:
        return case.is_open and case.promised_at is not None and desk.now() >= case.promised_at
    promised = timedelta(minutes=desk.station.minutes_for(case.kind))
    waits = case.is_open and not case.is_answered
    return waits and desk.now() >= case.opened_at + promised


def asked_people(desk: Desk, case: Case) -> tuple[Person, ...]:
    """Who is being asked to take the case now; nobody once someone holds it."""
    if case.holder_id is not None:
        return ()
    rung = duty.asked_now(desk, case)
    return rung.people if rung else ()


def mention_in(desk: Desk, to: Address) -> dict[str, Any]:
    """name and telegram (id) of who acts, for a form in a group: ForceReply with `selective`
    opens only for whoever is mentioned (Bot API). In private nobody needs to be named."""
    if desk.actor is None or to.is_private:
        return {"name": None, "telegram": None}
    own = desk.directory.address_of_person.get(desk.actor.id)
    own = own or desk.shelf.address_by_person.get(desk.actor.id)
    return {"name": harmless(desk.actor.name), "telegram": own.external_id if own else None}
