"""An operator reads the record, while the bot runs."""

import re

import pytest
from sqlalchemy import select

from models.case import Look
from tests.cli.terminal import Terminal
from tests.street import Street

pytestmark = pytest.mark.timeout(180)  # Each `doorstep` is a process.


async def test_the_whole_story_of_a_case(street: Street, terminal: Terminal) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help I smell gas \u202eevil [bold]x[/bold]", in_group="Maple Street")
    card = await ben.sees("I smell gas")
    await ben.taps(card, "Accept")
    await ben.replies(card, "Open the windows <now>")
    await anna.sees("Open the windows", in_group="Maple Street")
    case = await street.case()
    result = await terminal.doorstep("case", case.number.lower())
    assert (result.status, result.err) == (0, "")
    told = result.out
    assert "\u202e" not in told
    assert "I smell gas evil [bold]x[/bold]" in told
    in_order = [
        "Anna: said (Maple Street)",
        "Anna: opened",
        "Doorstep: send card (private chat with Ben) [done]",
        "Ben: accepted",
        "Ben: said (private chat with Ben)",
        "Open the windows <now>",
        "[done]",
    ]
    places = [told.find(line) for line in in_order]
    assert -1 not in places, f"{in_order[places.index(-1)]} is not in:\n{told}"
    assert re.search(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  Ben: accepted$", told, re.M)


async def test_who_looked_is_part_of_the_story(street: Street, terminal: Terminal) -> None:
    anna = street.resident("Anna")
    street.officer("Ben")
    await anna.writes("/help I smell gas", in_group="Maple Street")
    case = await street.case()
    await terminal.doorstep("case", case.number)
    async with street.record() as session:
        (look,) = await session.scalars(select(Look))
    assert (look.case_id, look.reader, look.way) == (case.id, "li", "terminal")
    assert "li: looked (terminal)" in (await terminal.doorstep("case", case.number)).out


async def test_the_list_shows_what_is_open_and_nobodys_words(
    street: Street, terminal: Terminal
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    assert "There are no open cases." in (await terminal.doorstep("cases")).out
    await anna.writes("/help I smell gas", in_group="Maple Street")
    await ben.taps(await ben.sees("I smell gas"), "Accept")
    case = await street.case()
    shown = (await terminal.doorstep("cases")).out
    assert re.search(rf"{case.number}.*accepted.*help.*Maple Street.*Ben", shown)
    assert "gas" not in shown


async def test_a_case_that_is_not(street: Street, terminal: Terminal) -> None:
    street.officer("Ben")
    await street.open.wait()
    result = await terminal.doorstep("case", "NOPE2")
    assert (result.status, result.out) == (1, "There is no case NOPE2.\n")


async def test_a_file_loaded_twice(street: Street, terminal: Terminal) -> None:
    street.officer("Ben")
    await street.open.wait()
    file = terminal.settings["STATION"]
    assert (await terminal.doorstep("load", file)).out == "Nothing has changed.\n"
