"""Whether what the file says of duty fits together: rules, days, hours, who stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from services import workdays
from services.calendars import wrong_with_rule
from services.station_file.document import Document, Place
from services.station_file.places import Finding, finding, meant

OF_RECURRING = ("days", "except", "instead")


@dataclass(frozen=True)
class DutySense:
    """`broken` are the places whose form is wrong: they are passed over here."""

    document: Document
    data: dict[str, Any]
    broken: set[Place]

    def findings(self) -> Iterator[Finding]:
        yield from self._policy()
        for index, person in _entries(self.data.get("people")):
            yield from self._hours(("people", index, "working_hours"), person.get("working_hours"))
        for index, shift in _entries(self.data.get("shifts")):
            yield from self._recurring(("shifts", index), shift)

    def _policy(self) -> Iterator[Finding]:
        duty = self.data.get("duty")
        if not isinstance(duty, dict):
            return
        yield from self._hours(("duty", "hours"), duty.get("hours"))
        where = duty.get("holidays")
        is_sound = self._is_sound(("duty", "holidays"))
        if isinstance(where, str) and is_sound and not workdays.exists(where):
            what = f'the holidays of "{where}" are not known. Take a code, as CN or ES-MD.'
            yield self._finding(("duty", "holidays"), what)
        for key in ("workdays", "rest_days"):
            yield from self._days(("duty", key), duty.get(key))

    def _recurring(self, place: Place, shift: dict[str, Any]) -> Iterator[Finding]:
        if "repeat" not in shift:
            for key in OF_RECURRING:
                if key in shift:
                    yield self._finding((*place, key), f"{key} needs repeat beside it.")
            return
        for key in ("from", "to"):
            if key not in shift:
                what = f"a shift that repeats needs {key}: the first time."
                yield self._finding((*place, "repeat"), what)
        if isinstance(shift["repeat"], str) and (wrong := wrong_with_rule(shift["repeat"])):
            yield self._finding((*place, "repeat"), wrong)
        yield from self._days((*place, "except"), shift.get("except"))
        for index, one in _entries(shift.get("instead")):
            yield from self._instead((*place, "instead", index), one)

    def _instead(self, place: Place, one: dict[str, Any]) -> Iterator[Finding]:
        yield from self._day((*place, "on"), one.get("on"))
        badges = [str(person.get("badge")) for _, person in _entries(self.data.get("people"))]
        codes = [str(grid.get("code")) for _, grid in _entries(self.data.get("grids"))]
        if "badge" in one and one["badge"] not in badges:
            what = f'there is no badge "{one["badge"]}" among the people.'
            yield self._finding((*place, "badge"), what + meant(one["badge"], badges))
        grids = one.get("grids")
        for index, code in enumerate(grids if isinstance(grids, list) else ()):
            if code not in codes:
                what = f'there is no grid "{code}".{meant(code, codes)}'
                yield self._finding((*place, "grids", index), what)
        for key in ("from", "to"):
            yield from self._day((*place, key), str(one[key])[:10] if key in one else None)

    def _hours(self, place: Place, hours: Any) -> Iterator[Finding]:
        if not isinstance(hours, dict) or not all(self._is_sound((*place, k)) for k in hours):
            return
        if {"from", "to"} <= hours.keys() and hours["to"] <= hours["from"]:
            what = f"work ends ({hours['to']}) before it begins ({hours['from']})."
            yield self._finding((*place, "to"), what)

    def _days(self, place: Place, days: Any) -> Iterator[Finding]:
        for index, day in enumerate(days if isinstance(days, list) else ()):
            yield from self._day((*place, index), day)

    def _day(self, place: Place, day: Any) -> Iterator[Finding]:
        if not isinstance(day, str) or not self._is_sound(place):
            return
        try:
            date.fromisoformat(day)
        except ValueError:
            yield self._finding(place, f"{day} is not in the calendar.")

    def _is_sound(self, place: Place) -> bool:
        return place not in self.broken

    def _finding(self, place: Place, what: str) -> Finding:
        return finding(self.document, place, what)


def _entries(listed: Any) -> list[tuple[int, dict[str, Any]]]:
    found = listed if isinstance(listed, list) else []
    return [(index, one) for index, one in enumerate(found) if isinstance(one, dict)]
