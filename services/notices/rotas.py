"""What is said of duty: who has it now and next, and what was changed for once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models.address import Address
from models.person import Person
from models.shift import Position, Shift, ShiftChange
from models.station import Grid
from services import lookup, outbox, paging
from services.desk import Desk
from services.notices.groups import duty_facts
from services.outbox import Actions
from services.spells import Spell

MOST_GRIDS = 4
SWAPS_SHOWN = 10
SHIFTS_SHOWN = 5


def duty_now(
    desk: Desk,
    grids: Sequence[Grid],
    shifts: Sequence[Shift | Spell] = (),
    away: datetime | None = None,
    actions: Actions = (),
) -> None:
    """Who is on duty for these grids and who is next, and the reader's own shifts."""
    values = {
        "grids": [duty_facts(desk, grid) for grid in grids[:MOST_GRIDS]],
        "shifts": [_shift(one) for one in shifts],
        "away": away.isoformat() if away else None,
        "hotline": desk.station.hotline,
    }
    if _turns(desk, "duty_now"):
        _answer(desk, "duty_now", values, actions)
        return
    outbox.say(
        desk,
        desk.here,
        "duty_now",
        values,
        actions=actions,
        reply_to_id=desk.heard_id,
        thread_id=desk.thread_id,
    )


def to_take(offers: Sequence[str], page: int) -> Actions:
    """A button for each shift, as many as a phone shows."""
    return [[one] for one in paging.of(offers, page, SHIFTS_SHOWN)] + paging.more(
        "more_shifts", offers, page, SHIFTS_SHOWN
    )


def button_moment(desk: Desk, at: datetime) -> str:
    """For a button, in every language: 11-24 08:00."""
    return at.astimezone(desk.directory.timezone).strftime("%m-%d %H:%M")


async def taken(desk: Desk, change: ShiftChange, shift: Shift, former: Person | None) -> None:
    """To who takes it, and to who had it."""
    grids = [] if shift.all_grids else desk.directory.grids_of_shift[shift.id]
    values: dict[str, Any] = {
        "by": desk.me.name,
        "position": shift.position.value,
        "where": [desk.directory.grids[id_].name for id_ in grids],
        "ends": change.ends_at.isoformat() if change.ends_at else None,
    }
    undo = [[f"undo_change:{change.id}"]]
    outbox.say(desk, desk.here, "shift_taken", {**values, "own": True}, actions=undo)
    if former is not None:
        await _tell(desk, former, "shift_taken", {**values, "own": False}, undo)


def gap_taken(desk: Desk, change: ShiftChange, grid: Grid, position: Position) -> None:
    values = {
        "own": True,
        "by": desk.me.name,
        "position": position.value,
        "where": [grid.name],
        "ends": change.ends_at.isoformat() if change.ends_at else None,
    }
    outbox.say(desk, desk.here, "shift_taken", values, actions=[[f"undo_change:{change.id}"]])


def when_back(desk: Desk, choices: Sequence[datetime]) -> None:
    actions = [
        [f"away_until:{int(at.timestamp()) // 60}|{button_moment(desk, at)}"] for at in choices
    ]
    outbox.say(desk, desk.here, "when_back", actions=actions)


def away(desk: Desk, change: ShiftChange, uncovered: Sequence[Grid]) -> None:
    """To who is away, and to the duty room."""
    values: dict[str, Any] = {
        "who": desk.me.name,
        "until": change.ends_at.isoformat() if change.ends_at else None,
        "uncovered": [grid.name for grid in uncovered],
    }
    undo = [[f"undo_change:{change.id}"]]
    outbox.say(desk, desk.here, "away", {**values, "own": True}, actions=undo)
    room = desk.directory.duty_room
    if room is not None:
        language = desk.station.language
        outbox.say(desk, room, "away", {**values, "own": False}, language=language)


def swap_with(desk: Desk, mine: Spell, others: Sequence[Spell], page: int) -> None:
    """A button for each of them, a page at a time in the same message."""
    shown = [
        [
            f"swap_for:{mine.shift.id}:{one.shift.id}"
            f"|{one.person.name} {button_moment(desk, one.starts_at)}"
        ]
        for one in paging.of(others, page, SWAPS_SHOWN)
    ]
    actions = [*shown, *paging.more(f"more_swaps:{mine.shift.id}", others, page, SWAPS_SHOWN)]
    values = {"anyone": bool(others), "mine": mine.starts_at.isoformat()}
    if _turns(desk, "swap_with"):
        _answer(desk, "swap_with", values, actions)
    else:
        outbox.say(desk, desk.here, "swap_with", values, actions=actions)


async def swap_asked(desk: Desk, swap_id: int, mine: Spell, theirs: Spell) -> None:
    values = {"who": desk.me.name, "theirs": _shift(mine), "yours": _shift(theirs)}
    actions = [[f"agree_swap:{swap_id}", f"refuse_swap:{swap_id}"]]
    await _tell(desk, theirs.person, "swap_asked", values, actions)
    _answer(desk, "swap_waits", {"who": theirs.person.name}, [[f"undo_change:{swap_id}"]])


async def swap_agreed(desk: Desk, swap_id: int, other: Person, mine: Spell, theirs: Spell) -> None:
    """`mine` is what the one who agrees has given, `theirs` what the other one has."""
    undo = [[f"undo_change:{swap_id}"]]
    _answer(desk, "swap_agreed", {"who": other.name, "theirs": _shift(theirs)}, undo)
    values = {"who": desk.me.name, "theirs": _shift(mine)}
    await _tell(desk, other, "swap_agreed", values, undo)


async def swap_refused(desk: Desk, other: Person) -> None:
    _answer(desk, "swap_refused", {"own": True, "who": other.name})
    await _tell(desk, other, "swap_refused", {"own": False, "who": desk.me.name})


async def undone(desk: Desk, others: Sequence[Person]) -> None:
    _answer(desk, "change_undone", {"own": True, "who": ""})
    for other in others:
        await _tell(desk, other, "change_undone", {"own": False, "who": desk.me.name})


def back(desk: Desk, person: Person) -> None:
    """To the duty room, which has read that they are away, and where that leaves nobody."""
    room = desk.directory.duty_room
    if room is not None:
        language = desk.station.language
        outbox.say(desk, room, "back", {"who": person.name}, language=language)


def _turns(desk: Desk, template: str) -> bool:
    """Whether it is a page of this very list that was asked for."""
    tapped = desk.about if desk.callback_id is not None else None
    return tapped is not None and tapped.template == template


def _answer(desk: Desk, template: str, values: dict[str, Any], actions: Actions = ()) -> None:
    """In place of the message whose button was tapped."""
    if desk.about is not None:
        outbox.amend(desk, desk.about, template, values, actions, language=desk.language)
    else:
        outbox.say(desk, desk.here, template, values, actions=actions)


async def _tell(
    desk: Desk, person: Person, template: str, values: dict[str, Any], actions: Actions = ()
) -> None:
    to: Address | None = await lookup.address_of(desk, person.id)
    if to is not None and to.reachable:
        outbox.say(desk, to, template, values, language=person.language, actions=actions)


def _shift(one: Shift | Spell) -> dict[str, Any]:
    shift = one.shift if isinstance(one, Spell) else one
    return {
        "position": shift.position.value,
        "starts": one.starts_at.isoformat() if one.starts_at else None,
        "ends": one.ends_at.isoformat() if one.ends_at else None,
    }
