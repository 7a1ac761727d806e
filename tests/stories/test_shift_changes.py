"""/duty: a shift taken over, an absence, a swap; each on record, and each undone."""

from typing import Any

import pytest
from sqlalchemy import select

from models.shift import ShiftChange
from simulator import Person
from tests.street import GRID, Street


async def changes(street: Street) -> list[ShiftChange]:
    await street.quiet()
    async with street.record() as session:
        return list(await session.scalars(select(ShiftChange).order_by(ShiftChange.id)))


async def asked_about(street: Street, anna: Person, words: str) -> None:
    await anna.writes(f"/help {words}", in_group=GRID)
    await street.later(seconds=1)
    await street.quiet()


async def test_i_take_this_shift_now_and_back(street: Street) -> None:
    anna, ella, ben = street.resident("Anna"), street.resident("Ella"), street.officer("Ben")
    dan = street.officer("Dan", on_duty=False)
    await street.quiet()
    await dan.writes("/duty")
    await dan.taps(await dan.sees("On duty: Officer Ben"), f"Take over now: Ben · {GRID}")
    mine = await dan.sees("You have this shift from now on: On duty")
    await ben.sees("Officer Dan has taken over your shift: On duty")
    await asked_about(street, anna, "The lift is stuck")
    await dan.sees("The lift is stuck")
    await ben.does_not_see("The lift is stuck")
    await dan.taps(mine, "Undo")
    await ben.sees("Officer Dan has undone a change of your shifts")
    await asked_about(street, ella, "The light is out")
    await ben.sees("The light is out")
    await dan.does_not_see("The light is out")
    (change,) = await changes(street)
    assert (change.kind.value, change.made_by_id, change.undone_by_id) == (
        "taken",
        change.by_id,
        change.by_id,
    )


