"""Who is in no group asks by a poster, and the officer on duty there has it."""

import pytest

from models.case import Case
from models.station import Grid, PublicPlace
from simulator import Person
from tests.street import Street

WELCOME = "Hello Nina, this is Newtown police station"


def visitor(street: Street) -> Person:
    """Somebody whom no group of the station knows."""
    return street.telegram.person("Nina", language_code="en")


def two_grids(street: Street) -> tuple[Person, Person]:
    """Maple Street with Ben on duty, Oak Lane with Cora and a market gate."""
    street.grid()
    street.grid("Oak Lane")
    ben = street.officer("Ben", grids=["grid-1"])
    cora = street.officer("Cora", grids=["grid-2"])
    gate = {"code": "market-gate", "name": "Market gate", "grid": "grid-2"}
    street.file["places"] = [gate]
    return ben, cora


async def grid_and_place(street: Street, case: Case) -> tuple[str | None, str | None]:
    async with street.record() as session:
        grid = await session.get(Grid, case.grid_id or 0)
        place = await session.get(PublicPlace, case.place_id or 0)
        return grid.name if grid else None, place.name if place else None


async def test_a_visitor_asks_about_a_place(street: Street) -> None:
    ben, cora = two_grids(street)
    nina = visitor(street)
    await street.open.wait()
    await nina.opens("https://t.me/doorstep_bot?start=place-market-gate")
    hello = await nina.sees(WELCOME)
    assert "You are asking about Market gate" in hello.text
    await nina.writes("A child lost her mother")
    card = await cora.sees("A child lost her mother")
    assert "Oak Lane" in card.text.splitlines()[0]
    assert "📍 Market gate" in card.text
    await street.quiet()
    await nina.does_not_see("Where do you live?")
    await ben.does_not_see("A child lost her mother")
    assert await grid_and_place(street, await street.case()) == ("Oak Lane", "Market gate")
    where = await nina.sees("So that we find you at Market gate: where are you")
    await nina.replies(where, "At the fish stall")
    await cora.sees("🏠 At the fish stall")
    await cora.replies(card, "I am at the gate")
    await nina.sees("I am at the gate")
    await nina.writes("/ask Is there a lost property office?")
    await nina.taps(await nina.sees("Added to your request"), "This is something new")
    home = await nina.sees("If it is about one place")
    assert home.buttons == ["Skip"]  # A stall is nobody's home.


async def test_a_visitor_asks_about_a_grid(street: Street) -> None:
    _, cora = two_grids(street)
    nina = visitor(street)
    await street.open.wait()
    await nina.opens("https://t.me/doorstep_bot?start=grid-grid-2")
    assert "You are asking about Oak Lane" in (await nina.sees(WELCOME)).text
    await nina.sends_photo(caption="Whose dog is this?")
    card = await cora.sees("Whose dog is this?")
    assert "📍" not in card.text
    assert await grid_and_place(street, await street.case()) == ("Oak Lane", None)


async def test_a_visitor_asks_by_a_groups_poster(street: Street) -> None:
    _, cora = two_grids(street)
    nina = visitor(street)
    group = street._groups["Oak Lane"]
    await street.open.wait()
    await nina.opens(f"https://t.me/doorstep_bot?start=group-{-group.id}")
    assert "You are asking about Oak Lane" in (await nina.sees(WELCOME)).text
    await nina.writes("The lift is stuck")
    await cora.sees("The lift is stuck")


@pytest.mark.parametrize(
    "payload",
    [
        "place-nowhere",
        "grid-",
        "grid-nowhere",
        "group-99",
        "group-x",
        "group--1",
        "place-grid-2",
        "grid",
        "x" * 64,
        "case-99999999999999999999",
    ],
)
async def test_a_link_that_nobody_made_is_an_ordinary_start(street: Street, payload: str) -> None:
    two_grids(street)
    nina = visitor(street)
    await street.open.wait()
    await nina.opens(f"https://t.me/doorstep_bot?start={payload}")
    assert "You are asking about" not in (await nina.sees(WELCOME)).text
    await nina.writes("The lift is stuck")
    await nina.sees("Where do you live?")
    assert (await street.case()).grid_id is None


async def test_the_duty_room_has_no_poster(street: Street) -> None:
    two_grids(street)
    room, nina = street.duty_room(), visitor(street)
    await street.open.wait()
    await nina.opens(f"https://t.me/doorstep_bot?start=group-{-room.id}")
    assert "You are asking about" not in (await nina.sees(WELCOME)).text


async def test_a_place_that_was_taken_out_of_the_file(street: Street) -> None:
    two_grids(street)
    nina = visitor(street)
    await street.open.wait()
    street.file["places"] = []
    await street.reload()
    await nina.opens("https://t.me/doorstep_bot?start=place-market-gate")
    assert "You are asking about" not in (await nina.sees(WELCOME)).text


async def test_the_first_thing_asked_is_about_the_place_and_what_follows_joins(
    street: Street,
) -> None:
    _, cora = two_grids(street)
    nina = visitor(street)
    await street.open.wait()
    await nina.starts()
    await nina.writes("My tap drips")
    await nina.sees("Where do you live?")
    await nina.opens("https://t.me/doorstep_bot?start=place-market-gate")
    await nina.writes("Somebody fell down here")
    card = await cora.sees("Somebody fell down here")
    await nina.writes("An old man")
    more = await cora.sees("An old man")
    assert more.reply_to == card
    first, second = await street.cases()
    assert await grid_and_place(street, first) == (None, None)
    assert await grid_and_place(street, second) == ("Oak Lane", "Market gate")


async def test_hours_later_the_poster_is_left_behind(street: Street) -> None:
    two_grids(street)
    nina = visitor(street)
    await street.open.wait()
    await nina.opens("https://t.me/doorstep_bot?start=place-market-gate")
    await nina.sees("You are asking about Market gate")
    await street.later(hours=4)
    await nina.writes("The lift is stuck")
    await nina.sees("Where do you live?")
    assert (await street.case()).place_id is None


async def test_an_officer_who_scans_it_is_greeted_as_one(street: Street) -> None:
    ben, _ = two_grids(street)
    await street.open.wait()
    await ben.opens("https://t.me/doorstep_bot?start=place-market-gate")
    await ben.sees("Officer Ben, you are on the list")
    await street.quiet()
    await ben.does_not_see("You are asking about")


@pytest.mark.parametrize("language", ["zh_Hans"])
async def test_in_chinese(street: Street) -> None:
    _, cora = two_grids(street)
    nina = street.telegram.person("小李", language_code="zh-hans")
    street.file["places"][0]["name"] = "集贸市场东门"
    await street.open.wait()
    await nina.opens("https://t.me/doorstep_bot?start=place-market-gate")
    await nina.sees("您问的是：集贸市场东门。接下来写的内容会转给那里的值班民警。")
    await nina.writes("有人摔倒了")
    assert "📍 集贸市场东门" in (await cora.sees("有人摔倒了")).text
