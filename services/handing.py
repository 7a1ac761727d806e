"""From hand to hand: to a colleague by name, to the duty room, or back."""

from models.case import Case
from models.person import Person
from services import chain, duty, holding, lookup
from services.desk import Desk
from services.duty import Rung
from services.errors import CannotBeReached, OutdatedButton
from services.notices import cards
from services.policy import DUTY_ROOM

MOST_COLLEAGUES = 10


async def choose(desk: Desk, case: Case) -> None:
    """Whom to? Colleagues on duty for the grid come first."""
    await holding.must_be_free_for(desk, case)
    line = duty.next_rung(desk, case.grid_id, after=case.step)
    colleagues = _colleagues(desk, case)[:MOST_COLLEAGUES]
    await cards.choose_colleague(desk, case, line, await _before(desk, case), colleagues)


async def to_colleague(desk: Desk, case: Case, person_id: int) -> None:
    """They are asked, and it is free until they accept; if they don't, it goes down the line."""
    await holding.must_be_mine_to_pass(desk, case)
    person = desk.directory.staff.get(person_id)
    if person is None:
        raise OutdatedButton
    if not duty.reachable(desk.directory, person):
        raise CannotBeReached(name=person.name)
    await chain.hand(desk, case, duty.by_name(case, person))


async def back(desk: Desk, case: Case) -> None:
    """To whoever passed it on."""
    before = await _before(desk, case)
    if before is None:
        raise OutdatedButton
    await to_colleague(desk, case, before.id)


async def to_duty_room(desk: Desk, case: Case) -> None:
    await holding.must_be_mine_to_pass(desk, case)
    room = desk.directory.duty_room
    if room is None:
        raise OutdatedButton
    await chain.hand(desk, case, Rung(DUTY_ROOM, room=room))


async def _before(desk: Desk, case: Case) -> Person | None:
    return desk.directory.staff.get(await lookup.passed_on_by(desk, case) or 0)


def _colleagues(desk: Desk, case: Case) -> list[Person]:
    """Everyone else who can be reached: first who is on duty for the grid, in their order."""
    grid_ids = [case.grid_id] if case.grid_id is not None else []
    on_duty = [
        person
        for grid_id in grid_ids
        for people in duty.on_duty(desk.directory, grid_id, desk.now()).values()
        for person in people
    ]
    others = sorted(desk.directory.staff.values(), key=lambda person: person.name)
    known = {person.id: person for person in [*on_duty, *others]}
    known.pop(desk.me.id, None)
    return [person for person in known.values() if duty.reachable(desk.directory, person)]
