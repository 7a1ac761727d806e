"""Another authority's message as an alert of ours: it waits for a person, or goes out."""

from datetime import datetime, timedelta
from typing import Any

from locales import render_plain
from models.alert import Alert, AlertKind, AlertState, AlertUrgency, Category, Certainty, Severity
from models.imported import ImportOutcome
from services import cap
from services.alerts import scheduling
from services.alerts.audience import Audience
from services.alerts.series import ENDING
from services.desk import Desk
from services.foreign_alerts import holding, wording
from services.foreign_alerts.choosing import Chosen
from services.foreign_alerts.sources import Source
from services.foreign_alerts.standing import Standing

USUALLY = timedelta(days=1)  # a message that names no end


async def draw(
    desk: Desk,
    message: cap.Alert,
    chosen: Chosen,
    source: Source,
    kind: AlertKind,
    found: Standing | None = None,
) -> tuple[ImportOutcome, Alert]:
    """What it doesn't say itself, it says as what it follows."""
    followed = found.newest if found else None
    alert = Alert(
        station_id=desk.station.id,
        kind=kind,
        root_id=found.root.id if found else None,
        at=desk.now(),
        state=AlertState.DRAFT,
        audience=_audience(chosen, followed).dump(),
        **_facts(chosen, followed),
    )
    alert.imported = _imported(message, chosen, source, alert, _until(desk, chosen, kind))
    alert.words = _words(desk, alert, chosen, followed)
    begins = _begins(desk, chosen, kind)
    holding.hold(alert, begins or desk.now())
    desk.add(alert)
    if await scheduling.hand_in(desk, alert, begins):
        holding.hold(alert, alert.next_at or desk.now())
        return ImportOutcome.GOES_OUT, alert
    return ImportOutcome.WAITS, alert


def _audience(chosen: Chosen, followed: Alert | None) -> Audience:
    if followed is not None and not chosen.grids:
        return Audience.of(followed)
    return Audience(grids=tuple(chosen.grids))


def _facts(chosen: Chosen, followed: Alert | None) -> dict[str, Any]:
    main = chosen.main
    if main is None:
        same = ("category", "urgency", "severity", "certainty", "contact")
        return {name: getattr(followed, name) for name in same}
    return {
        "category": Category(main.categories[0].value.casefold()),
        "urgency": AlertUrgency(main.urgency.value.casefold()),
        "severity": Severity(main.severity.value.casefold()),
        "certainty": Certainty(main.certainty.value.casefold()),
        "contact": wording.one_line(main.contact, wording.CONTACT_UNITS) or None,
    }


def _imported(
    message: cap.Alert, chosen: Chosen, source: Source, alert: Alert, until: datetime
) -> dict[str, Any]:
    name = chosen.main.sender_name if chosen.main else None
    onset = chosen.main.onset if chosen.main else None
    return {
        "source": source.name,
        "trusted": alert.severity in source.trusted,
        "sender": message.sender,
        "identifier": message.identifier,
        "sent": message.sent.isoformat(),
        "references": [
            {"sender": one.sender, "identifier": one.identifier, "sent": one.sent.isoformat()}
            for one in message.references
        ],
        "issuer": wording.one_line(name, wording.ISSUER_UNITS) or None,
        "until": until.isoformat(),
        "onset": onset.isoformat() if onset else None,
        "lenient": [one.value for one in message.lenient],
        "grids": {code: way.value for code, way in chosen.grids.items()},
    }


def _begins(desk: Desk, chosen: Chosen, kind: AlertKind) -> datetime | None:
    """Not before it takes effect; what takes an alert back goes out at once."""
    effective = chosen.main.effective if chosen.main else None
    if effective is None or effective <= desk.now() or kind in ENDING:
        return None
    return effective


def _until(desk: Desk, chosen: Chosen, kind: AlertKind) -> datetime:
    """What takes an alert back is true for as long as anybody may have it."""
    main = chosen.main
    if main is None or main.expires is None or kind in ENDING:
        return (_begins(desk, chosen, kind) or desk.now()) + USUALLY
    return main.expires


def _words(
    desk: Desk, alert: Alert, chosen: Chosen, followed: Alert | None
) -> dict[str, dict[str, str]]:
    if chosen.infos or followed is None:
        found = chosen.infos.items()
        return {language: wording.worded(desk, alert, language, info) for language, info in found}
    values = {"kind": alert.kind.value}
    return {
        language: {
            "headline": said.get("headline", ""),
            "text": render_plain("import_taken_back", language, values, desk.station.timezone),
        }
        for language, said in followed.words.items()
    }
