"""Asking for what somebody has to report under an alert."""

from models.address import Address
from models.alert import Alert
from models.exchange import Exchange, Purpose
from services import outbox
from services.desk import Desk
from services.notices.alerts import headline

ALERT = "alert"  # in the form's values: the alert's id


def ask_report(desk: Desk, to: Address, alert: Alert) -> Exchange:
    """A form: what did they see, or what happened to them?"""
    return outbox.say(
        desk,
        to,
        "ask_report",
        {
            ALERT: alert.id,
            "headline": headline(desk, alert, desk.language),
            "police": desk.station.emergency.get("police"),
        },
        purpose=Purpose.ASK_REPORT,
        person_id=desk.me.id,
        reply_to_id=desk.about.id if desk.about else None,
    )
