"""An officer: the card, taking a case, answering, passing on."""

from models.case import CaseKind, CaseState
from tests.street import GRID, Street

BUTTONS = ["Accept", "Pass on", "Resolve", "Pass on to…", "Change kind", "Make private"]


async def test_the_card_says_what_an_officer_needs(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    number = (await street.case()).number
    assert card.text.splitlines() == [
        f"🟡 {number} · Help · Maple Street",
        "Waiting for an officer, answer promised by 10:10",
        "Anna · 20 Nov 10:00",
        "The lift is stuck",
        "👥 Asked in the group: the group sees your replies.",
    ]
    assert card.buttons == BUTTONS


async def test_all_in_the_first_staffed_position_get_a_card_and_nobody_else(
    street: Street,
) -> None:
    anna = street.resident("Anna")
    ben, carol = street.officer("Ben"), street.officer("Carol")
    dan = street.officer("Dan", position="backup")
    eve = street.officer("Eve", on_duty=False)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    for officer in (ben, carol):
        card = await officer.sees("The lift is stuck")
        assert "Asked: Ben and Carol" in card.text
    await street.quiet()
    for officer in (dan, eve):
        await officer.does_not_see("The lift is stuck")


async def test_the_backup_is_first_where_no_main_is_staffed(street: Street) -> None:
    anna, dan = street.resident("Anna"), street.officer("Dan", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await dan.sees("The lift is stuck")
    await anna.sees("The backup officer has been told", in_group=GRID)


async def test_accepting_edits_the_cards_and_tells_the_resident_who_comes_back(
    street: Street,
) -> None:
    anna, ben, carol = street.resident("Anna"), street.officer("Ben"), street.officer("Carol")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    others = await carol.sees("The lift is stuck")
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it and will come back to you", in_group=GRID)
    assert receipt.is_edited
    await street.quiet()
    for shown in (card, others):
        assert "Officer Ben has it" in shown.text
        assert "Accept" not in shown.buttons


async def test_of_two_taps_at_once_one_wins_and_the_other_is_told_who_has_it(
    street: Street,
) -> None:
    anna, ben, carol = street.resident("Anna"), street.officer("Ben"), street.officer("Carol")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    cards = {ben: await ben.sees("The lift is stuck"), carol: await carol.sees("The lift is stuck")}
    taps = [await officer.taps(card, "Accept") for officer, card in cards.items()]
    answers = [(await tap.answer()).text for tap in taps]
    case = await street.case()
    assert answers[0] == ""
    assert answers[1] == f"Officer Ben already has {case.number}."


async def test_a_reply_to_any_message_of_the_case_goes_to_the_resident(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    asked = await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    await anna.writes("@doorstep_bot House 4", in_group=GRID)
    more = await ben.sees("House 4")
    await ben.replies(more, "On my way")
    answer = await anna.sees("On my way", in_group=GRID)
    assert answer.reply_to == asked
    assert answer.text.startswith("Officer Ben")


async def test_a_reply_takes_a_free_case(street: Street) -> None:
    anna, ben, carol = street.resident("Anna"), street.officer("Ben"), street.officer("Carol")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await carol.sees("The lift is stuck")
    await ben.replies(await ben.sees("The lift is stuck"), "On my way")
    await anna.sees("On my way", in_group=GRID)
    await anna.sees("Officer Ben has it", in_group=GRID)
    await street.quiet()
    assert "Officer Ben has it" in card.text
    assert (await street.case()).state is CaseState.ACCEPTED


async def test_a_reply_to_a_case_of_another_is_refused_with_the_holders_name(
    street: Street,
) -> None:
    anna, ben, carol = street.resident("Anna"), street.officer("Ben"), street.officer("Carol")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await carol.sees("The lift is stuck")
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    said = await carol.replies(card, "I am coming")
    refusal = await carol.sees("Officer Ben already has")
    assert refusal.reply_to == said
    await street.quiet()
    await anna.does_not_see("I am coming")


async def test_what_replies_to_nothing_goes_nowhere_where_there_is_no_case(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    said = await ben.writes("I am coming")
    told = await ben.sees("This went to nobody. Is it a new case? To answer a resident, reply")
    assert told.reply_to == said
    await street.quiet()
    await anna.does_not_see("I am coming")


async def test_a_reply_to_what_is_no_case_goes_nowhere(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    room = street.duty_room(ben)
    await street.quiet()
    await ben.replies(await ben.sees("you are on the list"), "I am coming")
    await ben.sees("This went to nobody")
    await ben.writes("@doorstep_bot I am coming", in_group=room)
    await ben.sees("To answer a resident, reply to the card or to one of", in_group=room)
    await anna.does_not_see("I am coming")
    assert not await street.cases()


async def test_pass_on_goes_down_the_chain(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    dan = street.officer("Dan", position="leader", roles=("leader",))
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await ben.taps(card, "Pass on")
    passed = await carol.sees("The lift is stuck")
    assert "Passed on by Officer Ben" in passed.text
    await anna.sees("The backup officer has been told", in_group=GRID)
    await carol.taps(passed, "Pass on")
    last = await dan.sees("Passed on by Officer Carol")
    await anna.sees("The shift leader has been told", in_group=GRID)
    await dan.taps(last, "Pass on")
    await dan.is_told("There is nobody further in line")
    await dan.taps(last, "Accept")
    await anna.sees("Officer Dan has it", in_group=GRID)
    await street.quiet()
    assert "Passed on by Officer Carol" in last.text
    assert "Officer Dan has it" in card.text


async def test_a_second_tap_on_pass_on_skips_nobody(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    dan = street.officer("Dan", position="leader", roles=("leader",))
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Pass on")
    await ben.taps(card, "Pass on")
    await carol.sees("The lift is stuck")
    await street.quiet()
    await dan.does_not_see("The lift is stuck")


async def test_pass_on_reaches_the_duty_room(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    room = street.duty_room(ben)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Pass on")
    card = await ben.sees("Passed on by Officer Ben", in_group=room)
    await anna.sees("went to the station's duty room", in_group=GRID)
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)


async def test_who_does_not_hold_the_case_cannot_pass_it_on_or_resolve_it(street: Street) -> None:
    anna, ben, carol = street.resident("Anna"), street.officer("Ben"), street.officer("Carol")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await carol.sees("The lift is stuck")
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    await carol.sees("Officer Ben has it")
    for label in ("Pass on", "Resolve"):
        tap = await carol.taps(card, label)
        assert "Officer Ben already has" in (await tap.answer()).text


async def test_the_officer_changes_the_kind(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The neighbours are loud again", in_group=GRID)
    card = await ben.sees("The neighbours are loud again")
    await ben.taps(card, "Change kind")
    await street.quiet()
    assert card.buttons[-1] == "Back"
    await ben.taps(card, "Dispute")
    await street.quiet()
    assert "· Dispute · Maple Street" in card.text
    assert card.buttons == BUTTONS
    assert (await street.case()).kind is CaseKind.DISPUTE


async def test_a_resident_cannot_press_an_officers_button(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await ben.sees("The lift is stuck")
    case = await street.case()
    for name in ("accept", "resolve", "pass_on", "post_outcome"):
        tap = await anna.presses(receipt, f"{name}:{case.id}")
        assert "no longer works" in (await tap.answer()).text
    assert (await street.case()).holder_id is None
