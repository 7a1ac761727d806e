"""Resolve: one line of outcome, a look at who will see it, and the post."""

from models.case import CaseState
from simulator import Bubble, Person
from tests.street import GRID, Street


async def drafts(ben: Person, card: Bubble, outcome: str) -> Bubble:
    """Taps Resolve and answers the form; returns the preview."""
    await ben.taps(card, "Resolve")
    form = await ben.sees("How did it end?")
    assert form.asks_for_reply
    await ben.replies(form, outcome)
    return await ben.sees("Post it?")


async def test_the_group_sees_it_done(street: Street) -> None:
    anna, ben, ella = street.resident("Anna"), street.officer("Ben"), street.resident("Ella")
    asked = await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    preview = await drafts(ben, card, "The lift runs again")
    assert "Everyone in “Maple Street” will see this:" in preview.text
    assert "The lift runs again" in preview.text
    assert preview.buttons == ["Post it", "Change it"]
    await ella.does_not_see("The lift runs again")
    await ben.taps(preview, "Post it")
    outcome = await ella.sees("The lift runs again", in_group=GRID)
    assert outcome.reply_to == asked
    assert "Officer Ben" in outcome.text
    case = await street.case()
    assert case.state is CaseState.RESOLVED
    assert f"Request {case.number} is done" in outcome.text
    assert "done" in receipt.text
    assert not receipt.buttons
    assert "Outcome:\nThe lift runs again" in card.text
    assert not card.buttons


async def test_a_private_outcome_goes_to_the_asker_alone(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("My brother drinks")
    preview = await drafts(ben, await ben.sees("My brother drinks"), "He gets help now")
    assert "The asker alone will see this:" in preview.text
    await ben.taps(preview, "Post it")
    await anna.sees("He gets help now")
    await anna.does_not_see("He gets help now", in_group=GRID)


async def test_a_case_that_went_private_ends_in_private(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    preview = await drafts(ben, await ben.sees("My brother drinks"), "He gets help now")
    assert "Everyone in" in preview.text
    await anna.taps(receipt, "Continue privately")
    await anna.sees("It continues here")
    await ben.taps(preview, "Post it")
    await anna.sees("He gets help now")
    await street.quiet()
    await anna.does_not_see("He gets help now", in_group=GRID)
    await anna.does_not_see("brother", in_group=GRID)


async def test_the_outcome_can_be_changed_before_it_is_posted(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    first = await drafts(ben, await ben.sees("The lift is stuck"), "The lift urns again")
    await ben.taps(first, "Change it")
    await ben.replies(await ben.sees("How did it end?", after=first), "The lift runs again")
    await ben.taps(await ben.sees("The lift runs again"), "Post it")
    await anna.sees("The lift runs again", in_group=GRID)
    await anna.does_not_see("urns again")


async def test_an_old_preview_posts_nothing_that_it_does_not_show(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    first = await drafts(ben, await ben.sees("The lift is stuck"), "The lift urns again")
    await ben.taps(first, "Change it")
    await ben.replies(await ben.sees("How did it end?", after=first), "The lift runs again")
    second = await ben.sees("The lift runs again")
    await ben.taps(first, "Post it")
    third = await ben.sees("The lift runs again", after=second)
    await street.quiet()
    await anna.does_not_see("The lift runs again")
    await ben.taps(third, "Post it")
    await anna.sees("The lift runs again", in_group=GRID)


async def test_a_draft_that_is_edited_stays_a_draft(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Resolve")
    said = await ben.replies(await ben.sees("How did it end?"), "The lift urns again")
    await ben.sees("Post it?")
    await ben.edits(said, "The lift runs again")
    preview = await ben.sees("The lift runs again")
    await street.quiet()
    await anna.does_not_see("The lift runs again")
    await ben.taps(preview, "Post it")
    outcome = await anna.sees("The lift runs again", in_group=GRID)
    assert "is done" in outcome.text


async def test_an_outcome_without_words_is_asked_for_again(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Resolve")
    form = await ben.sees("How did it end?")
    await ben.sends_sticker(reply_to=form)
    await ben.sees("The outcome needs words")
    await ben.replies(form, "The lift runs again")
    await ben.sees("Post it?")


async def test_resolve_takes_a_free_case(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Resolve")
    await ben.sees("How did it end?")
    await anna.sees("Officer Ben has it", in_group=GRID)


async def test_a_closed_case_takes_no_more(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    said = await ben.replies(card, "Somebody comes at 8")
    preview = await drafts(ben, card, "The lift runs again")
    await ben.taps(preview, "Post it")
    await anna.sees("The lift runs again", in_group=GRID)
    await ben.edits(said, "Somebody comes at 9")
    refusal = await ben.sees("is closed already. Your words were not passed on")
    assert refusal.reply_to == said
    again = await ben.taps(preview, "Post it")
    assert "is closed already" in (await again.answer()).text
    await ben.replies(card, "One more thing")
    await ben.sees("is closed already", after=refusal)
    await street.quiet()
    await anna.does_not_see("One more thing")


async def test_an_outcome_that_does_not_arrive_is_told_to_the_officer(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("My brother drinks")
    preview = await drafts(ben, await ben.sees("My brother drinks"), "He gets help now")
    await street.quiet()
    street.telegram.faults.blocked(chat=anna.id)
    await ben.taps(preview, "Post it")
    await street.later(seconds=1)
    await ben.sees("Anna doesn't know the outcome yet")


async def test_an_outcome_longer_than_a_message_is_asked_for_again(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Resolve")
    form = await ben.sees("How did it end?")
    await ben.replies(form, "long " * 800)
    await ben.sees("with at most 1000 characters")
    await ben.replies(form, "It runs again")
    await ben.sees("Post it?")
    assert not await street.failed()
