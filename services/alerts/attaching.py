"""What goes with an alert: one photo, video, document or poll, and a voice in each language."""

from models.alert import Alert
from services.alerts import checking, wording
from services.desk import Desk
from services.errors import AlertNeedsPicture, AlertNeedsVoice

PICTURES = ("photo", "video", "animation", "document", "poll")


def set_picture(desk: Desk, alert: Alert) -> None:
    """The message that was heard goes with it. Raises AlertNeedsPicture, AlertTooLong."""
    heard = desk.said
    if heard.content not in PICTURES:
        raise AlertNeedsPicture
    checking.must_fit(desk, alert, alert.words, heard.content)
    alert.source_id, alert.content, alert.media = heard.id, heard.content, heard.media


def without_picture(alert: Alert) -> None:
    alert.source_id = alert.content = alert.media = None


def set_voice(desk: Desk, alert: Alert, language: str) -> None:
    """Raises AlertNeedsVoice."""
    wording.must_be_language(language)
    if desk.said.content != "voice":
        raise AlertNeedsVoice
    alert.voices = {**alert.voices, language: desk.said.id}


def without_voice(alert: Alert, language: str) -> None:
    alert.voices = {code: id_ for code, id_ in alert.voices.items() if code != language}
