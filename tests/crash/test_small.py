"""A small crash test: 20 cases, 5 kills. `make crash-test` is the large one."""

from pathlib import Path

import pytest
from rich.console import Console

from tests.crash.run import Plan, crash_test
from tests.crash.tables import show


@pytest.mark.slow
@pytest.mark.timeout(180)  # Alone it takes ten seconds; the machine may be busy with other tests.
async def test_no_promise_is_broken(bare_database_url: str, tmp_path: Path) -> None:
    plan = Plan(kills=5, cases=20, seed=1)
    result = await crash_test(bare_database_url, plan, tmp_path)
    assert show(Console(width=100), bare_database_url.partition(":")[0], result)
