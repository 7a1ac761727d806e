"""A station with hundreds of neighbourhoods: its residents still find their own."""

from tests.street import Street


async def test_a_resident_leafs_through_the_neighbourhoods(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    for number in range(2, 279):
        street.file["grids"].append({"code": f"grid-{number}", "name": f"Lane {number:03}"})
    await street.quiet()
    await anna.writes("The lamp is out")
    question = await anna.sees("Where do you live?")
    assert len(question.buttons) == 21
    shown: list[str] = []
    for _ in range(14):
        shown += question.buttons[:-1]
        await anna.taps(question, "More…")
        await street.quiet()
    assert len(shown) == len(set(shown)) == 278
    first = list(question.buttons)
    assert first[:20] == shown[:20], "after the last come the first again"
    await anna.taps(question, shown[4])
    await anna.sees(shown[4])
    await street.quiet()
    assert (await street.case()).grid_id is not None
    await ben.sees(shown[4])
