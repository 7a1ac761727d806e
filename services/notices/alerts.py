"""What is said in an alert, and to its author about it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from models.address import Address
from models.alert import Alert, AlertKind, AlertRun, Category
from models.exchange import Exchange, Operation, Priority, Purpose
from models.person import Person
from services import lookup, outbox
from services.desk import Desk
from services.outbox import Actions

if TYPE_CHECKING:
    from services.alerts.progress import Count
    from services.alerts.replacing import Replaced

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
    }


def _named(alert: Alert, until: datetime) -> str:
    """Another authority has named a time; its alert holds for whole minutes up to it."""
    return str((alert.imported or {}).get("until") or until.isoformat())


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


def parts(desk: Desk, alert: Alert, run: AlertRun, row: Exchange, pinned: bool) -> None:
    """What goes with it into the same chat, after it: the voice, the poll, and the pin."""
    voice = alert.voices.get(row.language or "")
    if voice is not None:
        _part(desk, alert, run, row, operation=Operation.COPY, source_id=voice, content="voice")
    if alert.content == "poll":
        source = alert.source_id
        _part(desk, alert, run, row, operation=Operation.COPY, source_id=source, content="poll")
    if pinned:
        _part(desk, alert, run, row, operation=Operation.PIN)


def _part(desk: Desk, alert: Alert, run: AlertRun, row: Exchange, **columns: Any) -> None:
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


def progress(
    desk: Desk,
    to: Address,
    author: Person,
    alert: Alert,
    run: AlertRun,
    count: "Count",
    seconds_left: float | None,
) -> Exchange:
    """How far it is, for its author: one message, which is edited."""
    return outbox.say(
        desk,
        to,
        "alert_progress",
        _progress(desk, author.language, alert, run, count, seconds_left),
        language=author.language,
        actions=_steering(alert, run, count),
        person_id=author.id,
    )


def progressed(
    desk: Desk,
    target: Exchange,
    alert: Alert,
    run: AlertRun,
    count: "Count",
    seconds_left: float | None,
) -> None:
    language = target.language or desk.station.language
    values = _progress(desk, language, alert, run, count, seconds_left)
    outbox.amend(desk, target, "alert_progress", values, _steering(alert, run, count))


async def finished(
    desk: Desk,
    target: Exchange,
    alert: Alert,
    run: AlertRun,
    count: "Count",
    photos: "Replaced | None",
) -> None:
    """An edit makes no sound: that it is over is said anew."""
    to = await lookup.address_by_id(desk, target.address_id)
    language = target.language or desk.station.language
    values = _progress(desk, language, alert, run, count, None)
    values["photos"] = asdict(photos) if photos else None
    outbox.say(
        desk,
        to,
        "alert_finished",
        values,
        language=language,
        actions=_following(alert),
        reply_to_id=target.id,
        person_id=target.person_id,
    )


def _progress(
    desk: Desk,
    language: str,
    alert: Alert,
    run: AlertRun,
    count: "Count",
    seconds_left: float | None,
) -> dict[str, Any]:
    said: dict[str, str] = alert.words.get(language) or next(iter(alert.words.values()), {})
    return {
        "number": alert.number,
        "headline": said.get("headline", ""),
        "state": run.state.value,
        "done": count.done,
        "failed": count.failed,
        "unknown": count.unknown,
        "cancelled": run.total - count.done - count.failed - count.unknown,
        "total": run.total,
        "members": run.members,
        "minutes_left": None if seconds_left is None else int(seconds_left // 60),
    }


def _steering(alert: Alert, run: AlertRun, count: "Count") -> Actions:
    match run.state.value:
        case "sending":
            own = [[f"pause_run:{run.id}", f"cancel_run:{run.id}"]]
        case "paused":
            own = [[f"resume_run:{run.id}", f"cancel_run:{run.id}"]]
        case "done" if count.failed:
            own = [[f"retry_failed:{run.id}"]]
        case _:
            own = []
    return [*own, *_following(alert)]


def _following(alert: Alert) -> Actions:
    """What may follow it: nothing, once it is taken back."""
    if alert.kind not in (AlertKind.ALERT, AlertKind.UPDATE):
        return []
    ends = [f"all_clear:{alert.id}", f"call_off:{alert.id}"]
    return [[f"update_alert:{alert.id}"], ends, *([[f"found:{alert.id}"]] * _may_seek(alert))]


def _may_seek(alert: Alert) -> bool:
    """Somebody may be looked for with its picture. Of a missing person's alert the all-clear says
    by itself that they were found."""
    return alert.content in CAPTIONED and alert.category is not Category.RESCUE
