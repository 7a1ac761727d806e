"""Whether what follows an alert fits into one message."""

from collections.abc import Mapping

from models.alert import Alert
from services.alerts import checking
from services.desk import Desk
from services.errors import AlertTextTooLong


def must_fit(desk: Desk, alert: Alert, words: Mapping[str, dict[str, str]]) -> None:
    """These words, in each language, with all that stands around them. Raises AlertTextTooLong."""
    limit = checking.limit(alert.content)
    for language, said in words.items():
        units = checking.measured(desk, alert, language, said)
        if units > limit:
            raise AlertTextTooLong(limit=limit, units=units)
