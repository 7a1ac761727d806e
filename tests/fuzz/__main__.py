"""python -m tests.fuzz [--updates 100000] [--seed N] [--database sqlite|postgresql|URL]"""

import argparse
import asyncio
import logging
import secrets
import sys

import structlog

from tests.fuzz.copies import copies
from tests.fuzz.report import told
from tests.fuzz.run import fuzz


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1 << 31))
    parser.add_argument("--database", default="sqlite")
    asked = parser.parse_args()
    # Each parked update is logged with its traceback, and the journal has the cause anyway.
    quiet = structlog.make_filtering_bound_logger(logging.CRITICAL)
    structlog.configure(wrapper_class=quiet)
    print(f"seed {asked.seed}, on {asked.database.partition(':')[0]}", flush=True)
    with copies(asked.database) as place:
        tally = asyncio.run(fuzz(place, asked.updates, asked.seed))
    print(told(tally))
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
