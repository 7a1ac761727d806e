"""The end of a shift: each case of the officer's is kept, or handed to whoever is next."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from models.case import Case
from models.handover import Choice, Handover
from models.person import Person
from models.station import Station
from services import digests, dossiers, duty, handing_over, lookup, shift_ends
from services.desk import Desk
from services.handing_over import Handed, Line
from services.handover_policy import HandoverPolicy
from services.notices import handovers
from services.roles import may_hold

ASKED_AGAIN = timedelta(hours=1)
OPEN = (Choice.UNDECIDED, Choice.AGAIN)  # what the policy decides


async def fall_due(desk: Desk, rows: Sequence[Handover]) -> None:
    """Several may end at once: whoever is next reads one digest of them all. If the roster has
    changed while this transaction began, nothing is done: the next look has the new one."""
    if rows and not await _is_current(desk):
        return
    await dossiers.fetch_handovers(desk, rows)
    handed: list[Handed] = []
    on_duty = shift_ends.ends(desk.directory, desk.now())
    for row in rows:
        officer = desk.directory.staff.get(row.person_id)
        if row.left:
            handed += await _left(desk, row, officer)
        elif officer is None:
            row.done_at = desk.now()
        elif row.choices is not None:
            handed += await carry_out(desk, row, officer, is_back=officer.id in on_duty)
        elif officer.id in on_duty:
            row.due_at = on_duty[officer.id]
        else:
            handed += await _ended(desk, row, officer)
    await digests.send(desk, handed)


async def _is_current(desk: Desk) -> bool:
    """PostgreSQL shows the row of somebody who has left as soon as that is committed, also to a
    transaction that has read before that they are of the staff."""
    now = select(Station.revision).where(Station.id == desk.station.id)
    return await desk.session.scalar(now) == desk.directory.revision


async def _ended(desk: Desk, row: Handover, officer: Person) -> list[Handed]:
    """They are asked; who can't be asked any more, or for whom it is too late, isn't."""
    asked = _in_question(desk, officer)
    cases = [one for one in handing_over.held_by(desk, officer.id) if one.id not in asked]
    if not cases:
        row.done_at = desk.now()
        return []
    row.choices = {str(case.id): Choice.UNDECIDED.value for case in cases}
    row.due_at += HandoverPolicy.of(desk.station).after
    if row.due_at <= desk.now() or not duty.reachable(desk.directory, officer):
        return await carry_out(desk, row, officer)
    await show(desk, row, officer)
    return []


def _in_question(desk: Desk, officer: Person) -> set[int]:
    """Taken off duty twice within minutes, they choose for each case once."""
    rows = desk.shelf.handovers.values()
    lists = [row for row in rows if row.person_id == officer.id and row.is_being_asked]
    return {int(id_) for row in lists for id_ in row.choices or ()}


async def show(desk: Desk, row: Handover, officer: Person, page: int = 0) -> None:
    """The list, with what is decided so far."""
    choices = row.choices or {}
    cases = await handing_over.listed(desk, choices)
    stays = await handing_over.staying(desk, row, cases)
    lines = [
        Line(case, _so_far(case, officer, choices[str(case.id)], stays.get(case.id)))
        for case in cases
    ]
    await handovers.listed(desk, row, officer, lines, page)


def _so_far(case: Case, officer: Person, choice: str, stays: str | None) -> str:
    if not handing_over.has(case, officer):
        return "gone"
    return stays if stays is not None and choice == Choice.UNDECIDED else choice


async def carry_out(
    desk: Desk, row: Handover, officer: Person, is_back: bool = False
) -> list[Handed]:
    """What was chosen, and for the rest what the policy says. `is_back`: they are on duty again, so
    that only what they chose to hand over goes."""
    row.done_at = desk.now()
    choices = row.choices or {}
    cases = await handing_over.listed(desk, choices)
    stays = await handing_over.staying(desk, row, cases)
    lines, handed = [], []
    for case in cases:
        choice = Choice(choices[str(case.id)])
        again = choice is Choice.AGAIN
        if choice in OPEN:
            kept = is_back or case.id in stays
            choice = Choice.KEEP if kept else HandoverPolicy.of(desk.station).undecided
        line = await handing_over.decide(desk, case, officer, choice, stays.get(case.id), again)
        lines.append(line)
        if line.rung is not None:
            handed.append(Handed(case, officer.name, line.rung.people))
    alone = [one.case for one in lines if one.how == "alone"]
    told = [case for case in alone if choices[str(case.id)] != Choice.AGAIN]
    if told or len(alone) < len(lines):
        await handovers.listed(desk, row, officer, lines)
    await handovers.nobody_next(desk, officer, told)
    await handovers.promises_broken(desk, officer, lines)
    _ask_again(desk, row, alone)
    return handed


def _ask_again(desk: Desk, row: Handover, cases: Sequence[Case]) -> None:
    """Once somebody comes on duty, what nobody could take goes to them; also when they say so by
    themselves, within the hour."""
    if not cases:
        return
    later = desk.now() + ASKED_AGAIN
    at = shift_ends.next_change(desk.directory, desk.now()) or later
    desk.add(
        Handover(
            station_id=desk.station.id,
            person_id=row.person_id,
            due_at=min(at, later),
            choices={str(case.id): Choice.AGAIN.value for case in cases},
            list_id=row.list_id,
        )
    )


async def _left(desk: Desk, row: Handover, officer: Person | None) -> list[Handed]:
    """Nobody is asked: what they had is asked anew, unless they have come back."""
    row.done_at = desk.now()
    if officer is not None and may_hold(officer):
        return []
    person = await lookup.person_by_id(desk, row.person_id)
    lines = await handing_over.all_of(desk, person)
    await handovers.promises_broken(desk, person, lines)
    return [
        Handed(one.case, person.name, one.rung.people)
        for one in lines
        if one.rung is not None and one.rung.people
    ]
