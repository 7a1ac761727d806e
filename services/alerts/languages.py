"""In which language an alert is read where."""

from locales import LANGUAGES
from models.alert import Alert


def language_of(alert: Alert, reads: str, station: str) -> str:
    """The best that there are words in: the reader's, the station's, or any."""
    return next(one for one in (reads, station, *LANGUAGES, *alert.words) if one in alert.words)
