"""`doorstep demo` with the page, as a process: it says where it is, and Ctrl-C ends all of it."""

import os
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.demo.launching import MARKS, demo

pytestmark = MARKS


def children(of: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(of)], capture_output=True, text=True, check=False)  # noqa: S607
    return [int(line) for line in found.stdout.split()]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_with_all_that_it_started(
    how: signal.Signals, tmp_path: Path
) -> None:
    with demo(tmp_path, "--page", "--port", "0", "--language", "en") as process:
        first = process.output.readline()
        assert first.startswith("The neighbourhood is open at http://127.0.0.1:")
        assert "doorstep demo --story" in process.output.readline()
        with urllib.request.urlopen(first.split()[-1]) as answer:  # noqa: S310  Its own address.
            assert b"Doorstep" in answer.read()
        started = children(process.pid)
        assert started
        os.kill(process.pid, how)
        status, _, errors = process.ends()
    assert (status, errors) == (0, "")
    assert process.left_behind() == []
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
