"""Pauses that Telegram asks for, and those while it can't be reached."""

import time
from datetime import timedelta

import pytest

from bot.flood import FloodLimits
from bot.outcome import Kind, Outcome
from bot.pauses import FIRST_PAUSE, Pauses


@pytest.fixture
def limits() -> FloodLimits:
    return FloodLimits()


def flooded(seconds: float) -> Outcome:
    return Outcome(Kind.FLOODED, seconds=seconds)


def test_two_chats_that_refuse_hold_up_nobody_else(limits: FloodLimits) -> None:
    pauses, now = Pauses(limits), time.monotonic()
    for chat in (1, 2, 1, 2):
        pauses.after(chat, flooded(30))
    assert limits.chat_ready_at(1) >= now + 30
    assert limits.chat_ready_at(3) <= now
    assert limits.overall_ready_at() <= now


def test_three_chats_that_refuse_within_a_second_mean_everything(limits: FloodLimits) -> None:
    pauses, now = Pauses(limits), time.monotonic()
    for chat in (1, 2, 3):
        pauses.after(chat, flooded(30))
    assert limits.overall_ready_at() >= now + 30


def test_a_pause_of_a_former_courier_goes_on(limits: FloodLimits) -> None:
    Pauses(limits).kept(7, timedelta(seconds=900))
    assert limits.chat_ready_at(7) > time.monotonic() + 890


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, Kind.NOTHING_SENT])
def test_fifty_sends_that_fail_together_have_failed_once(limits: FloodLimits, kind: Kind) -> None:
    pauses = Pauses(limits)
    for chat in range(50):
        pauses.after(chat, Outcome(kind))
    assert not pauses.healthy
    assert limits.overall_ready_at() <= time.monotonic() + FIRST_PAUSE
    pauses.after(1, Outcome(Kind.DELIVERED))
    assert pauses.healthy
