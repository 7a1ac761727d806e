"""Whether what the file says of other authorities' alerts fits together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from services.station_file.document import Document, Place
from services.station_file.places import Finding, finding, meant

FEEDS = ("alerts", "feeds")


@dataclass(frozen=True)
class FeedsSense:
    """`broken` are the places whose form is wrong: they are passed over here."""

    document: Document
    data: dict[str, Any]
    broken: set[Place]

    def findings(self) -> Iterator[Finding]:
        given = self.data.get("alerts")
        feeds = given.get("feeds") if isinstance(given, dict) else None
        names: dict[str, Place] = {}
        for index, feed in enumerate(feeds if isinstance(feeds, list) else ()):
            if not isinstance(feed, dict):
                continue
            place = (*FEEDS, index, "name")
            name = feed.get("name")
            if isinstance(name, str):
                if name in names:
                    line = self.document.line_of(names[name])
                    yield self._finding(place, f"{name} stands on line {line} already.")
                names.setdefault(name, place)
            yield from self._host((*FEEDS, index, "url"), feed.get("url"))

    def _host(self, place: Place, url: Any) -> Iterator[Finding]:
        if not isinstance(url, str) or place in self.broken:
            return
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            yield self._finding(place, f"{url[:60]} is no address.")
            return
        public, inside = self._hosts("feed_hosts"), self._hosts("private_feed_hosts")
        if host not in public | inside:
            what = f'the host "{host}" doesn\'t stand under feed_hosts.'
            yield self._finding(place, what + meant(host, public | inside))
        elif parts.scheme != "https" and host not in inside:
            remedy = "name its host under private_feed_hosts if it has to be http."
            yield self._finding(place, f"only https addresses are asked: {remedy}")

    def _hosts(self, key: str) -> set[str]:
        listed = self.data["alerts"].get(key)
        return set(map(str, listed)) if isinstance(listed, list) else set()

    def _finding(self, place: Place, what: str) -> Finding:
        return finding(self.document, place, what)
