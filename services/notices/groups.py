"""What a group is told, other than about a case."""

from datetime import datetime
from typing import Any

from models.address import Address
from models.case import Case, CaseKind
from models.exchange import Exchange, Purpose
from models.person import Person
from models.shift import Position
from models.station import Grid
from services import duty, outbox
from services.courtesy import shown_name
from services.desk import Desk
from services.errors import OutdatedButton
from services.notices.facts import mention_in
from services.policy import OWN
from services.words import harmless

GROUP_BUTTONS = [["ask_help", "ask_consultation"], ["ask_privately"], ["who_is_on_duty"]]


def group_card(desk: Desk, to: Address, grid: Grid) -> Exchange:
    """Who looks after this neighbourhood, and the buttons with which anyone can ask."""
    return outbox.say(
        desk,
        to,
        "group_card",
        {
            "station": desk.station.name,
            "hotline": desk.station.hotline,
            "emergency": desk.station.emergency,
            **duty_facts(desk, grid),
        },
        language=desk.station.language,
        actions=GROUP_BUTTONS,
        purpose=Purpose.GROUP_CARD,
    )


def duty_facts(desk: Desk, grid: Grid) -> dict[str, Any]:
    """grid, keepers (the grid's own officers) and who is on duty now, by position: their names,
    hours and work phones; and who is next."""
    directory, now = desk.directory, desk.now()
    keepers = [directory.staff.get(id_) for id_ in directory.keepers_of_grid.get(grid.id, ())]
    following = duty.on_next(directory, grid.id, now)
    return {
        "grid": grid.name,
        "keepers": [shown_name(desk, one) for one in keepers if one is not None],
        "on_duty": _on_duty(desk, grid),
        "next": following
        and {
            "name": shown_name(desk, following.person),
            "starts": following.starts_at.isoformat(),
        },
    }


def _on_duty(desk: Desk, grid: Grid) -> dict[str, list[dict[str, Any]]]:
    """In the order in which they are asked; only where there is anyone."""
    directory, now = desk.directory, desk.now()
    found: dict[str, dict[int, dict[str, Any]]] = {OWN: {}, **{one.value: {} for one in Position}}
    for person in duty.own_officers(directory, grid.id, now):
        local = now.astimezone(directory.timezone)
        hours = directory.policy.hours_on(person.working_hours, local)
        found[OWN][person.id] = _watch(desk, person, *hours)
    for one in duty.on_now(directory, grid.id, now):
        begun = one.starts_at if one.starts_at > now - duty.SHOWN else None
        ends = one.ends_at if one.ends_at < now + duty.SHOWN else None
        watch = _watch(desk, one.person, begun, ends)
        found[one.shift.position].setdefault(one.person.id, watch)
    return {step: list(people.values()) for step, people in found.items() if people}


def _watch(
    desk: Desk, person: Person, starts: datetime | None, ends: datetime | None
) -> dict[str, Any]:
    return {
        "name": shown_name(desk, person),
        "starts": starts.isoformat() if starts else None,
        "ends": ends.isoformat() if ends else None,
        "phone": person.work_phone,
    }


def who_is_on_duty(desk: Desk) -> None:
    """Shown to the one who tapped, and to nobody else."""
    grid = desk.grid
    if grid is None:
        raise OutdatedButton
    desk.acknowledge("who_is_on_duty", hotline=desk.station.hotline, **duty_facts(desk, grid))


def ask_words(desk: Desk, to: Address, kind: CaseKind) -> None:
    """A form: what is it? The answer is a reply to this."""
    purpose = Purpose.ASK_HELP if kind is CaseKind.HELP else Purpose.ASK_CONSULTATION
    outbox.say(
        desk,
        to,
        "ask_words",
        {"kind": kind.value, **mention_in(desk, to)},
        purpose=purpose,
        person_id=desk.actor.id if desk.actor else None,
        reply_to_id=desk.heard_id,
        thread_id=desk.thread_id,
    )


def restored(desk: Desk, waiting: int) -> None:
    """The duty room hears that a backup was restored, and that so many messages wait."""
    room = desk.directory.duty_room
    if room is not None:
        outbox.say(desk, room, "restored", {"waiting": waiting}, language=desk.station.language)


def thanks(desk: Desk, case: Case) -> None:
    """Who helped somebody whose request is open already: it is part of that."""
    outbox.say(
        desk,
        desk.here,
        "helped",
        {"number": case.number, "helper": harmless(desk.name)},
        case=case,
        reply_to_id=desk.heard_id,
        thread_id=desk.thread_id,
    )


def unknown_group(desk: Desk, to: Address) -> None:
    """A group that the station file doesn't name is told its id, and nothing else."""
    outbox.say(
        desk,
        to,
        "unknown_group",
        {"chat": to.external_id},
        language=desk.station.language,
        reply_to_id=desk.heard_id,
    )
