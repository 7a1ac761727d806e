"""A follow-up as a leader draws it up in chat: shown with one tap, sent with another."""

from typing import Any

from sqlalchemy import select

from models.alert import Alert, AlertKind, AlertState
from services import alert_library
from services.alert_library import Follows
from services.alerts import (
    approving,
    drafts,
    finding,
    following,
    parts,
    scheduling,
    series,
    superseding,
    wording,
)
from services.alerts.fitting import must_fit
from services.desk import Desk
from services.errors import AlertWordsNeeded, OutdatedButton
from services.notices import alert_previews, follow_ups


async def draw_up(desk: Desk, alert_id: int, kind: AlertKind) -> None:
    """Show it to its author as it will look, to be sent with one more tap; an update is asked for
    its words first. Raises NotYours, OutdatedButton, AlertNotSent, AlertOver."""
    scheduling.must_write(desk)
    await show(desk, await _drawn_up(desk, await _own(desk, alert_id), kind))


async def draw_up_found(desk: Desk, alert_id: int) -> None:
    """The same for an all-clear that takes the photo away: somebody was looked for with it."""
    scheduling.must_write(desk)
    alert = await _own(desk, alert_id)
    await show(desk, await _ending(desk, alert, Follows.MISSING))


async def end_by(desk: Desk, draft_id: int, followed_id: int, follows: Follows) -> None:
    """The same in place of a draft for which such a ready one was chosen. Raises AlertNotDraft,
    too."""
    draft = await drafts.mine(desk, draft_id)
    follow_up = await _ending(desk, await _own(desk, followed_id), follows)
    draft.state, draft.next_at = AlertState.DISCARDED, None
    alert_previews.discarded(desk, draft)
    await show(desk, follow_up)


async def show(desk: Desk, follow_up: Alert) -> None:
    """What says nothing yet is asked for its words."""
    if any(said.get("text") for said in follow_up.words.values()):
        until = scheduling.foreseen_end(desk, follow_up)
        follow_ups.preview(desk, follow_up, until, await parts.recordings(desk, follow_up))
    else:
        follow_ups.ask_words(desk, follow_up, _first_language(desk, follow_up))


async def _ending(desk: Desk, alert: Alert, follows: Follows) -> Alert:
    ready = alert_library.ending(follows, desk.language)
    return await _drawn_up(desk, alert, AlertKind.ALL_CLEAR, ready.key)


async def _drawn_up(
    desk: Desk, alert: Alert, kind: AlertKind, template: str | None = None
) -> Alert:
    """One's own that is there already, so that they don't pile up: unless it is about what was
    said before a later one went out."""
    newest = await following.newest_of(desk, alert)
    there = await _own_drafts(desk, alert, kind)
    kept = next((one for one in there if one.template == template and one.id > newest.id), None)
    if kept is None:
        kept = await following.draft(desk, alert, kind, template=template)
    else:
        await superseding.must_be_open(desk, kept)
    for one in there:
        if one is not kept:
            one.state = AlertState.DISCARDED
    return kept


async def _own_drafts(desk: Desk, alert: Alert, kind: AlertKind) -> list[Alert]:
    """Newest first."""
    found = await desk.session.scalars(
        select(Alert)
        .where(Alert.station_id == desk.station.id, Alert.root_id == series.root_of(alert))
        .where(Alert.author_id == desk.me.id, Alert.kind == kind)
        .where(Alert.state == AlertState.DRAFT)
        .order_by(Alert.id.desc())
    )
    return list(found)


async def ask_words(desk: Desk, alert_id: int, language: str) -> None:
    """Other words in one language. Raises NotYours, OutdatedButton."""
    follow_up = await _own_draft(desk, alert_id)
    if language not in follow_up.words:
        raise OutdatedButton
    follow_ups.ask_words(desk, follow_up, language)


async def write(desk: Desk, text: str) -> None:
    """The answer to that form. Raises NotYours, OutdatedButton, AlertWordsNeeded, AlertTextTooLong,
    PlaceholderUnknown, and PlaceholdersOnly."""
    asked: dict[str, Any] = (desk.about.values if desk.about else None) or {}
    follow_up = await _own_draft(desk, int(asked.get("alert", 0)))
    language = str(asked.get("language", ""))
    if language not in follow_up.words or not text.strip():
        raise AlertWordsNeeded(number=follow_up.number)
    said = wording.in_free_words(desk, text.strip())
    words = {**follow_up.words, language: {**follow_up.words[language], "text": said}}
    must_fit(desk, follow_up, words)
    follow_up.words = words
    await show(desk, follow_up)


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
