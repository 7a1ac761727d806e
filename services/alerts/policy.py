"""What the station file says of alerts: quiet hours, and what a second person has to approve."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.alert import Alert
from models.station import Station
from services.calendar_rule import QUIET, QuietHours


class Approval(StrEnum):
    NONE = "none"
    ORDINARY = "ordinary"  # of all but what warns of danger now
    ALL = "all"


@dataclass(frozen=True)
class AlertPolicy:
    approval: Approval
    quiet: QuietHours | None

    def must_be_approved(self, alert: Alert) -> bool:
        """Another authority's always, unless its source is trusted with such."""
        if alert.imported is not None:
            return not alert.imported["trusted"]
        if self.approval is Approval.ORDINARY:
            return not alert.is_urgent
        return self.approval is Approval.ALL


def policy_of(station: Station) -> AlertPolicy:
    """Where quiet hours end when they begin, there are none."""
    given: Mapping[str, Any] = station.alerts or {}
    hours = {**QUIET.dumped(), **given.get("quiet_hours", {})}
    return AlertPolicy(
        approval=Approval(given.get("approval", Approval.NONE)),
        quiet=QuietHours.loaded(hours) if hours["from"] != hours["to"] else None,
    )
