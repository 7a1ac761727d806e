"""A case, from the asking to the outcome."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm.attributes import set_committed_value

from models.alert import Alert
from models.case import Case, CaseKind, CaseState, Privacy
from models.exchange import Voice
from models.person import Person
from models.station import Grid
from services import (
    aloud,
    chain,
    deadlines,
    discretion,
    holding,
    lookup,
    record,
    relay,
    taking_back,
    urgency,
    visits,
    whereabouts,
)
from services.desk import Desk
from services.errors import (
    CaseClosed,
    NotYours,
    OutdatedButton,
)
from services.notices import cards, people, receipts
from services.visits import Visit

SHOWN_CASES = 10
QUIET_AFTER_JOINING = timedelta(minutes=1)


@dataclass(frozen=True)
class Request:
    """What somebody asks: the kind, their words without the command, who entered it if they
    didn't do so themselves, and the alert under which they report something like it."""

    kind: CaseKind
    words: str
    entered_by: Person | None = None
    alert: Alert | None = None


async def open_case(desk: Desk, request: Request) -> Case:
    """A new case: the asker gets the number and a promise, the officer on duty a card."""
    case = _new_case(desk, request)
    desk.add(case)
    of_alert = {"alert": request.alert.number} if request.alert else {}
    record.note(desk, case, "opened", kind=case.kind.value, **of_alert)
    if desk.heard is not None:
        desk.said.case_id, desk.said.voice = case.id, Voice.ASKER
    await chain.ask_first(desk, case)
    await receipts.opened(desk, case)
    await urgency.ask_if_unknown(desk, case)
    if case.grid_id is None and desk.actor is not None:
        people.which_grid(desk, case, desk.here)
    await _ask_back(desk, case)
    return case


async def join(desk: Desk, case: Case) -> None:
    """The asker adds to their open case; the officers get it as a reply to the card. Who writes
    line upon line is told once."""
    relay.belongs(desk, case, Voice.ASKER)
    if case.is_answered:
        await aloud.asked_again(desk, case)
    await relay.from_asker(desk, case)
    if relay.goes_on(desk):
        return
    is_quiet = case.joined_at is None or desk.now() - case.joined_at > QUIET_AFTER_JOINING
    if is_quiet or receipts.emergency(desk, desk.said.text):
        set_committed_value(case, "joined_at", desk.now())  # `belongs` has touched the case.
        await receipts.joined(desk, case, desk.here)
    if case.is_private and not desk.here.is_private:
        await taking_back.offer(desk, case)


async def pass_on(desk: Desk, case: Case) -> None:
    """To the next in line."""
    await holding.must_be_mine_to_pass(desk, case)
    await chain.pass_on(desk, case)


async def choose_kind(desk: Desk, case: Case) -> None:
    await holding.must_be_free_for(desk, case)
    await cards.choose_kind(desk, case)


async def show_card(desk: Desk, case: Case) -> None:
    """The cards as they stand, in place of a choice that nobody made."""
    await holding.must_know(desk, case)
    await cards.refresh(desk, case)


async def change_kind(desk: Desk, case: Case, kind: CaseKind) -> None:
    await holding.must_be_free_for(desk, case)
    if case.kind is not kind:
        record.note(desk, case, "kind_changed", before=case.kind.value, after=kind.value)
        case.kind = kind
    await cards.refresh(desk, case)
    await receipts.status(desk, case)


async def cancel(desk: Desk, case: Case) -> None:
    """The asker takes it back."""
    must_be_asker(desk, case)
    if not case.is_open:
        raise CaseClosed(number=case.number)
    case.close(CaseState.CANCELLED, at=desk.now())
    record.note(desk, case, "cancelled")
    await deadlines.clear(desk, case)
    await cards.refresh(desk, case)
    await cards.to_officers(desk, case, "cancelled_by_asker")
    await receipts.status(desk, case)
    if desk.about is not None and desk.about.template == "own_cases":
        await people.show_cancelled(desk, desk.about, await _own(desk))


