"""Doorstep as a process of its own, by its settings: `doorstep run`, but for the flood limits,
and for a trace of the database if one is wanted."""

import argparse
import asyncio
from functools import partial
from pathlib import Path

import uvloop

from bot import app
from bot.flood import FloodLimits
from bot.settings import Settings
from services.alerts import broadcasting
from tests.bench.tracing import Tracer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limits", action="store_true", help="keep Telegram's flood limits")
    parser.add_argument("--trace", type=Path, help="write what the database did, and when")
    parser.add_argument("--page", type=int, help="rows of an alert written at once")
    chosen = parser.parse_args()
    broadcasting.PAGE = chosen.page or broadcasting.PAGE
    tracer = Tracer() if chosen.trace else None
    limits = partial(FloodLimits, enforced=chosen.limits)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(app.run(Settings.read(), limits=limits))
    if tracer is not None:
        tracer.write(chosen.trace)


if __name__ == "__main__":
    main()
