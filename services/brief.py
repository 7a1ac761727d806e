"""A case's story as it fits a phone: the last of what was said and done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.case import Case, CaseEvent
from models.exchange import SPOKEN, Direction, Exchange
from services import lookup
from services.desk import Desk
from services.story import BY_ITSELF, names

MOST = 5
TOLD = (
    "accepted", "passed_on", "handed_over", "nobody_next", "moved_on", "on_my_way",
    "not_reached", "went_private", "answered_aloud", "to_call", "called", "holder_lost",
    "waits_for_morning", "danger",
    "no_danger", "no_word", "quiet", "repaired", "resolved", "cancelled",
)  # fmt: skip
SAID = "said"


@dataclass(frozen=True)
class Happening:
    """`what` is an event's name, or SAID with the words; of a photo, a voice message, …
    `content` tells which."""

    at: datetime
    who: str
    what: str
    words: str = ""
    content: str = "text"


async def last_of(desk: Desk, case: Case) -> list[Happening]:
    """Oldest first; what opened the case isn't among them."""
    events = await _events(desk, case)
    said = await _said(desk, case)
    people = await names(desk, [one.actor_id for one in events] + [one.person_id for one in said])
    told = [
        *((one.id, _done(one, people.get(one.actor_id or 0, ""))) for one in events),
        *((one.id, _spoken(one, people.get(one.person_id or 0, case.asker_name))) for one in said),
    ]
    return [one for _, one in sorted(told, key=lambda pair: pair[0])][-MOST:]


async def last_word(desk: Desk, case: Case) -> Exchange | None:
    """What was said last between the asker and the officers. A note is for those who have the case,
    and is read where it is opened."""
    said = [one for one in await lookup.said_in(desk, case) if one.voice in SPOKEN]
    return said[-1] if said else None


async def _events(desk: Desk, case: Case) -> Sequence[CaseEvent]:
    found = await desk.session.scalars(
        select(CaseEvent)
        .where(CaseEvent.case_id == case.id, CaseEvent.what.in_(TOLD))
        .order_by(CaseEvent.id.desc())
        .limit(MOST)
    )
    return found.all()


async def _said(desk: Desk, case: Case) -> Sequence[Exchange]:
    found = await desk.session.scalars(
        select(Exchange)
        .where(Exchange.case_id == case.id, Exchange.direction == Direction.IN)
        .where(Exchange.voice.is_not(None), Exchange.id != case.request_id)
        .order_by(Exchange.id.desc())
        .limit(MOST)
    )
    return found.all()


def _done(event: CaseEvent, who: str) -> Happening:
    """What follows from an act by itself is nobody's own."""
    return Happening(event.at, "" if event.what in BY_ITSELF else who, event.what)


def _spoken(one: Exchange, who: str) -> Happening:
    return Happening(one.at, who, SAID, one.text or "", one.content)
