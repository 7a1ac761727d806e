"""A resident in private: the duty room knows number, kind and grid, and nothing more."""

from tests.street import DUTY_ROOM, Street


async def test_the_duty_room_takes_a_private_case_and_reads_nothing_of_it(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.duty_room(ben)
    street.grid("Oak Lane")
    await street.open.wait()
    await anna.writes("My husband beats me")
    await anna.sees("duty room")
    card = await ben.sees("🔒", in_group=DUTY_ROOM)
    assert "husband" not in card.text
    assert "Anna" not in card.text
    await ben.taps(card, "Accept")
    own = await ben.sees("My husband beats me")
    await ben.replies(own, "Are you safe right now?")
    await anna.sees("Are you safe right now?")
    await ben.taps(own, "Resolve")
    form = await ben.sees("How did it end?")
    assert form.chat != card.chat


async def test_a_private_case_is_not_taken_by_whoever_cannot_be_written_to(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben", started=False)
    street.duty_room(ben)
    street.grid("Oak Lane")
    await street.open.wait()
    await anna.writes("My husband beats me")
    card = await ben.sees("🔒", in_group=DUTY_ROOM)
    await ben.taps(card, "Accept")
    await ben.is_told("press Start")
