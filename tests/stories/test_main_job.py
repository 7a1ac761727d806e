"""The main job: a resident asks, the officer on duty answers, the group sees it done."""

from tests.street import Street


async def test_a_gas_smell_reaches_the_officer_on_duty(street: Street) -> None:
    anna, officer_ben = street.resident("Anna"), street.officer("Ben", on_duty=True)
    await anna.writes("/help I smell gas in the stairwell", in_group="Maple Street")
    card = await officer_ben.sees("I smell gas in the stairwell")
    await officer_ben.taps(card, "Accept")
    await officer_ben.replies(card, "Open the windows, I'm two minutes away")
    await anna.sees("I'm two minutes away", in_group="Maple Street")
