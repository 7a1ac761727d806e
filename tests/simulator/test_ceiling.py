from simulator.ceiling import measure


async def test_it_measures_itself() -> None:
    rate, busy = await measure(connections=2, seconds=0.3)
    assert rate > 0
    assert busy > 0
