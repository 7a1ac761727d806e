"""What a group is told, other than about a case."""

from collections.abc import Sequence
from typing import Any

from models.address import Address
from models.case import Case, CaseKind
from models.exchange import Exchange, Purpose
from models.shift import Position, Shift
from models.station import Grid
from services import duty, outbox
from services.courtesy import shown_name
from services.desk import Desk
from services.errors import OutdatedButton
from services.notices.facts import mention_in
from services.words import harmless

MOST_GRIDS = 4
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
    """grid, keepers (the grid's own officers) and who is on duty now, by position (names)."""
    directory = desk.directory
    on_duty = duty.on_duty(directory, grid.id, desk.now())
    keepers = [
        shown_name(desk, person)
        for person in directory.staff.values()
        if grid.id in directory.grids_of_person.get(person.id, ())
    ]
    return {
        "grid": grid.name,
        "keepers": keepers,
        "on_duty": {
            position.value: [shown_name(desk, person) for person in on_duty[position]]
            for position in Position
            if on_duty[position]
        },
    }


def who_is_on_duty(desk: Desk) -> None:
    """Shown to the one who tapped, and to nobody else."""
    grid = desk.grid
    if grid is None:
        raise OutdatedButton
    desk.acknowledge("who_is_on_duty", hotline=desk.station.hotline, **duty_facts(desk, grid))


def duty_now(desk: Desk, grids: Sequence[Grid], shifts: Sequence[Shift]) -> None:
    """Who is on duty for these grids, and the reader's own shifts."""
    outbox.say(
        desk,
        desk.here,
        "duty_now",
        {
            "grids": [duty_facts(desk, grid) for grid in grids[:MOST_GRIDS]],
            "shifts": [
                {
                    "position": shift.position.value,
                    "starts": shift.starts_at.isoformat() if shift.starts_at else None,
                    "ends": shift.ends_at.isoformat() if shift.ends_at else None,
                }
                for shift in shifts
            ],
            "hotline": desk.station.hotline,
        },
        reply_to_id=desk.heard_id,
        thread_id=desk.thread_id,
    )


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