async def choose_grid(desk: Desk, case: Case, grid_id: int) -> None:
    """The asker says where they live; the officer on duty there is asked, too."""
    must_be_asker(desk, case)
    grid = desk.directory.grids.get(grid_id)
    if grid is None or not grid.active:
        raise OutdatedButton
    (await desk.own(desk.me)).grid_id = grid.id
    if desk.about is not None:
        people.grid_chosen(desk, desk.about, grid)
    if case.is_open:
        await move_to(desk, case, grid)


async def more_grids(desk: Desk, case: Case, page: int) -> None:
    """The asker's own neighbourhood isn't among those shown."""
    must_be_asker(desk, case)
    if desk.about is not None:
        people.other_grids(desk, case, desk.about, page)


async def move_to(desk: Desk, case: Case, grid: Grid) -> None:
    """It is of that grid: while nobody holds it, it is asked there."""
    if case.grid_id == grid.id:
        return
    case.grid_id = grid.id
    record.note(desk, case, "grid_chosen", grid=grid.code)
    if case.holder_id is None:
        await deadlines.clear(desk, case)
        await chain.ask_first(desk, case)
    else:
        await cards.refresh(desk, case)
        await receipts.status(desk, case)


async def show_own(desk: Desk, only_if_any: bool = False) -> None:
    """One's own cases: the open ones, and those that were closed last."""
    own = await _own(desk)
    if own or not only_if_any:
        await people.own_cases(desk, desk.here, own)


async def _own(desk: Desk) -> list[Case]:
    return await lookup.cases_asked_by(desk, desk.me, limit=SHOWN_CASES)


def must_be_asker(desk: Desk, case: Case) -> None:
    if desk.actor is None or case.asker_id != desk.actor.id:
        raise NotYours


def _new_case(desk: Desk, request: Request) -> Case:
    visit = _ended_visit(desk)
    return Case(
        station_id=desk.station.id,
        kind=request.kind,
        privacy=_privacy(desk),
        state=CaseState.WAITING,
        grid_id=visit.grid.id if visit else _grid_id(desk),
        place_id=visit.place.id if visit and visit.place else None,
        group_id=desk.group.id if desk.group else None,
        thread_id=desk.thread_id,
        request_id=desk.heard_id,
        alert_id=request.alert.id if request.alert else None,
        asker_id=desk.actor.id if desk.actor else None,
        asker_name=desk.name,
        entered_by_id=request.entered_by.id if request.entered_by else None,
        words=request.words,
        opened_at=desk.now(),
        touched_at=desk.now(),
    )


async def _ask_back(desk: Desk, case: Case) -> None:
    """In private, also where a group reads the number alone: it reads nothing of where somebody
    lives."""
    to = await discretion.private_chat(desk, case) if case.is_private else None
    if to is None:
        return
    if not desk.here.is_private:
        await taking_back.offer(desk, case)
    await whereabouts.ask(desk, case, to)


def _ended_visit(desk: Desk) -> Visit | None:
    """What the asker came for by a poster: the first thing they then ask is about that."""
    if desk.actor is None or desk.group is not None:
        return None
    visit = visits.under_way(desk, desk.actor)
    if visit is not None:
        visits.begin(desk.actor, desk, None)
    return visit


def _privacy(desk: Desk) -> Privacy:
    """Whoever has no face can be told nothing in private."""
    if desk.group is None or (desk.group.private and desk.actor is not None):
        return Privacy.PRIVATE
    return Privacy.OPEN


def _grid_id(desk: Desk) -> int | None:
    """The group's grid, or where the asker lives, or the only one that there is."""
    if desk.grid is not None:
        return desk.grid.id
    if desk.actor is not None and desk.actor.grid_id is not None:
        return desk.actor.grid_id
    grids = desk.directory.open_grids()
    return grids[0].id if len(grids) == 1 else None
