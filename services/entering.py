"""An officer enters a case for somebody who telephoned, or was met at a door.

It needs no account of the asker: who entered it is on record, and what can't be told to them is
on an officer's list of calls. It is asked of the officer on duty like any other case, since
whoever takes a call at the desk is seldom the one who goes there. But who entered it gets its
card, too, in the same moment: one tap on Accept, and it is theirs.
"""

from collections.abc import Sequence
from datetime import datetime

from locales import told_in
from models.case import Case, CaseKind, CaseState, Privacy
from models.exchange import Exchange, Voice
from services import cases, chain, lookup, record, relay, worklist
from services.desk import Desk
from services.errors import CaseClosed, NotYours, OutdatedButton, WordsNeeded
from services.kinds import asked_in
from services.notices import answers, cards, entries
from services.one_line import OneLine, read_line
from services.words import bare, shortened

LONGEST_NAME = 64


async def enter(desk: Desk, said: Sequence[Exchange], written_by: str | None = None) -> Case:
    """A case with the words of the first of these; further ones, of the same album, belong to
    it. `written_by` is who wrote what was forwarded to us."""
    words = bare(said[0].text or "")
    if not words and said[0].content == "text":
        raise WordsNeeded
    line = read_line(words, _grids(desk), _local_now(desk))
    case = _new_case(desk, asked_in(words), line, said[0], written_by)
    desk.add(case)
    record.note(desk, case, "opened", kind=case.kind.value, entered_for=case.asker_name)
    for one in said:
        one.case_id, one.voice = case.id, Voice.ASKER
    scene = desk.acting_as(desk.actor, heard=said[0])
    await chain.ask_first(scene, case)
    if await lookup.card_in(desk, case, desk.here) is None:
        await cards.card(desk, case, desk.here)
    for more in said[1:]:
        await relay.from_asker(desk.acting_as(desk.actor, heard=more), case)
    await entries.entered(scene, case, _grids_to_choose(desk))
    return case


async def answer_form(desk: Desk) -> None:
    """The reply to the form; of an album the first item enters the case, the others join it."""
    case_id = next((one.case_id for one in _same_album(desk) if one.case_id is not None), None)
    case = await lookup.case_by_id(desk, case_id) if case_id is not None else None
    if case is None:
        await enter(desk, [desk.said])
    else:
        await add(desk, case)


async def add(desk: Desk, case: Case) -> None:
    """Whoever entered the case has more of what the asker said."""
    must_be_theirs(desk, case)
    relay.belongs(desk, case, Voice.ASKER)
    await relay.from_asker(desk, case)


def reread(desk: Desk, case: Case, text: str) -> None:
    """The line was edited: what it tells now counts, what it no longer tells stays."""
    line = read_line(text, _grids(desk), _local_now(desk))
    case.words = line.words
    case.asker_name = line.name or case.asker_name
    case.happened_at = line.happened_at or case.happened_at


async def happened(desk: Desk, case: Case, words: str | None) -> None:
    """When it happened, in words; without any, just now."""
    must_be_theirs(desk, case)
    told = told_in(words, _local_now(desk)) if words is not None else None
    if words is not None and told is None:
        entries.ask_when(desk, case, again=True)
        return
    case.happened_at = told.at if told else desk.now()
    record.note(desk, case, "happened", at=case.happened_at.isoformat(timespec="minutes"))
    await _shown(desk, case)


async def name(desk: Desk, case: Case, words: str) -> None:
    """Whom it is for."""
    must_be_theirs(desk, case)
    if not words.strip():
        raise WordsNeeded
    case.asker_name = shortened(" ".join(words.split()), LONGEST_NAME)
    record.note(desk, case, "named", asker=case.asker_name)
    await _shown(desk, case)


async def choose_grid(desk: Desk, case: Case, grid_id: int) -> None:
    must_be_theirs(desk, case)
    grid = desk.directory.grids.get(grid_id)
    if grid is None or not grid.active:
        raise OutdatedButton
    await cases.move_to(desk, case, grid)
    await _shown(desk, case)


async def skip(desk: Desk, case: Case) -> None:
    """What isn't known needn't be."""
    must_be_theirs(desk, case)
    if desk.about is not None:
        await entries.shown(desk, case, desk.about, [], asks=False)


def must_be_theirs(desk: Desk, case: Case) -> None:
    """Who entered it, or has it by now, says what is known of it."""
    if desk.me.id not in (case.entered_by_id, case.holder_id):
        raise NotYours
    if not case.is_open:
        raise CaseClosed(number=case.number)


async def _shown(desk: Desk, case: Case) -> None:
    """The cards show it; the question asks for what is still unknown."""
    await cards.refresh(desk, case)
    question = desk.about
    if desk.heard is not None:
        desk.heard.case_id = case.id
        answers.noted(desk, case)
        asked_under = question.target_id if question else None
        question = await lookup.exchange_by_id(desk, asked_under) if asked_under else None
    if question is not None:
        await entries.shown(desk, case, question, _grids_to_choose(desk))


def _new_case(
    desk: Desk, kind: CaseKind, line: OneLine, said: Exchange, written_by: str | None
) -> Case:
    return Case(
        station_id=desk.station.id,
        kind=kind,
        privacy=Privacy.PRIVATE,
        state=CaseState.WAITING,
        grid_id=line.grid_id or _own_grid(desk),
        request_id=said.id,
        asker_name=shortened(line.name or written_by or "", LONGEST_NAME),
        entered_by_id=desk.me.id,
        words=line.words,
        happened_at=line.happened_at,
        opened_at=desk.now(),
        touched_at=desk.now(),
    )


def _own_grid(desk: Desk) -> int | None:
    """Where the officer has one grid only, or the station has, that is meant."""
    theirs = worklist.grids_of(desk, desk.me) or {grid.id for grid in desk.directory.open_grids()}
    return next(iter(theirs)) if len(theirs) == 1 else None


def _grids(desk: Desk) -> dict[int, str]:
    return {grid.id: grid.name for grid in desk.directory.open_grids()}


def _grids_to_choose(desk: Desk) -> list[tuple[int, str]]:
    """The officer's own first."""
    own = worklist.grids_of(desk, desk.me)
    grids = sorted(desk.directory.open_grids(), key=lambda grid: grid.id not in own)
    return [(grid.id, grid.name) for grid in grids]


def _same_album(desk: Desk) -> list[Exchange]:
    album = desk.said.album
    known = desk.shelf.exchanges.values()
    return [one for one in known if album is not None and one.album == album]


def _local_now(desk: Desk) -> datetime:
    return desk.now().astimezone(desk.directory.timezone)
