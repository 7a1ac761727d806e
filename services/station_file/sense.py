"""Whether what the file says fits together, as far as its form allows to tell."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from locales import LANGUAGES
from services.local_time import NoSuchTimeError, begins, ends
from services.station_file.alerts_sense import AlertsSense
from services.station_file.document import Document, Place
from services.station_file.duty_sense import DutySense
from services.station_file.escalation_sense import EscalationSense
from services.station_file.feeds_sense import FeedsSense
from services.station_file.handover_sense import HandoverSense
from services.station_file.places import Finding, finding, meant


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


class Sense:
    """`broken` are the places whose form is wrong: they are passed over here."""

    def __init__(self, document: Document, broken: Iterable[Place]) -> None:
        self._document = document
        self._broken = set(broken)
        data = document.data if isinstance(document.data, dict) else {}
        self._data: dict[str, Any] = data
        self._codes = [code for _, code in self._all("grids", "code")]
        self._badges = [badge for _, badge in self._all("people", "badge")]

    def findings(self) -> Iterator[Finding]:
        yield from self._timezone()
        yield from self._languages()
        yield from self._twice("grids", "code")
        yield from self._twice("groups", "id")
        yield from self._twice("areas", "code")
        yield from self._twice("places", "code")
        yield from self._places()
        yield from self._one_area()
        yield from self._twice("people", "badge")
        yield from self._twice("people", "telegram")
        yield from self._duty_room()
        yield from self._references()
        yield from self._uncovered()
        yield from self._times()
        yield from DutySense(self._document, self._data, self._broken).findings()
        yield from EscalationSense(self._document, self._data, self._broken).findings()
        yield from HandoverSense(self._document, self._data, self._broken).findings()
        yield from AlertsSense(self._document, self._data, self._broken).findings()
        yield from FeedsSense(self._document, self._data, self._broken).findings()

    def _timezone(self) -> Iterator[Finding]:
        for place, name in self._station("timezone"):
            if name not in _zones():
                remedy = meant(name, _zones()) or " Take an IANA name, as Asia/Shanghai."
                yield self._finding(place, f'"{name}" is not a time zone.{remedy}')

    def _languages(self) -> Iterator[Finding]:
        for place, language in (
            *self._station("language"),
            *self._all("groups", "language"),
            *self._all("people", "language"),
        ):
            if language not in LANGUAGES:
                known = ", ".join(LANGUAGES)
                what = f'there is no "{language}" among the languages: {known}.'
                yield self._finding(place, what + meant(language, LANGUAGES))

    def _twice(self, section: str, key: str) -> Iterator[Finding]:
        first: dict[Any, Place] = {}
        for place, value in self._all(section, key):
            if value in first:
                line = self._document.line_of(first[value])
                yield self._finding(place, f"{value} stands on line {line} already.")
            first.setdefault(value, place)

    def _duty_room(self) -> Iterator[Finding]:
        rooms = [group for _, group in self._station("duty_room")]
        for place, group in (*self._lists("grids", "groups"), *self._all("groups", "id")):
            if group in rooms:
                yield self._finding(place, f"{group} is the duty room: it can't be a grid's group.")

    def _one_area(self) -> Iterator[Finding]:
        first: dict[Any, Place] = {}
        for place, code in self._lists("areas", "grids"):
            if code in first:
                line = self._document.line_of(first[code])
                yield self._finding(place, f'the grid "{code}" is in the area on line {line}.')
            first.setdefault(code, place)

    def _places(self) -> Iterator[Finding]:
        """A poster is made by a code alone, and a place stands in a grid that is looked after."""
        for place, code in self._all("places", "code"):
            if code in self._codes:
                yield self._finding(place, f'"{code}" is a grid\'s code: give the place another.')
        for place, code in self._all("places", "grid"):
            if code not in self._codes:
                yield self._finding(place, f'there is no grid "{code}".{meant(code, self._codes)}')

    def _references(self) -> Iterator[Finding]:
        for section in ("groups", "areas", "people", "shifts"):
            for place, code in self._lists(section, "grids"):
                if code not in self._codes:
                    what = f'there is no grid "{code}".{meant(code, self._codes)}'
                    yield self._finding(place, what)
        for place, badge in self._all("shifts", "badge"):
            if badge not in self._badges:
                what = f'there is no badge "{badge}" among the people.{meant(badge, self._badges)}'
                yield self._finding(place, what)

    def _uncovered(self) -> Iterator[Finding]:
        """A grid where a case would find nobody, ever."""
        shifts = self._data.get("shifts")
        if not isinstance(shifts, list):
            return
        covered = {code for _, code in self._lists("shifts", "grids")}
        for index, grid in self._entries("grids"):
            for_all = any(isinstance(one, dict) and one.get("grids") == "all" for one in shifts)
            if grid.get("active", True) and not for_all and grid.get("code") not in covered:
                remedy = "add it to one under shifts, or give it active: false."
                what = f'no shift names the grid "{grid.get("code")}": {remedy}'
                yield self._finding(("grids", index), what)

    def _times(self) -> Iterator[Finding]:
        zones = [name for _, name in self._station("timezone") if name in _zones()]
        for index, shift in self._entries("shifts"):
            yield from self._shift_times(("shifts", index), shift, ZoneInfo((*zones, "UTC")[0]))

    def _shift_times(
        self, place: Place, shift: dict[str, Any], zone: ZoneInfo
    ) -> Iterator[Finding]:
        read: list[datetime] = []
        for key, instant in (("from", begins), ("to", ends)):
            if key in shift and (*place, key) not in self._broken:
                try:
                    read.append(instant(shift[key], zone))
                except NoSuchTimeError as error:
                    yield self._finding((*place, key), str(error))
        if len(read) == 2 and read[1] <= read[0]:
            what = f"the shift ends ({shift['to']}) before it begins ({shift['from']})."
            yield self._finding((*place, "to"), what)

    def _station(self, key: str) -> list[tuple[Place, Any]]:
        station = self._data.get("station")
        place = ("station", key)
        if not isinstance(station, dict) or key not in station or place in self._broken:
            return []
        return [(place, station[key])]

    def _entries(self, section: str) -> list[tuple[int, dict[str, Any]]]:
        """The section's entries, with their indexes, as far as they are entries at all."""
        found = self._data.get(section)
        listed = found if isinstance(found, list) else []
        return [(i, entry) for i, entry in enumerate(listed) if isinstance(entry, dict)]

    def _all(self, section: str, key: str) -> list[tuple[Place, Any]]:
        """That key of every entry that has it in the right form."""
        return [
            ((section, index, key), entry[key])
            for index, entry in self._entries(section)
            if key in entry and (section, index, key) not in self._broken
        ]

    def _lists(self, section: str, key: str) -> list[tuple[Place, Any]]:
        """All items of that key's lists."""
        return [
            ((*place, index), item)
            for place, items in self._all(section, key)
            if isinstance(items, list)
            for index, item in enumerate(items)
            if (*place, index) not in self._broken
        ]

    def _finding(self, place: Place, what: str) -> Finding:
        return finding(self._document, place, what)
