"""A browser, a server and their tests share one event loop, and one worker of a run."""

import pytest


def page(half: int) -> list[pytest.MarkDecorator]:
    """Two browsers a run: `half` is 1 or 2, and about as much work as the other."""
    return [
        pytest.mark.slow,
        pytest.mark.timeout(180),
        pytest.mark.asyncio(loop_scope="session"),
        pytest.mark.xdist_group(f"page-{half}"),
    ]
