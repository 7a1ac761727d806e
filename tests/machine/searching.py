"""How long Hypothesis looks, and how it taps. HYPOTHESIS_PROFILE=deep looks for longer."""

import os
from contextlib import suppress

from hypothesis import HealthCheck, Phase, settings

from simulator import Bubble, Person
from simulator.driver.actor import CannotDo

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"


def search(*, runs: int, steps: int, deep_runs: int, deep_steps: int) -> settings:
    return settings(
        max_examples=deep_runs if DEEP else runs,
        stateful_step_count=deep_steps if DEEP else steps,
        deadline=None,
        derandomize=not DEEP,
        # Each run takes a second or more: what fails in the quick profile is shown as it was found.
        phases=tuple(Phase) if DEEP else (Phase.explicit, Phase.generate),
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


async def tap(who: Person, bubble: Bubble, label: str) -> None:
    with suppress(CannotDo):
        await who.taps(bubble, label)  # Telegram's apps wouldn't have let them.
