"""A little of `make fuzz`, with a fixed seed."""

import pytest

from tests.fuzz.copies import copies
from tests.fuzz.report import told
from tests.fuzz.run import fuzz
from tests.postgres import NoPostgresError

SEED = 20_261_120


@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.parametrize(("engine", "updates"), [("sqlite", 2_000), ("postgresql", 600)])
async def test_no_mutated_update_stops_the_intake_or_leaks(engine: str, updates: int) -> None:
    try:
        with copies(engine) as place:
            tally = await fuzz(place, updates, SEED)
    except NoPostgresError as reason:
        pytest.skip(str(reason))
    assert not tally.faults, told(tally)
    assert tally.handled > updates / 2
    assert tally.parked
    assert tally.words_out > updates / 4
