"""doorstep cases, doorstep case NUMBER"""

from rich.table import Table
from rich.text import Text

from bot.commands.opening import at_desk
from bot.settings import Settings
from bot.terminal import moment, out, tell, whose, words
from models.alert import Alert
from models.case import Case
from services import lookup, record
from services.desk import Desk
from services.notices.alerts import headline
from services.story import Line, cases, names, story


async def show_list(settings: Settings, everything: bool) -> int:
    """What is open, or all there is; nobody's words, so it isn't a look."""
    async with at_desk(settings) as desk:
        found = await cases(desk, closed=everything)
        holders = await names(desk, (case.holder_id for case in found))
        grids, zone = desk.directory.grids, desk.station.timezone
    if not found:
        tell("There are no cases yet." if everything else "There are no open cases.")
        return 0
    table = Table("Number", "State", "Kind", "Grid", "", "Holder", "Opened", "Promised")
    for case in found:
        grid = grids.get(case.grid_id or 0)
        table.add_row(
            case.number,
            case.state.value,
            case.kind.value,
            words(grid.name if grid else ""),
            "private" if case.is_private else "",
            words(holders.get(case.holder_id or 0, "")),
            moment(case.opened_at, zone),
            moment(case.promised_at, zone),
        )
    out().print(table)
    return 0


async def show_one(settings: Settings, number: str) -> int:
    """The whole story. Who reads it is on record, as the account at this terminal."""
    async with at_desk(settings) as desk:
        case = await lookup.case_by_number(desk, number)
        if case is None:
            tell(words(f"There is no case {number}."))
            return 1
        record.look(desk, case, reader=whose(), way="terminal")
        head = await _head(desk, case)
        told = await story(desk, case)
        zone = desk.station.timezone
    out().print(head)
    for line in told:
        tell(_shown(line, zone))
    return 0


async def _head(desk: Desk, case: Case) -> Table:
    people = await names(desk, (case.holder_id, case.entered_by_id))
    grid = desk.directory.grids.get(case.grid_id or 0)
    group = desk.directory.groups.get(case.group_id or 0)
    place = desk.directory.places.get(case.place_id or 0)
    alert = await desk.session.get(Alert, case.alert_id) if case.alert_id else None
    zone = desk.station.timezone
    facts = {
        "Case": case.number,
        "State": case.state.value,
        "Kind": case.kind.value,
        "Privacy": "private" if case.is_private else "open",
        "Grid": grid.name if grid else "",
        "Place": place.name if place else "",
        "Alert": f"{alert.number} {headline(desk, alert, desk.language)}" if alert else "",
        "Asked by": case.asker_name,
        "Asked in": group.title if group else "private",
        "Entered by": people.get(case.entered_by_id or 0, ""),
        "Held by": people.get(case.holder_id or 0, ""),
        "Happened": moment(case.happened_at, zone),
        "Opened": moment(case.opened_at, zone),
        "Promised": moment(case.promised_at, zone),
        "Closed": moment(case.closed_at, zone),
        "Words": case.words,
        "Outcome": case.outcome or "",
    }
    table = Table.grid(padding=(0, 2))
    for name, fact in facts.items():
        if fact:
            table.add_row(name, words(fact))
    return table


def _shown(line: Line, zone: str) -> Text:
    """The time, who did what where and what became of it; below it the words."""
    head = f"{moment(line.at, zone)}  {line.who}: {line.what}"
    where = f" ({line.where})" if line.where else ""
    delivery = f" [{line.delivery}]" if line.delivery else ""
    below = "".join(f"\n    {row}" for row in line.words.splitlines())
    return words(head + where + delivery + below)
