"""What is said of other authorities' alerts: to who approves them, and to the duty room."""

from datetime import datetime
from typing import Any

from models.address import Address
from models.alert import Alert, AlertState
from models.person import Person
from services import outbox
from services.alerts.audience import Audience, Reach
from services.alerts.hearer import Hearer
from services.desk import Desk
from services.notices import alerts
from services.outbox import Actions

MOST_GRIDS = 12


def waits(desk: Desk, alert: Alert, reach: Reach, to: Address, reader: Person) -> None:
    """As it will look in each language, and below what is to be decided."""
    until = datetime.fromisoformat((alert.imported or {})["until"])
    for language in alert.words:
        values = alerts.words(desk, alert, language, until)
        outbox.say(desk, to, "alert", values, language=language, person_id=reader.id)
    actions: Actions = [[f"approve_import:{alert.id}", f"discard_import:{alert.id}"]]
    outbox.say(
        desk,
        to,
        "import_waits",
        _facts(desk, alert, reach),
        language=reader.language,
        actions=actions,
        person_id=reader.id,
    )


def settled(desk: Desk, alert: Alert, became: str, reach: Reach | None) -> None:
    """In place of the question: approved, discarded or expired."""
    if desk.about is None:
        return
    values = {
        "number": alert.number,
        "became": became,
        "by": desk.me.name,
        "chats": reach.chats if reach else 0,
        "goes": _later(desk, alert.next_at),
    }
    outbox.amend(desk, desk.about, "import_settled", values, language=desk.language)


def nobody_approves(desk: Desk, alert: Alert) -> None:
    values = {"number": alert.number, "source": (alert.imported or {})["source"]}
    _tell_room(desk, "import_unseen", values)


def adopted_taken_back(desk: Desk, alert: Alert, source: str, hears: Hearer) -> None:
    """To whose draft it has become."""
    headline = alerts.headline(desk, alert, hears.language)
    is_draft = alert.state is AlertState.DRAFT and hears.person is not None
    outbox.say(
        desk,
        hears.address,
        "adopted_taken_back",
        {"number": alert.number, "headline": headline, "source": source},
        language=hears.language,
        actions=[[f"open_alert:{alert.id}|{alert.number}"]] if is_draft else [],
        person_id=hears.person.id if hears.person else None,
    )


def feed_failed(desk: Desk, name: str, good_at: datetime | None) -> None:
    """Why, the command line tells: it is a sentence for whoever looks after the machine."""
    values = {"name": name, "good": good_at.isoformat() if good_at else None}
    _tell_room(desk, "alert_feed_failed", values)


def _facts(desk: Desk, alert: Alert, reach: Reach) -> dict[str, Any]:
    given = alert.imported or {}
    codes = Audience.of(alert).grids
    names = [grid.name for grid in desk.directory.open_grids() if grid.code in codes]
    return {
        "number": alert.number,
        "kind": alert.kind.value,
        "source": given["source"],
        "issuer": given["issuer"] or given["sender"],
        "grids": names[:MOST_GRIDS],
        "more": max(0, len(names) - MOST_GRIDS),
        "chats": reach.chats,
        "members": reach.members,
        "until": given["until"],
        "goes": _later(desk, alert.next_at),
        "lenient": bool(given.get("lenient")),
    }


def _later(desk: Desk, at: datetime | None) -> str | None:
    return at.isoformat() if at is not None and at > desk.now() else None


def _tell_room(desk: Desk, template: str, values: dict[str, Any]) -> None:
    room = desk.directory.duty_room
    if room is not None:
        outbox.say(desk, room, template, values, language=desk.station.language)
