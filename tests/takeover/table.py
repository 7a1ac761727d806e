"""What was found, as a table."""

from collections.abc import Iterable, Sequence
from statistics import median

from rich.console import Console
from rich.table import Table

from tests.takeover.audit import Audit
from tests.takeover.run import Course, Way

DETAILS = 5  # shown of each broken promise


def show(console: Console, course: Course, audit: Audit) -> bool:
    """Whether every promise was kept."""
    title = f"leader and standby on postgresql: {course.seconds:.0f} s"
    table = Table("", "number", "", title=title)
    for name, figure in _figures(course, audit):
        table.add_row(name, figure, "")
    table.add_section()
    rows = list(_promises(course, audit))
    for name, faults in rows:
        table.add_row(name, str(len(faults)), "[red]broken[/]" if faults else "[green]kept[/]")
    console.print(table)
    console.print(f"The latest deadline: {audit.latest or '-'}", highlight=False)
    for name, faults in rows:
        for fault in faults[:DETAILS]:
            console.print(f"{name}: {fault}", markup=False, highlight=False)
    return not any(faults for _, faults in rows)


def _figures(course: Course, audit: Audit) -> Iterable[tuple[str, str]]:
    for way in Way:
        took = [one.led_at - one.at for one in course.cuts if one.way is way]
        yield f"leaders lost: {way.value}", str(len(took))
        yield "  seconds until another led, median (most)", _spread(took)
        yield "  sends on their way then, and repeated", str(audit.repeated[way.value])
    yield "cases, of which accepted", f"{audit.cases}, {audit.accepted}"
    yield "deadlines done", str(audit.done)
    yield "  seconds after they were due, median (most)", _spread(audit.late)
    yield "  of these while somebody led", _spread(audit.led)
    yield "messages and edits sent", str(audit.sends)


def _spread(seconds: Sequence[float]) -> str:
    return f"{median(seconds):.1f} ({max(seconds):.1f})" if seconds else "-"


def _promises(course: Course, audit: Audit) -> Iterable[tuple[str, Sequence[str]]]:
    """What must not be, and each time that it was."""
    yield "escalations missed", audit.missed
    yield "escalations done twice", audit.twice
    yield "messages sent by two leaders", audit.by_two
    yield "messages sent over a second after another led", audit.not_leading
    yield "messages left unsent, or refused", audit.unsent
    yield "messages recorded as sent that are not there", audit.missing
    yield "times that nobody led, or nothing came to rest", course.stuck
