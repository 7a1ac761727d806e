"""What the station is told of itself: in the duty room, or in private where there is none."""

from collections.abc import Iterable, Sequence
from typing import Any

from models.shift import Roster
from services import outbox
from services.desk import Desk
from services.in_charge import in_charge
from services.preflight.defects import Defect, DefectKind, in_order
from services.spells import Spell

MOST, MOST_DEFECTS, MOST_NAMES = 20, 7, 4
LONGEST_NAME = 60  # letters: a group's title may have 128
NOT_THERE = frozenset({DefectKind.DUTY_ROOM_GONE, DefectKind.DUTY_ROOM_MUTE})


def left_alone(
    desk: Desk, asked_again: Sequence[str], stuck: Sequence[str], officers: Sequence[str]
) -> bool:
    """These requests had been left alone; those that are stuck couldn't be asked again. What these
    officers had at the end of their shifts couldn't be handed over."""
    values = {
        "numbers": list(asked_again[:MOST]),
        "more": max(0, len(asked_again) - MOST),
        "stuck": list(stuck[:MOST]),
        "more_stuck": max(0, len(stuck) - MOST),
        "officers": list(officers[:MOST]),
        "more_officers": max(0, len(officers) - MOST),
    }
    return _tell(desk, "audit", values)


def to_mend(desk: Desk, defects: Iterable[Defect]) -> bool:
    """What the morning's check has found, if it has found anything."""
    found = in_order(defects)
    if not found:
        return True
    values = {
        "defects": [_shown(one) for one in found[:MOST_DEFECTS]],
        "more": max(0, len(found) - MOST_DEFECTS),
    }
    return _tell(desk, "preflight", values, beside_room=any(one.kind in NOT_THERE for one in found))


def _shown(one: Defect) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "count": len(one.names),
        "names": [_cut(name) for name in one.names[:MOST_NAMES]],
        "more": max(0, len(one.names) - MOST_NAMES),
    }


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def roster_failed(desk: Desk, roster: Roster) -> None:
    values = {"name": roster.name, "good": roster.good_at.isoformat() if roster.good_at else None}
    _tell(desk, "roster_failed", values)


def roster_left_out(desk: Desk, roster: Roster, left_out: Sequence[str]) -> None:
    _tell(desk, "roster_left_out", {"name": roster.name, "entries": len(left_out)})


def drafted(desk: Desk, roster: Roster, by_officer: Sequence[Sequence[Spell]]) -> None:
    """These own officers have other duty while they would work in their grids."""
    directory = desk.directory
    people = [
        {
            "name": spells[0].person.name,
            "grids": [
                directory.grids[id_].name for id_ in directory.grids_of_person[spells[0].person.id]
            ],
            "starts": spells[0].starts_at.isoformat(),
            "times": len(spells),
        }
        for spells in by_officer
    ]
    values = {"roster": roster.name, "people": people[:MOST], "more": max(0, len(people) - MOST)}
    _tell(desk, "drafted", values)


def _tell(desk: Desk, template: str, values: dict[str, Any], *, beside_room: bool = False) -> bool:
    """Whether there is anyone to tell."""
    to = in_charge(desk, beside_room=beside_room)
    for address, language in to:
        outbox.say(desk, address, template, values, language=language)
    return bool(to)
