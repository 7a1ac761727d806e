"""`doorstep demo` with the page, as a process: it says where it is, and Ctrl-C ends all of it."""

import os
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.demo.test_demo import DEMO, surroundings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def children(of: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(of)], capture_output=True, text=True, check=False)  # noqa: S607
    return [int(line) for line in found.stdout.split()]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_with_all_that_it_started(
    how: signal.Signals, tmp_path: Path
) -> None:
    with subprocess.Popen(
        [*DEMO, "--page", "--port", "0", "--language", "en"],
        env=surroundings(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as demo:
        assert demo.stdout is not None
        first = demo.stdout.readline()
        assert first.startswith("The neighbourhood is open at http://127.0.0.1:")
        assert "doorstep demo --story" in demo.stdout.readline()
        with urllib.request.urlopen(first.split()[-1]) as answer:  # noqa: S310  Its own address.
            assert b"Doorstep" in answer.read()
        started = children(demo.pid)
        assert started
        demo.send_signal(how)
        _, errors = demo.communicate(timeout=60)
    assert (demo.returncode, errors) == (0, "")
    assert not list(tmp_path.iterdir())
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
