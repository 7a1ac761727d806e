"""/duty: who is on duty, and when it is one's own turn."""

import pytest

from tests.street import GRID, Street


async def test_in_the_group(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    street.officer("Carol", position="backup")
    said = await anna.writes("/duty", in_group=GRID)
    told = await anna.sees("On duty: Officer Ben", in_group=GRID)
    assert told.reply_to == said
    assert told.text.splitlines() == [
        GRID,
        "On duty: Officer Ben",
        "Backup: Officer Carol",
        "Station telephone: 0996-0000110",
    ]
    assert await street.cases() == []


async def test_an_officer_sees_their_grids_and_next_shifts(street: Street) -> None:
    street.grid(GRID)
    street.grid("Oak Lane")
    ben = street.officer("Ben", grids=["grid-2"])
    street.officer("Carol", grids=["grid-1"])
    tomorrow = {"badge": "0001", "position": "backup", "grids": "all"}
    street.file["shifts"].append(tomorrow | {"from": "2026-11-21T08:00", "to": "2026-11-21T20:00"})
    street.file["shifts"].append(tomorrow | {"from": "2026-11-18T08:00", "to": "2026-11-18T20:00"})
    await street.quiet()
    await ben.writes("/duty")
    assert (await ben.sees("Your shifts")).text.splitlines() == [
        "Oak Lane",
        "On duty: Officer Ben",
        "",
        "Your shifts",
        "• On duty · always",
        "• Backup · 21 Nov 08:00 - 21 Nov 20:00",
        "Station telephone: 0996-0000110",
    ]


async def test_a_resident_in_private(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben", on_duty=False)
    await street.quiet()
    await anna.writes("/duty")
    told = await anna.sees("Nobody is on duty right now")
    assert "shifts" not in told.text
    assert await street.cases() == []


async def test_a_group_that_the_file_does_not_name_learns_nothing(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.group("Elsewhere", [anna, street.bot])
    await anna.writes("/duty@doorstep_bot", in_group="Elsewhere")
    told = await anna.sees("This group isn't in the station's file", in_group="Elsewhere")
    assert "Ben" not in told.text


async def test_alert_is_no_command_yet(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/alert Flood", in_group=GRID)
    assert await street.cases() == []


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_in_the_group(self, street: Street) -> None:
        li, _ = street.resident("李奶奶"), street.officer("王向阳")
        await li.writes("/duty", in_group=GRID)
        await li.sees("主班：王警官", in_group=GRID)
