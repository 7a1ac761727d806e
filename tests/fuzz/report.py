"""What the fuzzing found, in words."""

from tests.fuzz.run import Tally

SHOWN = 400


def told(tally: Tally) -> str:
    lines = [
        f"sent      {tally.sent:>8,}",
        f"handled   {tally.handled:>8,}",
        *(f"parked    {count:>8,}  {cause}" for cause, count in tally.parked.most_common()),
        f"skipped   {tally.skipped:>8,}  {tally.repeated:,} repeated, {tally.nameless:,} without"
        " an id",
        f"said      {tally.words_out:>8,}  messages read for leaks and Telegram's limits",
        f"seconds   {tally.seconds:>8,.0f}  {tally.sent / max(tally.seconds, 1):,.0f} updates/s",
        "mutations " + ", ".join(f"{way} {count:,}" for way, count in tally.ways.most_common()),
        f"faults    {len(tally.faults):>8,}",
    ]
    return "\n".join([*lines, *(f"  - {fault}" for fault in tally.faults[:SHOWN])])
