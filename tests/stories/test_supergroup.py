"""The group becomes a supergroup in the middle of a case."""

from tests.street import GRID, Street


async def test_the_case_goes_on_and_an_old_message_is_replied_to(street: Street) -> None:
    group = street.grid(GRID, supergroup=False)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await street.quiet()
    group.upgrade()
    await street.quiet()
    await ben.replies(card, "On my way")
    answer = await anna.sees("On my way", in_group=GRID)
    assert answer.chat is group.chat
    await anna.replies(receipt, "@doorstep_bot It is in house 4")
    more = await ben.sees("It is in house 4")
    assert more.reply_to == card
    await anna.replies(answer, "Thank you")
    await ben.sees("Thank you")
    await ben.taps(card, "Resolve")
    await ben.replies(await ben.sees("How did it end?"), "It runs again")
    await ben.taps(await ben.sees("Post it?"), "Post it")
    done = await anna.sees("It runs again", in_group=GRID)
    assert done.chat is group.chat
    await street.case()


async def test_an_answer_finds_the_group_that_moved_unseen(street: Street) -> None:
    group = street.grid(GRID, supergroup=False)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await street.quiet()
    street.telegram.faults.delay_updates(0.5, kind="message", times=2)
    group.upgrade()
    await ben.replies(card, "On my way")
    answer = await anna.sees("On my way", in_group=GRID)
    assert answer.chat is group.chat


async def test_the_private_button_works_after_the_move(street: Street) -> None:
    group = street.grid(GRID, supergroup=False)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("My brother drinks")
    await street.quiet()
    group.upgrade()
    await street.quiet()
    await anna.taps(receipt, "Continue privately")
    await anna.sees("It continues here")
    await ben.replies(card, "Is he at home now?")
    await anna.sees("Is he at home now?")
    await street.quiet()
    await anna.does_not_see("Is he at home now?", in_group=GRID)
