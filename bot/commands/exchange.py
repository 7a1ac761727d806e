"""doorstep alert import FILE, doorstep alert export NUMBER, doorstep alert feeds"""

from pathlib import Path

import typer
from rich.table import Table
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.commands.opening import at_desk
from bot.settings import Settings
from bot.terminal import moment, out, tell, words
from models.alert import Alert
from models.imported import ImportOutcome
from services import alert_export, cap
from services.cap.document import LARGEST
from services.desk import Desk
from services.foreign_alerts import choosing
from services.foreign_alerts.choosing import Chosen
from services.foreign_alerts.feeds import of_station
from services.foreign_alerts.sources import Source, feeds_of
from services.foreign_alerts.taking_in import TakenIn, take_in

BECAME = {
    ImportOutcome.GOES_OUT: "it goes out.",
    ImportOutcome.WAITS: "it waits for a leader or chief to approve it.",
    ImportOutcome.WITHDRAWN: "what waited here is taken back; nobody has read it.",
    ImportOutcome.EXPIRED: "Not taken in: it has expired. That is on record.",
    ImportOutcome.NOT_PUBLIC: "Not taken in: it isn't Actual and Public. That is on record.",
    ImportOutcome.REPLY: "Not taken in: Ack and Error are for who sent the alert.",
    ImportOutcome.UNKNOWN: "Nothing to take back: the alert that it names never came here.",
    ImportOutcome.OVER: "Not taken in: the alert that it follows has been taken back already.",
    ImportOutcome.REPLACED: "Not taken in: a later message has replaced it.",
    ImportOutcome.ELSEWHERE: "Not taken in: it is about none of the station's grids.",
    ImportOutcome.NO_LANGUAGE: "Not taken in: it says nothing in a language that is spoken here.",
    ImportOutcome.NOT_THEIRS: "Not taken in: it takes back what came from another source.",
    ImportOutcome.TWICE: "Not taken in: it has come before.",
}
GOOD = (ImportOutcome.GOES_OUT, ImportOutcome.WAITS, ImportOutcome.WITHDRAWN)


async def import_file(settings: Settings, path: Path) -> int:
    try:
        message = _read(path)
    except OSError as error:
        tell(words(f"{path} can't be read: {error.strerror}."))
        return 1
    except cap.CapError as error:
        tell(words(f"Nothing was taken in. {error}"))
        return 1
    async with at_desk(settings) as desk:
        shapes = await choosing.grid_shapes(desk.session, desk.station)
    chosen = choosing.chosen(message, shapes)
    try:
        async with at_desk(settings) as desk:
            done = await take_in(desk, message, chosen, Source(path.name))
    except IntegrityError:  # A feed has just brought it.
        done = TakenIn(ImportOutcome.TWICE)
    if message.lenient:
        tell("Its times end with Z, which CAP forbids: they were read as UTC.")
    _tell(done, chosen, {shape.code: shape.name for shape in shapes})
    return 0 if done.outcome in GOOD else 1


async def export(settings: Settings, number: str, to: Path | None) -> int:
    async with at_desk(settings) as desk:
        alert = await _by_number(desk, number)
        message = await alert_export.exported(desk, alert) if alert else None
    if message is None:
        tell(words(f"There is no alert {number}."))
        return 1
    try:
        data = cap.write(message)
    except cap.CapError as error:
        tell(words(f"It can't be written. {error}"))
        return 1
    _put(to, data, f"{message.msg_type} {message.identifier}, {message.status}.")
    return 0


async def feeds(settings: Settings) -> int:
    async with at_desk(settings) as desk:
        sources = feeds_of(desk.station).sources
        known = await of_station(desk.session, desk.station)
        zone = desk.station.timezone
    if not sources:
        tell("The station file names no feeds of alerts.")
        return 0
    table = Table("Feed", "Goes out at once", "Last good", "Next", "What is wrong")
    faults = 0
    for source in sources:
        row = known.get(source.name)
        table.add_row(
            words(source.name),
            ", ".join(sorted(source.trusted)) or "nothing",
            moment(row.good_at if row else None, zone),
            moment(row.due_at if row else None, zone),
            words((row.fault if row else None) or ""),
        )
        faults += bool(row and row.fault)
    out().print(table)
    return 1 if faults else 0


def _put(to: Path | None, data: bytes, what: str) -> None:
    if to is None:
        typer.echo(data, nl=True)
    else:
        to.write_bytes(data)
        tell(words(f"{to}: {what}"))


def _read(path: Path) -> cap.Alert:
    with path.open("rb") as file:
        return cap.read(file.read(LARGEST + 1))


def _tell(done: TakenIn, chosen: Chosen, names: dict[str, str]) -> None:
    begun = f"Alert {done.alert.number}: " if done.alert else ""
    tell(words(begun + BECAME[done.outcome]))
    if done.outcome in GOOD:
        for code, way in chosen.grids.items():
            tell(words(f"  {code} {names[code]}: by {way.value.replace('_', ' ')}"))
        tell(words(f"  In {', '.join(chosen.infos) or 'the words of what it follows'}."))


async def _by_number(desk: Desk, number: str) -> Alert | None:
    mine = Alert.station_id == desk.station.id
    return await desk.session.scalar(select(Alert).where(mine, Alert.number == number.upper()))
