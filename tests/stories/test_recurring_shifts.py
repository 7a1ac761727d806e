"""Shifts that recur: expanded ahead, further each day, by the station's own calendar."""

from sqlalchemy import func, select

from models.shift import Shift, ShiftChange
from simulator import Person
from tests.street import GRID, Street


def weekly(street: Street, officer: Person, **more: object) -> None:
    """On duty by day, from the Friday on which the stories begin."""
    index = next(i for i, one in enumerate(street.file["people"]) if one["name"] == officer.name)
    street.file["shifts"][index] |= {
        "from": "2026-11-20T08:00",
        "to": "2026-11-20T20:00",
        "repeat": "FREQ=DAILY",
        **more,
    }


async def asked(street: Street, name: str) -> None:
    anna = street.telegram.person(name, language_code="en")
    street.maple_street.add(anna)
    await anna.writes(f"/help {name} asks", in_group=GRID)
    await street.quiet()


async def test_workdays_weekends_and_exceptions(street: Street) -> None:
    ben, carol = street.officer("Ben", on_duty=False), street.officer("Carol", on_duty=False)
    street.file["duty"] = {"holidays": "CN"}
    instead = [{"on": "2026-11-24", "badge": "0002"}]
    weekly(street, ben, days="workdays", instead=instead, **{"except": ["2026-11-23"]})
    weekly(street, carol, days="rest_days")
    dan = street.officer("Dan", position="backup")
    for day, has in (("Fri", ben), ("Sat", carol), ("Sun", carol), ("Mon", dan), ("Tue", carol)):
        await asked(street, day)
        await has.sees(f"{day} asks")
        if has is not dan:
            await dan.does_not_see(f"{day} asks")
        await street.later(days=1)


async def test_the_roster_goes_on_when_months_have_passed(street: Street) -> None:
    ben = street.officer("Ben", on_duty=False)
    weekly(street, ben)
    await street.quiet()
    await ben.writes("/duty")
    await ben.taps(await ben.sees("Your shifts"), "I'm away until…")
    await ben.taps(await ben.sees("Until when are you away?"), "11-20 11:00")
    for _ in range(3):
        await street.later(days=50)
    await asked(street, "April")
    await ben.sees("April asks")
    await street.later(days=300)
    async with street.record() as session:
        oldest = await session.scalar(select(func.min(Shift.ends_at)))
        assert (await session.scalars(select(ShiftChange))).all() == []
    assert oldest is not None
    assert (street.clock.now() - oldest).days < 366


async def test_a_person_who_has_left_has_no_shift_any_more(street: Street) -> None:
    ben, carol = street.officer("Ben", on_duty=False), street.officer("Carol", position="backup")
    weekly(street, ben)
    await street.quiet()
    street.file["people"] = [one for one in street.file["people"] if one["name"] != "Ben"]
    street.file["shifts"] = [one for one in street.file["shifts"] if one["badge"] != "0001"]
    await street.reload()
    await asked(street, "Anna")
    await carol.sees("Anna asks")
    async with street.record() as session:
        assert await session.scalar(select(func.count()).where(Shift.roster_id.is_not(None))) == 0
