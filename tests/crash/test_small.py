"""Small crash tests: 20 cases, 5 kills; an alert to 100 groups, one. `make crash-test` has the
large ones."""

from pathlib import Path

import pytest
from rich.console import Console

from tests.crash import broadcast
from tests.crash.run import Plan, crash_test
from tests.crash.tables import show


@pytest.mark.slow
@pytest.mark.timeout(180)  # Alone it takes ten seconds; the machine may be busy with other tests.
async def test_no_promise_is_broken(bare_database_url: str, tmp_path: Path) -> None:
    plan = Plan(kills=5, cases=20, seed=1)
    result = await crash_test(bare_database_url, plan, tmp_path)
    assert show(Console(width=100), bare_database_url.partition(":")[0], result)


@pytest.mark.slow
@pytest.mark.timeout(180)
async def test_an_alert_is_resumed_and_no_group_gets_it_twice(
    bare_database_url: str, tmp_path: Path
) -> None:
    plan = broadcast.Plan(groups=100, kills=(20,), limits=False)
    found = await broadcast.broadcast_test(bare_database_url, plan, tmp_path)
    assert not any(found.faults.values()), found.faults
    assert found.delivered + found.unknown == 100
    assert found.unknown > 0
