"""Where to find who asked: building and door, told privately and shown to officers alone.

It is asked after the case was opened, so that nobody has to answer a form to be heard. What was
told is remembered and offered the next time, not assumed: one may ask from somewhere else.
"""

from models.case import Case
from models.exchange import Voice
from services import asking, cases, record, relay
from services.cases import Request
from services.desk import Desk
from services.errors import CaseClosed, OutdatedButton
from services.notices import cards, people
from services.words import shortened

LONGEST = 120


async def tell(desk: Desk, case: Case, request: Request) -> None:
    """The answer; whatever else is sent as one is part of the case."""
    if not request.words or not case.is_open:
        await asking.add(desk, case, request)
        return
    cases.must_be_asker(desk, case)
    door = shortened(" ".join(request.words.split()), LONGEST)
    if case.place_id is None:  # Where they stood at a market isn't where they live.
        (await desk.own(desk.me)).door = door
    relay.belongs(desk, case, Voice.ASKER)
    _told(desk, case, door)
    await relay.from_asker(desk, case)
    await cards.refresh(desk, case)


async def same(desk: Desk, case: Case) -> None:
    """It is where it was the last time."""
    cases.must_be_asker(desk, case)
    door = (await desk.own(desk.me)).door
    if door is None:
        raise OutdatedButton
    if not case.is_open:
        raise CaseClosed(number=case.number)
    _told(desk, case, door)
    await cards.door(desk, case, door)
    await cards.refresh(desk, case)


def skip(desk: Desk, case: Case) -> None:
    cases.must_be_asker(desk, case)
    if desk.about is not None:
        people.door_skipped(desk, desk.about)


def _told(desk: Desk, case: Case, door: str) -> None:
    case.door = door
    record.note(desk, case, "door_told", door=door)
    if desk.about is not None:
        people.door_noted(desk, desk.about, door)
