"""The words of an alert, language by language. What doesn't fit is refused before it is kept."""

from locales import LANGUAGES, as_read
from models.alert import Alert
from services import alert_words
from services.alerts import checking, ready
from services.desk import Desk
from services.errors import AlertNeedsWords, OutdatedButton

BRACES = ("{{", "{%", "{#")


def in_free_words(desk: Desk, text: str) -> str:
    """What somebody has typed, with the station's own names filled in. What else stands in braces
    would be read as it is by hundreds. Raises PlaceholderUnknown, PlaceholderMissing,
    PlaceholdersOnly."""
    if not any(one in text for one in BRACES):
        return text
    own = ready.own_values(desk)
    alert_words.check(text, own)
    return alert_words.filled(text, own)


def write(desk: Desk, alert: Alert, language: str, **parts: str) -> None:
    """Headline, text or instruction in one language. Raises AlertNeedsWords, AlertTooLong, and
    what in_free_words does."""
    must_be_language(language)
    if not any(part.strip() for part in parts.values()):
        raise AlertNeedsWords
    typed = {name: in_free_words(desk, part.strip()) for name, part in parts.items()}
    said = {**alert.words.get(language, {}), **typed}
    _keep(desk, alert, {**alert.words, language: said})


def write_whole(desk: Desk, alert: Alert, language: str, text: str) -> None:
    """The first line is the heading, the rest the text."""
    headline, _, rest = in_free_words(desk, text.strip()).partition("\n")
    write(desk, alert, language, headline=headline, text=rest)


def write_sentence(desk: Desk, alert: Alert, sentence: str) -> None:
    """Of danger now: as typed in every language, under a heading that is translated."""
    if not sentence.strip():
        raise AlertNeedsWords
    said = in_free_words(desk, sentence.strip())
    zone = desk.station.timezone
    _keep(
        desk,
        alert,
        {
            language: {
                "headline": as_read("flash_heading", language, {}, zone),
                "text": said,
            }
            for language in LANGUAGES
        },
    )


def without_instruction(alert: Alert, language: str) -> None:
    if language in alert.words:
        said = {name: v for name, v in alert.words[language].items() if name != "instruction"}
        alert.words = {**alert.words, language: said}


def set_contact(desk: Desk, alert: Alert, text: str) -> None:
    """Whom to ask: it stands under the words in every language."""
    contact = in_free_words(desk, " ".join(text.split()))
    if not contact:
        raise AlertNeedsWords
    checking.must_fit(desk, alert, alert.words, alert.content, contact)
    alert.contact = contact


def must_be_language(language: str) -> None:
    if language not in LANGUAGES:
        raise OutdatedButton


def _keep(desk: Desk, alert: Alert, words: dict[str, dict[str, str]]) -> None:
    checking.must_fit(desk, alert, words, alert.content)
    alert.words, alert.template = words, None
