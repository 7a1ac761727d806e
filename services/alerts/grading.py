"""How serious an alert is, and for how long it holds."""

from typing import Any

from models.alert import Alert
from services.alerts import drafts, showing
from services.alerts.form import Sheet
from services.desk import Desk


async def grade(desk: Desk, alert_id: int, sheet: Sheet, **chosen: Any) -> None:
    """Severity, urgency, certainty, category or valid_minutes: then readers are told until when."""
    alert: Alert = await drafts.mine(desk, alert_id)
    for name, value in chosen.items():
        setattr(alert, name, value)
    if "valid_minutes" in chosen:
        alert.until_chosen = True
    await showing.show(desk, alert, sheet)
