"""Something like what an alert warns of: reported under it, and a case that carries the alert.

Whether it happened to whoever writes or was only seen, the bot can't tell: it is asked after as
help is, by night, too, and an officer changes the kind. Under an alert that no longer holds one
reports as well.
"""

from dataclasses import dataclass, replace

from models.alert import Alert, AlertRun
from models.case import Case
from models.exchange import Exchange
from models.ids import parse_id
from models.station import Grid
from services import cases, visits
from services.cases import Request
from services.desk import Desk
from services.errors import OutdatedButton, WordsNeeded
from services.notices import reports as notices


@dataclass(frozen=True)
class Report:
    """What is reported, and the grid of the group in which the alert was read."""

    alert: Alert
    grid: Grid | None = None


async def of_link(desk: Desk, argument: str) -> Report | None:
    """The link says which run, and maybe which grid; none of an alert that isn't ours."""
    run, _, grid = argument.partition("-")
    alert = await _of_run(desk, parse_id(run))
    found = desk.directory.grids.get(parse_id(grid) or 0)
    return Report(alert, found if found and found.active else None) if alert else None


async def of_run(desk: Desk, run_id: int) -> Report:
    """Raises OutdatedButton for an alert that isn't ours."""
    alert = await _of_run(desk, run_id)
    if alert is None:
        raise OutdatedButton
    return Report(alert)


async def ask(desk: Desk, report: Report) -> None:
    """What did they see, or what happened to them? The answer is a reply to this."""
    person = await desk.own(desk.me)
    if report.grid is not None and person.grid_id is None and not person.is_staff:
        link = f"{visits.GRID}-{report.grid.code}"
        visits.begin(person, desk, visits.find(desk.directory, link))
    notices.ask_report(desk, desk.here, report.alert)


async def answer(desk: Desk, request: Request) -> Case:
    """It opens a case of its own; whatever else is answered to the same question joins that."""
    form = desk.about
    if desk.case is not None and desk.case.is_open and desk.case.asker_id == desk.me.id:
        await cases.join(desk, desk.case)
        return desk.case
    if not request.words and desk.said.content == "text":
        raise WordsNeeded
    alert = await _asked_about(desk, form) if form is not None else None
    case = await cases.open_case(desk, replace(request, alert=alert))
    if form is not None:
        form.case_id = case.id
    return case


async def _asked_about(desk: Desk, form: Exchange) -> Alert | None:
    alert_id = (form.values or {}).get(notices.ALERT)
    return await desk.session.get(Alert, alert_id) if alert_id is not None else None


async def _of_run(desk: Desk, run_id: int | None) -> Alert | None:
    run = await desk.session.get(AlertRun, run_id) if run_id is not None else None
    if run is None or run.station_id != desk.station.id:
        return None
    return await desk.session.get(Alert, run.alert_id)
