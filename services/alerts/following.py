"""What follows an alert: an update, a cancellation, an all-clear. Each is an alert of its own, with
the first one's id (`root_id`); it answers in the chats that the series has reached.

An update also goes to whoever belongs to the audience by now, and takes the calendar over. The
others go only where the series went, and end it.
"""

from datetime import timedelta
from typing import Any

from locales import render_plain
from models.alert import Alert, AlertKind
from services.alerts import ready, replacing, scheduling, series, superseding
from services.desk import Desk
from services.errors import AlertNotSent

USUAL = {AlertKind.CANCEL: "usual/cancel", AlertKind.ALL_CLEAR: "usual/all_clear"}
DAY = timedelta(days=1) // timedelta(minutes=1)  # an ending has to arrive, however short the alert
SHOWN_AGAIN = ("source_id", "content", "media")  # with an update
SAME = (
    *("category", "urgency", "severity", "certainty", "contact", "case_id"),
    *("valid_minutes", "until_chosen"),
)


async def update(desk: Desk, alert: Alert, words: dict[str, Any], **columns: Any) -> Alert:
    """Handed in at once. `columns` of the new alert that differ from the one that it follows.
    Raises AlertNotSent, AlertOver."""
    return await _handed_in(desk, alert, AlertKind.UPDATE, {"words": words, **columns})


async def cancel(desk: Desk, alert: Alert, words: dict[str, Any] | None = None) -> Alert:
    """The same for one that was wrong; without words of its own in those that are usual."""
    return await _handed_in(desk, alert, AlertKind.CANCEL, {"words": words} if words else {})


async def all_clear(desk: Desk, alert: Alert, words: dict[str, Any] | None = None) -> Alert:
    """The same once the danger is over, or whoever was missing has been found."""
    return await _handed_in(desk, alert, AlertKind.ALL_CLEAR, {"words": words} if words else {})


async def _handed_in(desk: Desk, alert: Alert, kind: AlertKind, columns: dict[str, Any]) -> Alert:
    drawn = await draft(desk, alert, kind, **columns)
    await scheduling.hand_in(desk, drawn)
    return drawn


async def draft(desk: Desk, alert: Alert, kind: AlertKind, **columns: Any) -> Alert:
    """What is to follow the newest of the series, not handed in yet. An update has no words until
    it is given some; with a `template` it has the words of that one. Raises AlertNotSent,
    AlertOver."""
    if not await series.has_begun(desk, alert):
        raise AlertNotSent(number=alert.number)
    newest = await newest_of(desk, alert)
    follow_up = Alert(
        station_id=desk.station.id,
        kind=kind,
        root_id=series.root_of(alert),
        author_id=desk.actor.id if desk.actor else None,
        at=desk.now(),
        audience=newest.audience,
        rule=newest.rule if kind is AlertKind.UPDATE else None,
        **{**{name: getattr(newest, name) for name in _kept(kind)}, **columns},
    )
    await superseding.must_be_open(desk, follow_up)
    if kind in series.ENDING:
        follow_up.valid_minutes = max(follow_up.valid_minutes, DAY)
    if "words" not in columns:
        follow_up.words = await usual_words(desk, follow_up, newest)
    desk.add(follow_up)
    return follow_up


def _kept(kind: AlertKind) -> tuple[str, ...]:
    return (*SAME, *SHOWN_AGAIN) if kind is AlertKind.UPDATE else SAME


async def usual_words(desk: Desk, follow_up: Alert, followed: Alert) -> dict[str, Any]:
    """By language. Of who was missing it says no name."""
    if follow_up.kind is AlertKind.UPDATE:
        return {
            language: {
                "headline": said.get("headline", ""),
                "text": "",
                "instruction": said.get("instruction", ""),
            }
            for language, said in followed.words.items()
        }
    if follow_up.template is not None:
        return ready.ending_words(desk, follow_up.template, followed)
    if await replacing.is_wanted(desk, follow_up):
        return {
            language: {
                "headline": _usual(desk, "usual/found_headline", language),
                "text": _usual(desk, "usual/found", language),
            }
            for language in followed.words
        }
    template = USUAL[follow_up.kind]
    return {
        language: {
            "headline": said.get("headline", ""),
            "text": _usual(desk, template, language),
        }
        for language, said in followed.words.items()
    }


def _usual(desk: Desk, template: str, language: str) -> str:
    return render_plain(template, language, {}, desk.station.timezone)


async def newest_of(desk: Desk, alert: Alert) -> Alert:
    """The last of the series that was released, and doesn't end it: what it says counts."""
    found = [
        one
        for one in await series.locked(desk, alert)
        if one.state in series.RELEASED and one.kind not in series.ENDING
    ]
    return found[-1] if found else alert
