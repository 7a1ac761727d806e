"""Whether what the file says of alerts fits together: who could approve one, and quiet hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.alerts.policy import Approval
from services.alerts.scheduling import WRITERS
from services.calendar_rule import QUIET
from services.station_file.document import Document, Place
from services.station_file.places import Finding, finding

HOURS = ("alerts", "quiet_hours")


@dataclass(frozen=True)
class AlertsSense:
    """`broken` are the places whose form is wrong: they are passed over here."""

    document: Document
    data: dict[str, Any]
    broken: set[Place]

    def findings(self) -> Iterator[Finding]:
        given = self.data.get("alerts")
        if not isinstance(given, dict):
            return
        yield from self._approval(given.get("approval"))
        yield from self._quiet_hours(given.get("quiet_hours"))

    def _approval(self, approval: Any) -> Iterator[Finding]:
        """One alone would wait for a second person for ever."""
        place: Place = ("alerts", "approval")
        if approval not in (Approval.ORDINARY, Approval.ALL) or place in self.broken:
            return
        people = self.data.get("people")
        listed = people if isinstance(people, list) else []
        roles = [one.get("roles") for one in listed if isinstance(one, dict)]
        writers = [one for one in roles if isinstance(one, list) and WRITERS & set(map(str, one))]
        if len(writers) < 2:
            what = "a second leader or chief approves alerts: the file names fewer than two."
            yield self._finding(place, what)

    def _quiet_hours(self, hours: Any) -> Iterator[Finding]:
        """None at all are meant only where the file says both."""
        if not isinstance(hours, dict) or any((*HOURS, key) in self.broken for key in hours):
            return
        usual = QUIET.dumped()
        both = {**usual, **hours}
        if len(hours) == 1 and both["from"] == both["to"]:
            (key,) = hours
            other = next(one for one in usual if one != key)
            what = f'"{other}" is {usual[other]} where it is left out, so that there would be no '
            yield self._finding((*HOURS, key), what + "quiet hours: say both.")

    def _finding(self, place: Place, what: str) -> Finding:
        return finding(self.document, place, what)
