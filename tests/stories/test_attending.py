"""Somebody has the case: the asker hears from them, or others see to it."""

from sqlalchemy import select

from models.deadline import Deadline, DeadlineKind
from tests.street import DUTY_ROOM, GRID, Street

LATE = "the asker has heard nothing by the time that was promised"
QUIET = "nothing has come of it"


async def ahead(street: Street) -> list[DeadlineKind]:
    async with street.record() as session:
        return list(await session.scalars(select(Deadline.kind).where(Deadline.done_at.is_(None))))


async def test_no_word_by_the_promised_time(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    lea = street.officer("Lea", position="leader", roles=("leader",))
    street.duty_room(lea)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    receipt = await anna.sees("Officer Ben has it", in_group=GRID)
    await street.later(minutes=9)
    await ben.does_not_see(LATE)
    await street.later(minutes=1)
    told = await ben.sees(f"You have it, and {LATE}")
    assert told.reply_to == card
    await street.quiet()
    assert "We are sorry that you have to wait" in receipt.text
    await street.later(minutes=10)
    await lea.sees(f"Officer Ben has it, and {LATE}")
    await lea.does_not_see("The lift is stuck")
    await ben.replies(card, "I am coming")
    await street.quiet()
    assert "We are sorry" not in receipt.text
    await street.later(minutes=45)
    await lea.does_not_see(LATE, in_group=DUTY_ROOM)
    assert await ahead(street) == [DeadlineKind.QUIET]


async def test_answered_but_nothing_for_a_day(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    lea = street.officer("Lea", position="leader", roles=("leader",))
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.replies(card, "I am coming")
    await street.later(hours=20)
    await ben.replies(card, "The part is ordered")
    await street.later(hours=20)
    await ben.does_not_see(f"For a day {QUIET}")
    await street.later(hours=4)
    await ben.sees(f"For a day {QUIET}")
    await lea.does_not_see(QUIET)
    await street.later(hours=24)
    await lea.sees("nothing has come of it for a day")
    await ben.taps(card, "Resolve")
    await ben.replies(await ben.sees("How did it end"), "It runs again")
    await ben.taps(await ben.sees("It runs again"), "Post it")
    await anna.sees("It runs again", in_group=GRID)
    assert await ahead(street) == []


async def test_on_my_way_is_a_word(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await street.quiet()
    assert await ahead(street) == [DeadlineKind.NO_WORD]
    await ben.taps(card, "On my way")
    await anna.sees("is on the way to you", in_group=GRID)
    assert await ahead(street) == [DeadlineKind.QUIET]
