"""The browser, the server and their tests share one event loop, and one worker of a run."""

import pytest

PAGE = [
    pytest.mark.slow,
    pytest.mark.timeout(180),
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.xdist_group("page"),
]
