"""A follow-up as a leader draws it up in chat: shown with one tap, sent with another."""

from typing import Any

from models.alert import Alert, AlertKind, AlertState
from services.alerts import approving, finding, following, scheduling, superseding
from services.alerts.fitting import must_fit
from services.desk import Desk
from services.errors import AlertWordsNeeded, OutdatedButton
from services.notices import follow_ups


async def draw_up(desk: Desk, alert_id: int, kind: AlertKind) -> None:
    """Show it to its author as it will look, to be sent with one more tap; an update is asked for
    its words first. Raises NotYours, OutdatedButton, AlertNotSent, AlertOver."""
    scheduling.must_write(desk)
    follow_up = await following.draft(desk, await _own(desk, alert_id), kind)
    if kind is AlertKind.UPDATE:
        follow_ups.ask_words(desk, follow_up, _first_language(desk, follow_up))
    else:
        follow_ups.preview(desk, follow_up)


async def ask_words(desk: Desk, alert_id: int, language: str) -> None:
    """Other words in one language. Raises NotYours, OutdatedButton."""
    follow_up = await _own_draft(desk, alert_id)
    if language not in follow_up.words:
        raise OutdatedButton
    follow_ups.ask_words(desk, follow_up, language)


async def write(desk: Desk, text: str) -> None:
    """The answer to that form. Raises NotYours, OutdatedButton, AlertWordsNeeded, and
    AlertTextTooLong."""
    asked: dict[str, Any] = (desk.about.values if desk.about else None) or {}
    follow_up = await _own_draft(desk, int(asked.get("alert", 0)))
    language = str(asked.get("language", ""))
    if language not in follow_up.words or not text.strip():
        raise AlertWordsNeeded(number=follow_up.number)
    words = {**follow_up.words, language: {**follow_up.words[language], "text": text.strip()}}
    must_fit(desk, follow_up, words)
    follow_up.words = words
    follow_ups.preview(desk, follow_up)


async def send(desk: Desk, alert_id: int) -> None:
    """It goes out, or waits for a second person. Languages without words are left out. Raises
    NotYours, OutdatedButton, AlertWordsNeeded, AlertOver."""
    follow_up = await _own_draft(desk, alert_id)
    words = {language: said for language, said in follow_up.words.items() if said.get("text")}
    if not words:
        raise AlertWordsNeeded(number=follow_up.number)
    await superseding.must_be_open(desk, follow_up)
    approving.must_have_approvers(desk, follow_up)
    follow_up.words = words
    goes_out = await scheduling.hand_in(desk, follow_up)
    if not goes_out:
        await approving.ask_others(desk, follow_up)
    follow_ups.sent(desk, follow_up, goes_out)


async def drop(desk: Desk, alert_id: int) -> None:
    """It isn't sent after all. Raises NotYours, OutdatedButton."""
    follow_up = await _own_draft(desk, alert_id)
    follow_up.state = AlertState.DISCARDED
    follow_ups.dropped(desk, follow_up)


def _first_language(desk: Desk, alert: Alert) -> str:
    """Whoever writes it writes their own language first."""
    return desk.language if desk.language in alert.words else next(iter(alert.words))


async def _own(desk: Desk, alert_id: int) -> Alert:
    found = await finding.by_id(desk, alert_id)
    if found is None:
        raise OutdatedButton
    return found


async def _own_draft(desk: Desk, alert_id: int) -> Alert:
    """Of a series, and by whoever acts."""
    scheduling.must_write(desk)
    found = await _own(desk, alert_id)
    if found.author_id != desk.me.id or found.root_id is None:
        raise OutdatedButton
    if found.state is not AlertState.DRAFT:
        raise OutdatedButton
    return found
