"""What is on an officer's hands, and what their grids wait for."""

from sqlalchemy import ColumnElement, and_, or_, select

from models.case import OPEN_STATES, Case, CaseState
from models.exchange import Exchange, Purpose
from models.person import Person
from services import brief, cases, record
from services.desk import Desk
from services.errors import NotYours
from services.notices import worklists
from services.roles import handles_cases
from services.spells import has


async def show(desk: Desk) -> None:
    """Whom to call, one's own cases, and what waits; and, if there are any, one's own requests."""
    calls = await to_call(desk)
    known = {case.id for case in calls}
    held = [case for case in await mine(desk) if case.id not in known]
    others = [case for case in await waiting(desk) if case.id not in known]
    worklists.listed(desk, calls, held, others)
    await cases.show_own(desk, only_if_any=True)


async def read(desk: Desk, case: Case) -> None:
    """The story of a case that stands in one's list now: that one looked is on record."""
    this = Case.id == case.id
    if not (await to_call(desk, this) or await mine(desk, this) or await waiting(desk, this)):
        raise NotYours
    record.look(desk, case, reader=desk.me.name, way="list")
    await worklists.told(desk, case, await brief.last_of(desk, case))


async def mine(desk: Desk, *which: ColumnElement[bool]) -> list[Case]:
    """The open cases that the actor holds, oldest first."""
    return await _found(desk, Case.state.in_(OPEN_STATES), Case.holder_id == desk.me.id, *which)


async def to_call(desk: Desk, *which: ColumnElement[bool]) -> list[Case]:
    """Whom the bot couldn't reach, open or not: the holder calls them, or who entered the case
    while nobody holds it, or, where the holder has left the staff, the grid's officers."""
    theirs = or_(
        Case.holder_id == desk.me.id,
        and_(Case.holder_id.is_(None), Case.entered_by_id == desk.me.id),
        and_(Case.holder_id.not_in(list(desk.directory.staff)), _of_grids(desk)),
    )
    return await _found(desk, Case.to_call_at.is_not(None), theirs, *which)


async def waiting(desk: Desk, *which: ColumnElement[bool]) -> list[Case]:
    """What nobody holds yet and the actor was asked to take, or what their grids wait for; the
    longest first. Of a private case one knows only by its card."""
    if not handles_cases(desk.directory, desk.me):
        return []
    carded = select(Exchange.case_id).where(
        Exchange.address_id == desk.here.id, Exchange.purpose == Purpose.CARD
    )
    asked = Case.id.in_(carded.scalar_subquery())
    found = await _found(desk, Case.state == CaseState.WAITING, asked | _of_grids(desk), *which)
    known = set(await desk.session.scalars(carded.where(_among(found))))
    return [case for case in found if not case.is_private or case.id in known]


def grids_of(desk: Desk, person: Person) -> set[int]:
    """The grids that a person looks after for good, or is on duty for now."""
    directory, now = desk.directory, desk.now()
    on_duty = {
        grid_id
        for grid_id in directory.grids
        if any(has(directory, person, one, now) for one in directory.shifts_at(grid_id, now))
    }
    return on_duty | set(desk.directory.grids_of_person.get(person.id, ()))


def _of_grids(desk: Desk) -> ColumnElement[bool]:
    return Case.grid_id.in_(grids_of(desk, desk.me))


def _among(cases: list[Case]) -> ColumnElement[bool]:
    return Exchange.case_id.in_([case.id for case in cases])


async def _found(desk: Desk, *which: ColumnElement[bool]) -> list[Case]:
    found = await desk.session.scalars(
        select(Case)
        .where(Case.station_id == desk.station.id, *which)
        .order_by(Case.opened_at, Case.id)
    )
    return list(found)
