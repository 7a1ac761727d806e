"""A lesson from a closed case: what may happen to others, too, without anybody's data.

Of the case only its kind, its neighbourhood and its month are taken: no name, no door, no number,
and none of the words that were said. Of a private one only the kind, to the whole station. What
helped is written by whoever makes the lesson, and it can't go out without that: so a person has
read it. What neighbours could recognise somebody by makes no lesson (docs: where it stops).
"""

from locales import LANGUAGES, as_read
from models.alert import AlertUrgency, Certainty, Severity
from models.case import Case
from services import holding
from services.alerts import drafts, scheduling, showing
from services.alerts.audience import Audience
from services.alerts.form import Sheet
from services.desk import Desk
from services.discretion import teaches
from services.errors import NoLesson


async def make(desk: Desk, case: Case) -> None:
    """A draft, which its maker reads and completes. Raises NotYours, NoLesson."""
    scheduling.must_write(desk)
    await holding.must_know(desk, case)
    if not teaches(case):
        raise NoLesson(number=case.number)
    alert = drafts.begin(desk)
    alert.case_id = case.id
    alert.severity, alert.urgency = Severity.MINOR, AlertUrgency.FUTURE
    alert.certainty = Certainty.OBSERVED
    alert.words = {language: _words(desk, case, language) for language in LANGUAGES}
    alert.audience = _audience(desk, case).dump()
    await showing.show(desk, alert, Sheet.HUB, anew=True)


def _words(desk: Desk, case: Case, language: str) -> dict[str, str]:
    grid = None if case.is_private else desk.directory.grids.get(case.grid_id or 0)
    values = {
        "kind": case.kind.value,
        "grid": grid.name if grid else None,
        "since": None if case.is_private else case.opened_at.isoformat(),
    }
    zone = desk.station.timezone
    return {
        "headline": as_read("lesson_heading", language, values, zone),
        "text": as_read("lesson", language, values, zone),
    }


def _audience(desk: Desk, case: Case) -> Audience:
    grid = None if case.is_private else desk.directory.grids.get(case.grid_id or 0)
    return Audience(grids=(grid.code,)) if grid else Audience()
