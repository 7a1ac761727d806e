"""The bot joins a group: its card and buttons, or only the group's number."""

from models.case import CaseKind
from tests.street import GRID, Street


async def test_the_bot_posts_and_pins_its_card(street: Street) -> None:
    anna = street.resident("Anna")
    street.officer("Ben")
    group = street.telegram.group("Oak Lane", [anna])
    street.file["grids"].append({"code": "oak", "name": "Oak Lane", "groups": [group.id]})
    street.file["people"][0]["grids"] = ["oak"]
    await street.quiet()
    group.promote(street.bot, pin=True)
    card = await anna.sees("Newtown police station · Oak Lane", in_group=group)
    assert "Looking after this neighbourhood: Officer Ben" in card.text
    assert "Station telephone: 0996-0000110" in card.text
    assert card.buttons == ["Ask for help", "Ask a question", "Ask privately", "Who is on duty?"]
    await street.quiet()
    assert card.is_pinned


async def test_without_the_right_it_posts_and_does_not_pin(street: Street) -> None:
    anna = street.resident("Anna")
    street.officer("Ben")
    group = street.telegram.group("Oak Lane", [anna])
    street.file["grids"].append({"code": "oak", "name": "Oak Lane", "groups": [group.id]})
    await street.quiet()
    group.add(street.bot)
    card = await anna.sees("Newtown police station · Oak Lane", in_group=group)
    await street.quiet()
    assert not card.is_pinned
    group.promote(street.bot, pin=True)
    await street.quiet()
    assert card.is_pinned


async def test_an_unknown_group_hears_its_number_and_nothing_else(street: Street) -> None:
    anna = street.resident("Anna")
    street.officer("Ben")
    group = street.telegram.group("Elm Court", [anna])
    await street.quiet()
    group.add(street.bot)
    told = await anna.sees("This group isn't in the station's file yet", in_group=group)
    assert str(group.id) in told.text
    assert not told.buttons
    assert "Newtown" not in told.text
    await anna.writes("/help The lift is stuck", in_group=group)
    await anna.sees(str(group.id), in_group=group, after=told)
    assert not await street.cases()


async def test_whoami_says_the_numbers_a_station_file_wants(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/whoami@doorstep_bot", in_group=GRID)
    told = await anna.sees(f"Your Telegram number: {anna.id}", in_group=GRID)
    assert f"This group's number: {street.maple_street.id}" in told.text
    await anna.writes("/whoami")
    told = await anna.sees(f"Your Telegram number: {anna.id}", after=told)
    assert "group" not in told.text


async def test_whoami_works_where_nobody_knows_the_group(street: Street) -> None:
    anna = street.resident("Anna")
    street.officer("Ben")
    group = street.telegram.group("Elm Court", [anna, street.bot])
    await anna.writes("/whoami", in_group=group)
    await anna.sees(f"This group's number: {group.id}", in_group=group)


async def test_the_cards_buttons_ask_for_words(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    ella = street.resident("Ella")
    await anna.writes("/start@doorstep_bot", in_group=GRID)
    card = await anna.sees("In danger, call at once", in_group=GRID)
    await anna.taps(card, "Ask for help")
    form = await anna.sees("What happened, and where?", in_group=GRID)
    assert form.asks_for_reply
    assert form.text.startswith("Anna")
    await ella.taps(card, "Ask a question")
    other = await ella.sees("What would you like to know?", in_group=GRID)
    assert other.asks_for_reply
    await ella.replies(other, "When do you open?")
    await anna.replies(form, "The lift is stuck")
    await ben.sees("When do you open?")
    await ben.sees("The lift is stuck")
    kinds = {case.asker_name: case.kind for case in await street.cases()}
    assert kinds == {"Anna": CaseKind.HELP, "Ella": CaseKind.CONSULTATION}


async def test_ask_privately_opens_the_private_chat(street: Street) -> None:
    anna = street.resident("Anna", started=False)
    ben = street.officer("Ben")
    await anna.writes("/start@doorstep_bot", in_group=GRID)
    card = await anna.sees("In danger, call at once", in_group=GRID)
    await anna.taps(card, "Ask privately")
    await anna.sees("Hello Anna")
    await anna.writes("My brother drinks")
    await ben.sees("My brother drinks")


async def test_who_is_on_duty_is_shown_to_who_tapped(street: Street) -> None:
    anna, ella = street.resident("Anna"), street.resident("Ella")
    street.officer("Ben")
    street.officer("Carol", position="backup")
    street.officer("Eve", on_duty=False)
    await anna.writes("/start@doorstep_bot", in_group=GRID)
    card = await anna.sees("In danger, call at once", in_group=GRID)
    tap = await ella.taps(card, "Who is on duty?")
    answer = await tap.answer()
    assert answer.show_alert
    assert answer.text.splitlines() == [
        "Station telephone: 0996-0000110",
        "On duty for Maple Street: Officer Ben",
        "Backup: Officer Carol",
    ]
    await street.quiet()
    await anna.does_not_see("On duty for")


async def test_a_group_that_the_file_learns_of_gets_its_card(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    lane = street.telegram.group("Oak Lane", [anna])
    lane.add(street.bot)
    lane.promote(street.bot, pin=True)
    await anna.sees(str(lane.id), in_group=lane)
    street.file["grids"].append({"code": "oak-lane", "name": "Oak Lane", "groups": [lane.id]})
    await street.reload()
    card = await anna.sees("Newtown police station · Oak Lane", in_group=lane)
    assert "Ask for help" in card.buttons
    street.file["grids"][-1]["name"] = "Oak Lane, north"
    await street.reload()
    await street.later(seconds=5)
    await street.quiet()
    cards = [one for one in anna.chat(lane) if "Newtown police station ·" in one.text]
    assert len(cards) == 1
    assert cards[0].is_pinned


async def test_a_group_in_which_the_bot_never_was_gets_none(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    lane = street.telegram.group("Oak Lane", [anna])
    street.file["grids"].append({"code": "oak-lane", "name": "Oak Lane", "groups": [lane.id]})
    await street.reload()
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await anna.sees("We have your request")
    await street.quiet()
    assert not [call for call in street.telegram.calls if call.chat == str(lane.id)]
