"""What is said in an alert, and to its author about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.address import Address
from models.alert import Alert, AlertKind, AlertRun
from models.exchange import Delivery, Exchange, Operation, Priority, Purpose, Reason
from services import outbox
from services.desk import Desk
from services.outbox import Actions

SOON_OVER = 3 * 24 * 60  # minutes
CAPTIONED = ("photo", "video", "animation", "document")


def words(desk: Desk, alert: Alert, language: str, until: datetime) -> dict[str, Any]:
    """What the template `alert` says in one language; `until`: when it holds no more."""
    return said_as(desk, alert, alert.words[language], until)


def says_until(alert: Alert) -> bool:
    """Whether readers are told until when it holds: where somebody has said so, and where what is
    serious is over in a few days. Good advice holds for longer than anybody writes down."""
    if alert.kind not in (AlertKind.ALERT, AlertKind.UPDATE):
        return False
    is_soon = alert.valid_minutes <= SOON_OVER
    return bool(alert.until_chosen) or alert.imported is not None or (alert.is_pinned and is_soon)


def said_as(
    desk: Desk,
    alert: Alert,
    said: Mapping[str, str],
    until: datetime,
    contact: str | None = None,
) -> dict[str, Any]:
    """The same with these words, and this contact, which needn't be the alert's yet."""
    return {
        "kind": alert.kind.value,
        "severity": alert.severity.value,
        "headline": said.get("headline", ""),
        "text": said.get("text", ""),
        "instruction": said.get("instruction", ""),
        "station": desk.station.name,
        "issuer": (alert.imported or {}).get("issuer"),
        "contact": contact or alert.contact or desk.station.hotline,
        "until": _named(alert, until) if says_until(alert) else None,
        "onset": _onset(desk, alert),
    }


def _named(alert: Alert, until: datetime) -> str:
    """Another authority has named a time; its alert holds for whole minutes up to it."""
    return str((alert.imported or {}).get("until") or until.isoformat())


def _onset(desk: Desk, alert: Alert) -> str | None:
    """When what another authority warns of begins, where that is still to come (ISO 8601)."""
    given = (alert.imported or {}).get("onset")
    since = max(alert.next_at or desk.now(), desk.now())
    return str(given) if given and datetime.fromisoformat(given) > since else None


def alert(
    desk: Desk, alert: Alert, run: AlertRun, to: Address, language: str, target_id: int | None
) -> Exchange:
    """The row of one chat; its words are the run's."""
    has_caption = alert.source_id is not None and alert.content in CAPTIONED
    return outbox.put(
        desk,
        to,
        operation=Operation.COPY if has_caption else Operation.SEND,
        source_id=original(alert) if has_caption else None,
        content=alert.content if has_caption and alert.content else "text",
        media=alert.media if has_caption else None,
        template="alert",
        language=language,
        actions=_reading(desk, alert, run, to),
        purpose=Purpose.ALERT,
        target_id=target_id,
        priority=_priority(alert),
        expires_at=run.expires_at,
        run_id=run.id,
    )


def _reading(desk: Desk, alert: Alert, run: AlertRun, to: Address) -> Actions:
    """Under each: noted, and something like it to report; in a group that leads into the private
    chat. What takes an alert back asks for no reports."""
    noted, private = f"noted:{run.id}", to.is_private
    asks = alert.kind in (AlertKind.ALERT, AlertKind.UPDATE)
    grid = desk.directory.grid_of_group(to.group_id) if to.group_id is not None else None
    of_group = f"report_privately:{run.id}" + (f":{grid.id}" if grid else "")
    report = [[f"report:{run.id}" if private else of_group]] if asks else []
    return [[noted], *report, *([["stop_alerts"]] if private else [])]


def headline(desk: Desk, alert: Alert, language: str) -> str:
    """In this language, or the station's, or whichever there is."""
    first: dict[str, str] = next(iter(alert.words.values()), {})
    said = alert.words.get(language) or alert.words.get(desk.station.language) or first
    return str(said.get("headline", ""))


def original(alert: Alert) -> int | None:
    """The message to be copied. A file is sent as it was when it was given: its author could still
    put another one in its place there."""
    return None if "file_id" in (alert.media or {}) else alert.source_id


def _priority(alert: Alert) -> Priority:
    return Priority.FLASH if alert.is_urgent else Priority.BROADCAST


def parts(
    desk: Desk,
    alert: Alert,
    run: AlertRun,
    row: Exchange,
    recordings: Mapping[int, Exchange],
    pinned: bool,
) -> None:
    """What goes with it into the same chat, after it: the voice, the poll, and the pin."""
    voice = alert.voices.get(row.language or "")
    if voice is not None:
        _voice(desk, alert, run, row, recordings.get(voice))
    if alert.content == "poll":
        source = alert.source_id
        _part(desk, alert, run, row, operation=Operation.COPY, source_id=source, content="poll")
    if pinned:
        _part(desk, alert, run, row, operation=Operation.PIN)


def _voice(
    desk: Desk, alert: Alert, run: AlertRun, row: Exchange, recording: Exchange | None
) -> None:
    """By its file, as it was when it was given: whether its author deletes the message or blocks
    the bot doesn't matter then."""
    media = recording.media if recording else None
    part = _part(
        desk,
        alert,
        run,
        row,
        operation=Operation.COPY,
        source_id=None,
        content="voice",
        media=media,
    )
    if media is None and part.delivery is Delivery.QUEUED:
        part.delivery, part.reason = Delivery.FAILED, Reason.SOURCE_GONE
        part.error = "the recording isn't on record any more"


def _part(desk: Desk, alert: Alert, run: AlertRun, row: Exchange, **columns: Any) -> Exchange:
    part = outbox.put(
        desk,
        row,
        purpose=Purpose.ALERT_PART,
        language=row.language,
        actions=[],
        target_id=row.id,
        priority=_priority(alert),
        expires_at=run.expires_at,
        run_id=run.id,
        **columns,
    )
    # Where it can't be sent, this can't either; both are tried again together.
    part.delivery, part.reason, part.error = row.delivery, row.reason, row.error
    return part


def found(desk: Desk, alert: Alert, run: AlertRun, sent: Exchange, language: str) -> Exchange:
    """Whoever was missing has been found: in place of their photo, and of what was said with it."""
    return outbox.put(
        desk,
        sent,
        operation=Operation.REPLACE,
        content="photo",
        template="alert_found",
        language=language,
        actions=[],
        purpose=Purpose.ALERT_PART,
        target_id=sent.id,
        priority=_priority(alert),
        run_id=run.id,
    )
