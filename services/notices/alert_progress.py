"""What the author of an alert reads of its sending: how far it is, and what became of it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from models.alert import Alert, AlertKind, AlertRun, Category
from models.exchange import Exchange
from services import outbox
from services.desk import Desk
from services.notices.alerts import CAPTIONED, headline
from services.outbox import Actions

if TYPE_CHECKING:
    from services.alerts.hearer import Hearer
    from services.alerts.parts import Lost
    from services.alerts.progress import Count
    from services.alerts.replacing import Replaced

NAMED_GROUPS = 5


def progress(
    desk: Desk,
    to: "Hearer",
    alert: Alert,
    run: AlertRun,
    count: "Count",
    seconds_left: float | None,
) -> Exchange:
    """How far it is, for its author: one message, which is edited."""
    return outbox.say(
        desk,
        to.address,
        "alert_progress",
        _progress(desk, to.language, alert, run, count, seconds_left),
        language=to.language,
        actions=_steering(alert, run, count) if to.person else [],
        person_id=to.person.id if to.person else None,
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
    # It is steered in private: a group, the duty room for one, only sees how far it is.
    actions = _steering(alert, run, count) if target.person_id is not None else []
    outbox.amend(desk, target, "alert_progress", values, actions)


def finished(
    desk: Desk,
    to: "Hearer",
    alert: Alert,
    run: AlertRun,
    count: "Count",
    photos: "Replaced | None",
    lost: "Sequence[Lost]",
    reply_to_id: int | None,
) -> None:
    """An edit makes no sound: that it is over is said anew."""
    values = _progress(desk, to.language, alert, run, count, None)
    values["photos"] = asdict(photos) if photos else None
    values["lost"] = _lost(lost)
    outbox.say(
        desk,
        to.address,
        "alert_finished",
        values,
        language=to.language,
        actions=_following(alert) if to.person else [],
        reply_to_id=reply_to_id,
        person_id=to.person.id if to.person else None,
    )


def missed(desk: Desk, alert: Alert, instants: Sequence[datetime], hears: "Hearer | None") -> None:
    """It was due so often while nobody could send it, and no longer holds."""
    if hears is None:
        return
    last = instants[-1]
    values = {
        "number": alert.number,
        "headline": headline(desk, alert, hears.language),
        "times": len(instants),
        "due": last.isoformat(),
        "until": (last + timedelta(minutes=alert.valid_minutes)).isoformat(),
    }
    person_id = hears.person.id if hears.person else None
    outbox.say(
        desk, hears.address, "alert_missed", values, language=hears.language, person_id=person_id
    )


def lapsed(desk: Desk, alert: Alert, run: AlertRun, to: "Hearer") -> None:
    """Nobody has approved it in time."""
    outbox.say(
        desk,
        to.address,
        "alert_lapsed",
        {
            "number": alert.number,
            "headline": headline(desk, alert, to.language),
            "due": run.due_at.isoformat(),
            "until": run.expires_at.isoformat(),
        },
        language=to.language,
        actions=[[f"open_alert:{alert.id}|{alert.number}"]] if to.person else [],
        person_id=to.person.id if to.person else None,
    )


def _lost(lost: "Sequence[Lost]") -> list[dict[str, Any]]:
    """By what it is and why: in how many chats, and the first groups among them. Where it isn't
    pinned, the account alone says so: the alert is there."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in lost:
        if one.part.value == "pin":
            continue
        what, why = one.part.value, one.reason.value
        said = found.setdefault(
            (what, why), {"part": what, "reason": why, "number": 0, "groups": [], "more": False}
        )
        said["number"] += one.number
        if one.title is not None and len(said["groups"]) < NAMED_GROUPS:
            said["groups"].append(one.title)
        else:
            said["more"] = True
    return list(found.values())


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
        "left_out": count.left_out,
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
        case "done" if count.failed or count.may_retry:
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
