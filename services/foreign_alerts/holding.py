"""For how long another authority's alert holds: until the time that it names, whenever it goes."""

from datetime import datetime

from models.alert import Alert

MINUTE = 60


def until(alert: Alert) -> datetime:
    given = alert.imported or {}
    return datetime.fromisoformat(given["until"])


def hold(alert: Alert, since: datetime) -> None:
    """From `since` on, when it goes out."""
    left = (until(alert) - since).total_seconds()
    alert.valid_minutes = max(0, int(left // MINUTE))
