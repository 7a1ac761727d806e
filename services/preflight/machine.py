"""Whether what the bot runs on is in order: the clocks, the tables, the texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.preflight.defects import Defect, DefectKind, found

# The shortest step of an escalation is 45 s; what is compared is told by the second.
TOLERANCE = timedelta(seconds=10)


@dataclass(frozen=True)
class Machine:
    """How far this machine's clock is ahead of the channel's and of the database's, as far as they
    are others; the revision of the tables, and the one that is needed; which texts can't be drawn;
    whether the bot hears all that is said in its groups."""

    ahead: timedelta | None = None
    ahead_of_database: timedelta | None = None
    revision: str | None = None
    needed: str | None = None
    broken: Sequence[str] = ()
    hears_all: bool = False


def of_machine(machine: Machine) -> list[Defect]:
    defects = [
        *_of_clock(DefectKind.CLOCK, machine.ahead),
        *_of_clock(DefectKind.DATABASE_CLOCK, machine.ahead_of_database),
        *found(DefectKind.TEMPLATES, machine.broken),
    ]
    if machine.revision != machine.needed:
        defects.append(
            Defect(DefectKind.REVISION, (f"{machine.revision} \u2192 {machine.needed}",))
        )
    if machine.hears_all:
        defects.append(Defect(DefectKind.HEARS_ALL))
    return defects


def _of_clock(kind: DefectKind, ahead: timedelta | None) -> list[Defect]:
    if ahead is None or abs(ahead) <= TOLERANCE:
        return []
    return [Defect(kind, (f"{ahead.total_seconds():+.0f}",))]
