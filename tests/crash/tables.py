"""What was found, as tables."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from tests.crash.broadcast import Broadcast
from tests.crash.run import Result
from tests.crash.wreckage import Between

DETAILS = 5  # shown of each broken promise


def show(console: Console, database: str, result: Result) -> bool:
    """Whether every promise was kept."""
    rows = list(_promises(result))
    table = Table("", "number", "", title=f"{database}: {result.course.seconds:.0f} s")
    for name, number in _course(result):
        table.add_row(name, str(number), "")
    table.add_section()
    for name, faults in rows:
        verdict = "[red]broken[/]" if faults else "[green]kept[/]"
        table.add_row(name, str(len(faults)), verdict)
    console.print(table)
    console.print(_kills(result))
    for name, faults in rows:
        for fault in faults[:DETAILS]:
            console.print(f"{name}: {fault}", markup=False, highlight=False)
    return not any(faults for _, faults in rows)


def show_broadcast(console: Console, database: str, found: Broadcast) -> bool:
    """Whether every promise was kept."""
    table = Table("", "number", "", title=f"{database}, an alert: {found.seconds:.0f} s")
    table.add_row("groups", str(found.groups), "")
    table.add_row("kills (-9) in the middle", str(found.kills), "")
    table.add_row("delivered", str(found.delivered), "")
    table.add_row("unknown: in flight at a kill", str(found.unknown), "")
    table.add_section()
    for name, faults in found.faults.items():
        verdict = "[red]broken[/]" if faults else "[green]kept[/]"
        table.add_row(name, str(len(faults)), verdict)
    console.print(table)
    for name, faults in found.faults.items():
        for fault in faults[:DETAILS]:
            console.print(f"{name}: {fault}", markup=False, highlight=False)
    return not any(found.faults.values())


def _course(result: Result) -> Iterable[tuple[str, object]]:
    audit, course = result.audit, result.course
    yield "kills (-9)", sum(course.kills.values())
    yield "cases", audit.cases
    yield "messages by residents", audit.residents
    yield "messages by officers", audit.officers
    yield "of these refused, and the officer told so", audit.refused
    yield "messages repeated after a kill", audit.repeats.number
    yield "seconds from a start to the first fetch", f"{course.start_seconds:.1f}"
    if course.stop_seconds is not None:
        yield "seconds from SIGTERM to the end", f"{course.stop_seconds:.1f}"


def _promises(result: Result) -> Iterable[tuple[str, Sequence[str]]]:
    """What must not be, and each time that it was."""
    audit, course = result.audit, result.course
    yield "messages lost: not on record", audit.unrecorded
    yield "messages lost: heard by nobody", audit.unheard
    yield "messages on record twice", audit.recorded_twice
    yield "cases not opened, or opened twice", audit.without_case
    yield "cases with two holders", audit.two_holders
    yield "messages repeated beyond one per chat and kill", audit.repeats.excess
    yield "cases whose deadline is missing or stale", audit.without_deadline
    yield "rows left queued or being sent", audit.unsent
    yield "rows that could not be delivered", audit.undelivered
    yield "messages recorded as sent that are not there", audit.missing
    yield "messages out of their order in a chat", audit.out_of_order
    yield "cards that show an old state", audit.stale
    yield "updates parked", audit.parked
    yield "private words shown in a group", audit.exposed
    yield "chatter on record", audit.overheard
    yield "stories that came to a stop", course.stuck
    yield "bots that ended by themselves", course.deaths
    stop = "it took over ten seconds, or ended with an error"
    yield "bots that SIGTERM didn't stop", [] if course.stop_seconds is not None else [stop]


def _kills(result: Result) -> Table:
    table = Table("where the kills fell", "kills", title="")
    for between in Between:
        table.add_row(between.value, str(result.course.between[between]))
    table.add_section()
    for moment, number in sorted(result.course.kills.items()):
        table.add_row(moment, str(number))
    return table
