"""An alert before it goes out, exactly as it will look, for whoever decides about it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from models.address import Address
from models.alert import Alert, AlertState
from models.exchange import Exchange, Operation, Priority, Purpose
from models.person import Person
from services import outbox
from services.desk import Desk
from services.notices import alerts
from services.notices.alert_forms import HIDDEN
from services.outbox import Actions

Recordings = Mapping[int, Exchange]  # the messages with the voices, by their ids


def previewed(
    desk: Desk, alert: Alert, facts: dict[str, Any], spoken: Recordings, label: str | None
) -> None:
    """In each language, and below them what is to be decided: a new place for the form."""
    looks(desk, alert, desk.here, _until(facts), spoken)
    send = [[f"send_alert:{alert.id}|{label}"]] if label else []
    actions = [*send, [f"alert_page:{alert.id}:hub|hub"]]
    values = _shown(facts) | {"author": None}
    outbox.say(desk, desk.here, "alert_preview", values, actions=actions)


def to_approve(
    desk: Desk,
    alert: Alert,
    facts: dict[str, Any],
    spoken: Recordings,
    to: Address,
    reader: Person,
    author: str,
) -> None:
    """For a second person."""
    looks(desk, alert, to, _until(facts), spoken)
    approve = f"approve_alert:{alert.id}:{alert.version}"
    actions: Actions = [[approve, f"give_back_alert:{alert.id}"]]
    outbox.say(
        desk,
        to,
        "alert_preview",
        _shown(facts) | {"author": author},
        language=reader.language,
        actions=actions,
        person_id=reader.id,
    )


def looks(
    desk: Desk,
    alert: Alert,
    to: Address,
    until: datetime,
    spoken: Recordings,
    languages: Iterable[str] | None = None,
) -> None:
    """In all its languages, or these; `until`: when it would hold no more. A voice goes by its
    file, as it will go out: nobody approves what isn't there, or not what is."""
    for language in alert.words if languages is None else languages:
        row = _message(desk, alert, to, language, until)
        if language in alert.voices:
            recording = spoken.get(alert.voices[language])
            _with_it(desk, to, row, None, "voice", recording.media if recording else None)
        if alert.content == "poll" and alert.source_id is not None:
            _with_it(desk, to, row, alert.source_id, "poll", alert.media)


def _message(desk: Desk, alert: Alert, to: Address, language: str, until: datetime) -> Exchange:
    captioned = alert.source_id is not None and alert.content in alerts.CAPTIONED
    return outbox.put(
        desk,
        to,
        operation=Operation.COPY if captioned else Operation.SEND,
        source_id=alerts.original(alert) if captioned else None,
        content=alert.content if captioned and alert.content else "text",
        media=alert.media if captioned else None,
        template="alert",
        values=alerts.words(desk, alert, language, until),
        language=language,
        actions=[],
        purpose=Purpose.NOTICE,
        priority=Priority.CONVERSATION,
    )


def _with_it(
    desk: Desk,
    to: Address,
    row: Exchange,
    source_id: int | None,
    content: str,
    media: dict[str, Any] | None,
) -> None:
    outbox.put(
        desk,
        to,
        operation=Operation.COPY,
        source_id=source_id,
        content=content,
        media=media,
        language=row.language,
        actions=[],
        purpose=Purpose.NOTICE,
        target_id=row.id,
        priority=Priority.CONVERSATION,
    )


def handed_in(
    desk: Desk,
    form: Exchange | None,
    alert: Alert,
    facts: dict[str, Any],
    asked: int,
    may_take_back: bool,
) -> None:
    """The form is over: it goes out, or `asked` people may approve it."""
    values = {**_shown(facts), "approvers": asked}
    actions: Actions = [[f"take_back_alert:{alert.id}"]] if may_take_back else []
    if form is not None:
        outbox.amend(desk, form, "alert_handed_in", values, actions, language=desk.language)
    else:
        outbox.say(desk, desk.here, "alert_handed_in", values, actions=actions)


def approved(desk: Desk, alert: Alert, facts: dict[str, Any]) -> None:
    """To who approved it, in place of the question."""
    if desk.about is not None:
        values = {**_shown(facts), "by": desk.me.name, "yours": False}
        outbox.amend(desk, desk.about, "alert_approved", values, language=desk.language)


def approved_for(
    desk: Desk, alert: Alert, facts: dict[str, Any], to: Address, author: Person
) -> None:
    values = {**_shown(facts), "by": desk.me.name, "yours": True}
    outbox.say(desk, to, "alert_approved", values, language=author.language)


def given_back(desk: Desk, alert: Alert) -> None:
    if desk.about is not None:
        values = {"number": alert.number, "by": desk.me.name, "yours": False}
        outbox.amend(desk, desk.about, "alert_given_back", values, language=desk.language)


def given_back_to(desk: Desk, alert: Alert, to: Address, author: Person) -> None:
    outbox.say(
        desk,
        to,
        "alert_given_back",
        {"number": alert.number, "by": desk.me.name, "yours": True},
        language=author.language,
        actions=[[f"open_alert:{alert.id}|{alert.number}"]],
    )


def discarded(desk: Desk, alert: Alert) -> None:
    if desk.about is not None:
        values = {"number": alert.number, "went_out": alert.state is AlertState.ENDED}
        outbox.amend(
            desk, desk.about, "alert_discarded", values, [["all_alerts"]], language=desk.language
        )


def _until(facts: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(facts["until"])


def _shown(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if key not in HIDDEN}
