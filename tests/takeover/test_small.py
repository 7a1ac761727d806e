"""A small takeover test: the leader is lost twice. `make crash-test` is the large one."""

from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import URL

from tests import postgres
from tests.takeover.run import Way, takeover_test
from tests.takeover.table import show


@pytest.mark.slow
@pytest.mark.timeout(180)  # Alone it takes fifteen seconds.
async def test_no_escalation_is_missed_or_done_twice(postgres_server: URL, tmp_path: Path) -> None:
    with postgres.empty_database(postgres_server, "takeover") as url:
        ways = [Way.KILLED, Way.THROWN_OUT]
        course, audit = await takeover_test(postgres.text(url), ways, 1, tmp_path, rounds=1)
    assert show(Console(width=100), course, audit)
