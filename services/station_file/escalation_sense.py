"""Whether what the file says of escalation fits together: hours, and whom a step means."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from services.escalation_policy import HOLDER, NIGHT, SeesTo, length, name_of
from services.station_file.document import Document, Place
from services.station_file.places import Finding, finding, meant

LONGEST_WAY = timedelta(hours=24)
WHOM = ("notify", "person", "role")


@dataclass(frozen=True)
class EscalationSense:
    """`broken` are the places whose form is wrong: they are passed over here."""

    document: Document
    data: dict[str, Any]
    broken: set[Place]

    def findings(self) -> Iterator[Finding]:
        given = self.data.get("escalation")
        if not isinstance(given, dict):
            return
        yield from self._night(given.get("night"))
        yield from self._on_the_way(given)
        policies = given.get("policies")
        for index, policy in enumerate(policies if isinstance(policies, list) else ()):
            if isinstance(policy, dict) and isinstance(policy.get("steps"), list):
                yield from self._steps(("escalation", "policies", index), policy)

    def _night(self, night: Any) -> Iterator[Finding]:
        """A morning's promise comes once the night is over, and before the next one."""
        place = ("escalation", "night")
        if not isinstance(night, dict) or any((*place, key) in self.broken for key in NIGHT):
            return
        hours = {**NIGHT, **night}
        if night and hours["from"] != hours["to"] and hours["promise"] < hours["to"]:
            what = f"the promise ({hours['promise']}) is before the night ends ({hours['to']})."
            yield self._finding((*place, "promise" if "promise" in night else "to"), what)

    def _on_the_way(self, given: dict[str, Any]) -> Iterator[Finding]:
        place = ("escalation", "on_the_way")
        if "on_the_way" not in given or place in self.broken:
            return
        if length(given["on_the_way"]) > LONGEST_WAY:
            yield self._finding(
                place, f"{given['on_the_way']} is longer than 24h: nobody is on the way for a day."
            )

    def _steps(self, place: Place, policy: dict[str, Any]) -> Iterator[Finding]:
        first: set[str] = set()
        people = self.data.get("people")
        listed = people if isinstance(people, list) else []
        badges = [str(one.get("badge")) for one in listed if isinstance(one, dict)]
        for index, step in enumerate(policy["steps"]):
            at = (*place, "steps", index)
            if not isinstance(step, dict) or any((*at, key) in self.broken for key in WHOM):
                continue
            if len([key for key in WHOM if key in step]) != 1:
                yield self._finding(at, "a step names one of notify, person and role.")
                continue
            if (name := name_of(step)) in first:
                yield self._finding(at, "this step stands here twice: use repeat.")
            first.add(name)
            if "person" in step and step["person"] not in badges:
                what = f'there is no badge "{step["person"]}" among the people.'
                yield self._finding((*at, "person"), what + meant(step["person"], badges))
            unaccepted = policy.get("purpose", SeesTo.UNACCEPTED) == SeesTo.UNACCEPTED
            if name == HOLDER and unaccepted:
                yield self._finding(at, "nobody holds a case that is unaccepted.")

    def _finding(self, place: Place, what: str) -> Finding:
        return finding(self.document, place, what)
