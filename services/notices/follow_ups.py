"""What follows an alert, as its author sees it before it goes out."""

from datetime import datetime
from typing import Any

from locales import own_name
from models.alert import Alert
from models.exchange import Purpose
from services import outbox
from services.desk import Desk
from services.notices import alert_previews
from services.notices.alert_previews import Recordings
from services.outbox import Actions


def preview(desk: Desk, alert: Alert, until: datetime, spoken: Recordings) -> None:
    """Exactly as it will look, in each language; then what is to be done with it. `until`: when it
    would hold no more."""
    written = [language for language, said in alert.words.items() if said.get("text")]
    alert_previews.looks(desk, alert, desk.here, until, spoken, written)
    values = {**_facts(alert), "state": "draft"}
    actions = _actions(alert, any(written))
    outbox.say(desk, desk.here, "follow_up", values, actions=actions, person_id=desk.me.id)


def ask_words(desk: Desk, alert: Alert, language: str) -> None:
    """A form: the words in this language."""
    outbox.say(
        desk,
        desk.here,
        "ask_follow_up",
        {
            **_facts(alert),
            "alert": alert.id,
            "language": language,
            "named": own_name(language),
        },
        purpose=Purpose.ASK_FOLLOW_UP,
        person_id=desk.me.id,
        reply_to_id=desk.about.id if desk.about else None,
    )


def sent(desk: Desk, alert: Alert, goes_out: bool) -> None:
    """What isn't urgent may have to wait for the morning."""
    later = alert.next_at if goes_out and alert.next_at and alert.next_at > desk.now() else None
    _settled(desk, alert, "sent" if goes_out else "submitted", later.isoformat() if later else None)


def dropped(desk: Desk, alert: Alert) -> None:
    _settled(desk, alert, "dropped")


def _settled(desk: Desk, alert: Alert, state: str, until: str | None = None) -> None:
    """In the message whose button was tapped: its buttons go."""
    if desk.about is not None:
        values = {**_facts(alert), "state": state, "until": until}
        outbox.amend(desk, desk.about, "follow_up", values)


def _facts(alert: Alert) -> dict[str, Any]:
    return {"kind": alert.kind.value, "number": alert.number, "until": None}


def _actions(alert: Alert, can_be_sent: bool) -> Actions:
    send = [[f"send_follow_up:{alert.id}"]] if can_be_sent else []
    words = [
        [f"follow_up_words:{alert.id}:{language}|{own_name(language)}"] for language in alert.words
    ]
    return [*send, *words, [f"drop_follow_up:{alert.id}"]]
