"""Who is asked, in which order: by the station's policy, on workdays and others."""

from typing import Any

from simulator import Person
from tests.street import GRID, Street


def keeper(street: Street, name: str, **entry: Any) -> Person:
    """Looks after Maple Street for good, and has no shift."""
    person = street.officer(name, on_duty=False)
    street.file["people"][-1] |= {"grids": ["grid-1"], **entry}
    return person


async def asks(street: Street, anna: Person) -> str:
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await street.quiet()
    return receipt.text


async def test_the_grids_own_officer_then_main_backup_leader_chief_and_the_duty_room(
    street: Street,
) -> None:
    anna, kim = street.resident("Anna"), keeper(street, "Kim")
    ben, carol = street.officer("Ben"), street.officer("Carol", position="backup")
    lea = street.officer("Lea", position="leader", roles=("leader",))
    eve = street.officer("Eve", on_duty=False, roles=("chief",))
    room = street.duty_room(eve)
    assert "Your neighbourhood's officer has been told" in await asks(street, anna)
    for asked in (kim, ben, carol, lea, eve):
        await asked.sees("The lift is stuck")
        await street.later(minutes=11)
    await eve.sees("The lift is stuck", in_group=room.title)


async def test_outside_their_hours_an_own_officer_is_not_asked(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    early = keeper(street, "Kim", working_hours={"from": "07:00", "to": "10:00"})
    await street.later(minutes=1)
    assert "The officer on duty has been told" in await asks(street, anna)
    await ben.sees("The lift is stuck")
    await early.does_not_see("The lift is stuck")


async def test_a_holiday_is_none_of_their_days(street: Street) -> None:
    anna, kim = street.resident("Anna"), keeper(street, "Kim")
    street.officer("Ben")
    street.file["duty"] = {"holidays": "CN", "rest_days": ["2026-11-20"]}
    assert "The officer on duty has been told" in await asks(street, anna)
    await kim.does_not_see("The lift is stuck")


async def test_the_station_sets_another_order(street: Street) -> None:
    anna, kim = street.resident("Anna"), keeper(street, "Kim")
    ben, carol = street.officer("Ben"), street.officer("Carol", position="backup")
    street.file["duty"] = {"order": ["backup", "own"]}
    zoe = street.officer("Zoe", on_duty=False)
    room = street.duty_room(zoe)
    assert "The backup officer has been told" in await asks(street, anna)
    await carol.sees("The lift is stuck")
    await street.later(minutes=11)
    await kim.sees("The lift is stuck")
    await street.later(minutes=11)
    await zoe.sees("The lift is stuck", in_group=room.title)
    await ben.does_not_see("The lift is stuck")


async def test_who_is_on_duty_for_residents_names_hours_and_work_phones(street: Street) -> None:
    anna = street.resident("Anna")
    keeper(street, "Kim Smith", work_phone="0996-0000111")
    street.officer("Ben", on_duty=False)
    street.file["shifts"][-1] |= {"from": "2026-11-20T08:00", "to": "2026-11-20T20:00"}
    street.officer("Carol", on_duty=False)
    street.file["shifts"][-1]["from"] = "2026-11-20T20:00"
    await anna.writes("/duty", in_group=GRID)
    told = await anna.sees("On duty", in_group=GRID)
    assert told.text.splitlines() == [
        GRID,
        "Neighbourhood officer: Officer Smith (09:00-18:00, 0996-0000111)",
        "On duty: Officer Ben (08:00-20:00)",
        "From 20 Nov 20:00: Officer Carol",
        "Station telephone: 0996-0000110",
    ]


async def test_their_assistants_are_asked_with_them(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    team = [keeper(street, "Kim")]
    for name in ("Flo", "Gil"):
        team.append(street.officer(name, on_duty=False, roles=("assistant",)))
        street.file["people"][-1] |= {"grids": ["grid-1"]}
    other = street.officer("Hal", on_duty=False, roles=("assistant",))
    assert "With Officer Kim, Officer Flo, and Officer Gil" in await asks(street, anna)
    for one in team:
        await one.sees("The lift is stuck")
    await ben.does_not_see("The lift is stuck")
    await street.later(minutes=4)
    await ben.sees("The lift is stuck")
    await other.does_not_see("The lift is stuck")
