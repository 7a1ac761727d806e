"""An officer answers a card whose number in the chat isn't recorded, yet or any more."""

from tests.street import GRID, Street


async def test_a_reply_before_the_card_is_recorded(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.faults.slow_answer(0.5, method="sendMessage", chat=ben.id, times=1)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.replies(await ben.sees("The lift is stuck"), "On my way")
    await anna.sees("On my way", in_group=GRID)


async def test_a_reply_after_a_crash_that_lost_the_number(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.faults.lose_answer(before=False, method="sendMessage", chat=ben.id, times=1)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    first = await ben.sees("The lift is stuck")
    await ben.sees("The lift is stuck", after=first)
    await street.quiet()
    await ben.replies(first, "On my way")
    await anna.sees("On my way", in_group=GRID)
    await ben.taps(first, "Resolve")
    await ben.sees("How did it end?")


async def test_a_reply_after_a_restart(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await street.restart()
    await ben.replies(card, "On my way")
    await anna.sees("On my way", in_group=GRID)
