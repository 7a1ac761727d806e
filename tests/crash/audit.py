"""What became of each message and case: the database and people's screens, held to each other."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from models.address import Address
from models.exchange import UNSENT, Delivery, Direction, Exchange
from models.journal import JournalEntry, UpdateState
from tests.crash import deadlines, delivered, exposure, holders
from tests.crash.chronicle import Chronicle, Repeats
from tests.crash.holders import Holding
from tests.crash.marks import Said, Voice, marks_in
from tests.crash.screens import Screens
from tests.crash.stories import Story
from tests.crash.town import Town

SHOWN = (Exchange.id, Exchange.delivery, Exchange.template, Exchange.error)


@dataclass
class Audit:
    """Numbers for the table, and of what is wrong each single case in words."""

    residents: int
    officers: int
    refused: int
    cases: int
    repeats: Repeats
    unrecorded: list[str] = field(default_factory=list)
    recorded_twice: list[str] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    without_case: list[str] = field(default_factory=list)
    two_holders: list[str] = field(default_factory=list)
    without_deadline: list[str] = field(default_factory=list)
    unsent: list[str] = field(default_factory=list)
    undelivered: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    parked: list[str] = field(default_factory=list)
    exposed: list[str] = field(default_factory=list)
    overheard: list[str] = field(default_factory=list)


def audit(connection: Connection, town: Town, stories: list[Story], chronicle: Chronicle) -> Audit:
    spoken = town.ledger.of(Voice.RESIDENT, Voice.OFFICER)
    screens = Screens(town, chronicle)
    refused = [said for said in spoken if screens.refuses(said)]
    recorded = _recorded(connection)
    found = Audit(
        residents=len(town.ledger.of(Voice.RESIDENT)),
        officers=len(town.ledger.of(Voice.OFFICER)),
        refused=len(refused),
        cases=0,
        repeats=chronicle.repeats(),
    )
    holding = holders.read(connection)
    found.cases = len(holding)
    for said in spoken:
        rows = recorded.get(said.mark, [])
        _follow(said, rows, found, screens)
        if rows and said.voice is Voice.RESIDENT:
            _reach_the_holder(said, rows[0], found, screens, holding)
    for said in town.ledger.of(Voice.CHATTER):
        if said.mark in recorded:
            found.overheard.append(f"{said.mark}, which was chatter, is on record")
    for story in stories:
        _count_cases(story, found, holding)
        found.exposed += exposure.after_going_private(story, chronicle)
    found.two_holders = [
        *(fault for one in holding.values() for fault in one.faults),
        *holders.seen_by_people(stories, screens.words_by_mark),
    ]
    found.without_deadline = deadlines.missing(connection)
    found.missing = delivered.missing(connection, town.telegram)
    found.out_of_order = delivered.out_of_order(connection)
    found.stale = delivered.stale_cards(connection, town.telegram)
    _look_at_what_is_left(connection, found)
    return found


def _recorded(connection: Connection) -> dict[str, list[Any]]:
    """The incoming exchanges with each mark: case_id, at."""
    columns = (Exchange.text, Exchange.case_id, Exchange.at)
    found: dict[str, list[Any]] = {}
    for row in connection.execute(select(*columns).where(Exchange.direction == Direction.IN)):
        for mark in marks_in(row.text or ""):
            found.setdefault(mark, []).append(row)
    return found


def _follow(said: Said, rows: list[Any], found: Audit, screens: Screens) -> None:
    """From the one who said it to the record, and to who was to hear it."""
    if not rows:
        found.unrecorded.append(f"{said.mark} is on no record")
    elif len(rows) > 1:
        found.recorded_twice.append(f"{said.mark} is on record {len(rows)} times")
    places = screens.places.get(said.mark, set())
    if said.private and (groups := [place for place in places if place < 0]):
        found.exposed.append(f"{said.mark} was private, and shows in {groups}")
    if not places & said.audience and not screens.refuses(said):
        found.unheard.append(f"{said.mark} of the {said.voice.name.lower()} reached {places}")


def _reach_the_holder(
    said: Said, row: Any, found: Audit, screens: Screens, holding: dict[int, Holding]
) -> None:
    """What a resident says of a case that somebody holds is for the holder."""
    case = holding.get(row.case_id)
    holder = case.at(row.at) if case is not None else None
    if holder and screens.ids[holder] not in screens.places.get(said.mark, set()):
        found.unheard.append(f"{said.mark} of the resident didn't reach {holder}, who had it")


def _count_cases(story: Story, found: Audit, holding: dict[int, Holding]) -> None:
    mark = story.opening.mark
    opened = sum(mark in one.words for one in holding.values())
    if story.opening.bubble is not None and opened != 1:
        found.without_case.append(f"{mark} opened {opened} cases")


def _look_at_what_is_left(connection: Connection, found: Audit) -> None:
    """In the outbox, and in the journal."""
    rows = connection.execute(
        select(
            Exchange.id, Exchange.delivery, Exchange.template, Exchange.error, Address.external_id
        )
        .join(Address, Address.id == Exchange.address_id)
        .where(Exchange.delivery.in_((*UNSENT, Delivery.FAILED, Delivery.UNKNOWN)))
    )
    for row in rows:
        line = f"{row.id} {row.delivery} {row.template} to {row.external_id}: {row.error}"
        (found.unsent if row.delivery in UNSENT else found.undelivered).append(line)
    parked = select(JournalEntry.update_id, JournalEntry.error).where(
        JournalEntry.state != UpdateState.DONE
    )
    found.parked = [f"{row.update_id}: {row.error}" for row in connection.execute(parked)]


def unsent(connection: Connection) -> int:
    """How many messages wait to be sent, or are being sent."""
    rows = select(func.count(Exchange.id)).where(Exchange.delivery.in_(UNSENT))
    return connection.scalar(rows) or 0
