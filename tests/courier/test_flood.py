"""Flood limits: never broken, and no slower than they have to be."""

import heapq
import itertools
import math
from collections.abc import Callable
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.flood import (
    GROUP_MESSAGES,
    GROUP_WINDOW,
    OVERALL_WINDOW,
    PRIVATE_MESSAGES,
    PRIVATE_WINDOW,
    SURGE,
    FloodLimits,
    Pace,
    Window,
)
from simulator.flood import GROUP, OVERALL, PRIVATE, Bucket, Limit, Meter
from simulator.flood import Window as StrictWindow

pauses = st.lists(st.floats(0, 8), min_size=60, max_size=60)
delays = st.lists(st.floats(0, 0.4), min_size=60, max_size=60)
groups = st.booleans()
meters = st.sampled_from([Bucket, StrictWindow])


@given(groups, meters, pauses, delays)
def test_telegram_refuses_nothing_in_one_chat(
    is_group: bool, meter: Callable[[Limit], Meter], pauses: list[float], delays: list[float]
) -> None:
    """Messages take up to 0.4 s to get there, one at a time, as the courier sends."""
    telegram = meter(GROUP if is_group else PRIVATE)
    limits, now = FloodLimits(), 1000.0
    for pause, delay in zip(pauses, delays, strict=True):
        now = max(now + pause, limits.overall_ready_at(), limits.chat_ready_at(1))
        limits.take(now)
        limits.take_chat(1, is_group, now)
        now += delay
        assert telegram.wait(now, 1) == 0
        telegram.take(now, 1)
        limits.answered(1, now)


@given(groups, meters, pauses, st.lists(st.integers(1, 10), min_size=60, max_size=60))
def test_telegram_refuses_no_album(
    is_group: bool, meter: Callable[[Limit], Meter], pauses: list[float], sizes: list[int]
) -> None:
    """Each of its items counts."""
    telegram, overall = meter(GROUP if is_group else PRIVATE), meter(OVERALL)
    limits, now = FloodLimits(), 1000.0
    for pause, size in zip(pauses, sizes, strict=True):
        ready = (limits.overall_ready_at(size), limits.chat_ready_at(1, size))
        now = max(now + pause, *ready)
        limits.take(now, size)
        limits.take_chat(1, is_group, now, size)
        for counted in (telegram, overall):
            assert counted.wait(now, size) == 0
            counted.take(now, size)
        limits.answered(1, now, size)


@given(meters, st.integers(0, 1_000_000))
def test_telegram_refuses_nothing_over_all_chats(
    meter: Callable[[Limit], Meter], seed: int
) -> None:
    """Many are under way at a time, and overtake each other."""
    limits, now, luck = FloodLimits(), 1000.0, Random(seed)
    arrivals, answers = [], list[tuple[float, int]]()
    for chat in range(150):
        there, back = luck.choice((0.0, luck.uniform(0, 0.4))), luck.uniform(0, 0.4)
        while (ready := limits.overall_ready_at()) > now:
            now = min([ready, *(at for at, _ in answers)])
            while answers and answers[0][0] <= now:
                limits.answered(heapq.heappop(answers)[1], now)
        limits.take(now)
        limits.take_chat(chat, False, now)
        arrivals.append(now + there)
        heapq.heappush(answers, (now + there + back, chat))
    telegram = meter(OVERALL)
    for at in sorted(arrivals):
        assert telegram.wait(at, 1) == 0
        telegram.take(at, 1)


def _sent_at(messages: int) -> list[float]:
    """To as many chats, where answers come at once."""
    limits, now, times = FloodLimits(), 1000.0, []
    for chat in range(messages):
        now = max(now, limits.overall_ready_at())
        limits.take(now)
        limits.take_chat(chat, False, now)
        limits.answered(chat, now)
        times.append(now - 1000.0)
    return times


def test_a_surge_is_as_quick_as_the_limits_allow() -> None:
    assert _sent_at(180)[-1] <= 5 * OVERALL_WINDOW + 1e-6


def test_a_long_run_is_even_so_that_what_is_urgent_finds_a_gap() -> None:
    times = _sent_at(900)
    gaps = [later - one for one, later in itertools.pairwise(times[2 * SURGE :])]
    assert max(gaps) < 0.05
    assert times[-1] < 900 / 30 * 1.02


def test_no_chat_is_slower_than_it_has_to_be() -> None:
    for messages, seconds in ((GROUP_MESSAGES, GROUP_WINDOW), (PRIVATE_MESSAGES, PRIVATE_WINDOW)):
        window, now = Window(messages, seconds), 1000.0
        for _ in range(10 * messages):
            now = max(now, window.ready_at())
            window.take(now)
            window.answered(now)
        assert now - 1000.0 <= 9 * seconds + 1e-6


def test_while_all_that_may_go_is_under_way_only_an_answer_tells() -> None:
    window = Window(2, 10.0)
    window.take(1000.0)
    window.take(1000.0)
    assert window.ready_at() == math.inf
    window.answered(1003.0)
    assert window.ready_at() == 1013.0


def test_a_pace_catches_up_only_its_slack() -> None:
    pace = Pace(interval=1.0, burst=1.5)
    pace.take(1000.0)
    assert pace.ready_at() == 1000.5
    pace.take(5000.0)
    assert pace.ready_at() == 5000.5


def test_a_paused_chat_waits_alone_and_a_pause_of_everything_holds_all() -> None:
    limits = FloodLimits()
    limits.pause(1, 2000.0)
    assert limits.chat_ready_at(1) == 2000.0
    assert limits.chat_ready_at(2) <= 1000.0
    assert limits.overall_ready_at() <= 1000.0
    limits.pause_everything(1500.0)
    limits.pause_everything(1400.0)  # A shorter one doesn't end the longer.
    assert limits.overall_ready_at() == 1500.0
