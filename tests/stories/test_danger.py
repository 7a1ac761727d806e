"""Words of danger put the right emergency number first."""

from tests.street import GRID, Street

DANGERS = {
    "I smell gas in the stairwell": "119 (fire)",
    "The kitchen is on fire": "119 (fire)",
    "There is a man with a knife": "110 (police)",
    "My father is unconscious": "120 (ambulance)",
    "楼道里有煤气味": "119 (fire)",
}


async def test_the_right_number_comes_first(street: Street) -> None:
    street.officer("Ben")
    residents = [street.resident(f"Anna {number}") for number in range(len(DANGERS))]
    for resident, (said, number) in zip(residents, DANGERS.items(), strict=True):
        asked = await resident.writes(f"/help {said}", in_group=GRID)
        receipt = await resident.sees("We have your request", in_group=GRID, after=asked)
        assert receipt.text.splitlines()[0] == f"If anyone is in danger, call {number} now."


async def test_no_danger_no_number(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck on the third floor, nobody in it", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    assert "call" not in receipt.text


async def test_a_crime_hears_that_this_is_no_emergency_call(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help Somebody stole my bicycle", in_group=GRID)
    await anna.sees("to report a crime, call 110", in_group=GRID)


async def test_danger_in_an_added_message_is_answered_at_once(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The neighbours are shouting", in_group=GRID)
    await anna.sees("We have your request", in_group=GRID)
    more = await anna.writes("@doorstep_bot Now he has a knife", in_group=GRID)
    answer = await anna.sees("call 110 (police) now", in_group=GRID)
    assert answer.reply_to == more
    assert answer.text.startswith("If anyone is in danger")


async def test_danger_in_a_neighbours_message_is_answered_at_once(street: Street) -> None:
    anna, ella = street.resident("Anna"), street.resident("Ella")
    street.officer("Ben")
    await anna.writes("/help It smells strange here", in_group=GRID)
    receipt = await ella.sees("We have your request", in_group=GRID)
    await ella.replies(receipt, "That is gas! I smell gas too")
    await ella.sees("call 119 (fire) now", in_group=GRID)