async def test_i_am_away_until(street: Street) -> None:
    anna, ella, ben = street.resident("Anna"), street.resident("Ella"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    room = street.duty_room(carol)
    await street.quiet()
    await ben.writes("/duty")
    await ben.taps(await ben.sees("Your shifts"), "I'm away until…")
    await ben.taps(await ben.sees("Until when are you away?"), "11-20 11:00")
    away = await ben.sees("You are away until 20 Nov 11:00")
    await carol.sees("Officer Ben is away until 20 Nov 11:00", in_group=room.title)
    await asked_about(street, anna, "The lift is stuck")
    await carol.sees("The lift is stuck")
    await ben.does_not_see("The lift is stuck")
    await street.later(hours=1)
    await asked_about(street, ella, "The light is out")
    await ben.sees("The light is out")
    tap = await ben.taps(away, "Undo")
    assert (await tap.answer()).show_alert  # It was over by then.


async def test_back_earlier_than_said(street: Street) -> None:
    """The duty room, which has read that nobody is left, reads that the roster holds again; not
    while another absence lasts."""
    ben, carol = street.officer("Ben"), street.officer("Carol", on_duty=False)
    room = street.duty_room(carol)
    await street.quiet()
    await ben.writes("/duty")
    await ben.taps(await ben.sees("Your shifts"), "I'm away until…")
    asked = await ben.sees("Until when are you away?")
    undone = []
    for until in ("11:00", "13:00"):
        await ben.taps(asked, f"11-20 {until}")
        undone.append(await ben.sees(f"You are away until 20 Nov {until}"))
    await carol.sees(f"Nobody is on duty now for: {GRID}", in_group=room.title)
    for shown, is_back in zip(undone, (False, True), strict=True):
        await ben.taps(shown, "Undo")
        await street.quiet()
        chat = carol.chat(in_group=room.title)
        back = "Officer Ben is not away any more: the roster holds again."
        assert any(back in one.text for one in chat) is is_back


async def test_a_swap_counts_once_the_colleague_agrees(street: Street) -> None:
    """Ben's Saturday for Carol's Sunday."""
    anna, ella, mia = (street.resident(name) for name in ("Anna", "Ella", "Mia"))
    ben = street.officer("Ben", on_duty=False)
    carol = street.officer("Carol", on_duty=False)
    for index, day in ((0, 21), (1, 22)):
        street.file["shifts"][index] |= {
            "from": f"2026-11-{day}T08:00",
            "to": f"2026-11-{day}T20:00",
        }
    await street.quiet()
    await ben.writes("/duty")
    await ben.taps(await ben.sees("Your shifts"), "Swap 11-21 08:00")
    choice = await ben.sees("For whose shift would you give your shift of 21 Nov 08:00?")
    await ben.taps(choice, "Carol 11-22 08:00")
    asked = await carol.sees("Swap shifts with Officer Ben?")
    assert asked.text.splitlines()[1:] == [
        "You take: On duty, 21 Nov 08:00 - 21 Nov 20:00",
        "You give: On duty, 22 Nov 08:00 - 22 Nov 20:00",
    ]
    await street.later(days=1)
    await asked_about(street, anna, "Before")
    await ben.sees("Before")
    await carol.taps(asked, "Agree")
    agreed = await ben.sees("Swapped with Officer Carol.")
    await asked_about(street, ella, "Saturday")
    await carol.sees("Saturday")
    await ben.does_not_see("Saturday")
    await ben.taps(agreed, "Undo")
    await carol.sees("Officer Ben has undone a change of your shifts")
    await street.later(days=1)
    await asked_about(street, mia, "Sunday")
    await carol.sees("Sunday")
    assert [bool(one.agreed_at and one.undone_at) for one in await changes(street)] == [True, True]


async def test_a_colleague_would_rather_not(street: Street) -> None:
    ben, carol = street.officer("Ben", on_duty=False), street.officer("Carol", on_duty=False)
    for shift in street.file["shifts"]:
        shift |= {"from": "2026-11-21T08:00", "to": "2026-11-21T20:00"}
    street.file["shifts"][1]["position"] = "backup"
    await street.quiet()
    await ben.writes("/duty")
    await ben.taps(await ben.sees("Your shifts"), "Swap 11-21 08:00")
    await ben.taps(await ben.sees("For whose shift"), "Carol 11-21 08:00")
    asked = await carol.sees("Swap shifts with Officer Ben?")
    await carol.taps(asked, "Rather not")
    await ben.sees("Officer Carol would rather not swap.")
    assert all(one.agreed_at is None and one.undone_at for one in await changes(street))
    tap = await carol.presses(asked, f"agree_swap:{(await changes(street))[0].swap_id}")
    assert (await tap.answer()).show_alert


async def test_i_take_this_shift_where_nobody_has_one(street: Street) -> None:
    """Until the next begins; no load of the station file takes it away, and it can be undone."""
    anna, ella, ben = street.resident("Anna"), street.resident("Ella"), street.officer("Ben")
    carol = street.officer("Carol", on_duty=False)
    street.file["shifts"][0] |= {"from": "2026-11-20T12:00"}
    await street.quiet()
    await carol.writes("/duty")
    shown = await carol.sees("Nobody is on duty right now")
    await carol.taps(shown, f"Take the shift: {GRID}")
    mine = await carol.sees("You have this shift from now on: On duty")
    assert mine.text.splitlines()[1:] == [GRID, "until 20 Nov 12:00"]
    street.file["station"]["hotline"] = "0996-0000999"
    await street.reload()
    await asked_about(street, anna, "The lift is stuck")
    await carol.sees("The lift is stuck")
    tap = await carol.taps(shown, f"Take the shift: {GRID}")
    assert (await tap.answer()).show_alert  # There is one now.
    await carol.taps(mine, "Undo")
    await street.quiet()
    await asked_about(street, ella, "The light is out")
    await carol.does_not_see("The light is out")
    (change,) = await changes(street)
    assert (change.kind.value, bool(change.undone_at)) == ("gap", True)
    await street.later(hours=2)
    await ben.sees("The light is out")


def more_grids(street: Street, *names: str, **options: bool) -> None:
    street.maple_street  # noqa: B018  It is the first.
    for name in names:
        number = len(street.file["grids"]) + 1
        street.file["grids"].append({"code": f"grid-{number}", "name": name, **options})


def more_shifts(street: Street, name: str, *hours: str, **more: Any) -> None:
    """Of theirs on the Sunday, each of one hour."""
    badge = next(one["badge"] for one in street.file["people"] if one["name"] == name)
    for begins in hours:
        shift = {"badge": badge, "position": "backup", "grids": "all"} | more
        day = {"from": f"2026-11-22T{begins}:00", "to": f"2026-11-22T{begins}:59"}
        street.file["shifts"].append(shift | day)


async def test_all_of_the_colleagues_shifts_can_be_swapped_for(street: Street) -> None:
    """Those of one's own neighbourhood come first, however late they are."""
    more_grids(street, "Oak Lane")
    ben = street.officer("Ben", on_duty=False)
    street.officer("Zoe", on_duty=False)
    street.officer("Dan", on_duty=False)
    street.file["shifts"].clear()
    more_shifts(street, "Ben", "08", grids=["grid-1"])
    more_shifts(street, "Zoe", "23", grids=["grid-1"])
    more_shifts(street, "Dan", *(f"{hour:02}" for hour in range(10, 22)), grids=["grid-2"])
    await street.quiet()
    await ben.writes("/duty")
    await ben.taps(await ben.sees("Your shifts"), "Swap 11-22 08:00")
    choice = await ben.sees("For whose shift")
    first = list(choice.buttons)
    assert first[:2] == ["Zoe 11-22 23:00", "Dan 11-22 10:00"]
    assert (len(first), first[-1]) == (11, "More…")
    await ben.taps(choice, "More…")
    await street.quiet()
    assert choice.buttons == [f"Dan 11-22 {hour}:00" for hour in (19, 20, 21)] + ["More…"]
    await ben.taps(choice, "More…")
    await street.quiet()
    assert choice.buttons == first, "after the last comes the first again"
    await ben.taps(choice, "More…")
    await street.quiet()
    await ben.taps(choice, "Dan 11-22 21:00")
    await ben.sees("Officer Dan")


async def test_gaps_can_be_taken_first_and_the_rest_is_a_page_further(street: Street) -> None:
    """Ben looks after Maple Street; a leader alone is no one who takes cases."""
    more_grids(street, "Oak Lane", "Elm Row")
    ben = street.officer("Ben", grids=["grid-1"], on_duty=False)
    street.file["people"][0]["grids"] = ["grid-1"]
    for number in range(4):
        street.officer(f"Dan {number}", grids=["grid-1"])
    street.officer("Lea", position="leader", roles=("leader",), grids=["grid-2"])
    carol = street.officer("Carol", grids=["grid-3"])
    await street.quiet()
    await carol.writes("/duty")
    await carol.taps(await carol.sees("Your shifts"), "I'm away until…")
    await carol.taps(await carol.sees("Until when are you away?"), "11-20 11:00")
    await carol.sees("You are away until 20 Nov 11:00")
    await ben.writes("/duty")
    shown = await ben.sees("Your shifts")
    assert [one for one in shown.buttons if one.startswith("Take")] == [
        "Take the shift: Oak Lane",
        "Take over now: Carol · Elm Row",
        *(f"Take over now: Dan {number} · {GRID}" for number in range(3)),
    ]
    await ben.taps(shown, "More…")
    await street.quiet()
    takes = [one for one in shown.buttons if one.startswith("Take")]
    assert takes == [f"Take over now: Dan 3 · {GRID}"]
    await ben.taps(shown, "More…")
    await street.quiet()
    await ben.taps(shown, "Take the shift: Oak Lane")
    mine = await ben.sees("You have this shift from now on: On duty")
    assert mine.text.splitlines()[1] == "Oak Lane"


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_more_to_take_and_to_swap_for(self, street: Street) -> None:
        wang, _ = street.officer("王向阳", on_duty=False), street.officer("李梅")
        street.file["shifts"].clear()
        more_shifts(street, "王向阳", "08")
        more_shifts(street, "李梅", *(f"{hour:02}" for hour in range(10, 21)))
        for name in ("东园", "西园", "南园", "北园", "中园"):
            more_grids(street, name)
        await street.quiet()
        await wang.writes("/duty")
        shown = await wang.sees("您的班次")
        assert "补空档：中园" not in shown.buttons
        assert len([one for one in shown.buttons if "园" in one or GRID in one]) == 5
        await wang.taps(shown, "更多…")
        await street.quiet()
        assert len([one for one in shown.buttons if "园" in one or GRID in one]) == 1
        await wang.taps(shown, next(one for one in shown.buttons if "11-22" in one))
        choice = await wang.sees("想与谁的班次对换")
        assert choice.buttons[0] == "李梅 11-22 10:00"
        await wang.taps(choice, "更多…")
        await street.quiet()
        assert choice.buttons == ["李梅 11-22 20:00", "更多…"]
