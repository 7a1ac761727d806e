"""Where other authorities' alerts come from: the feeds of the station file, or a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.alert import Severity
from models.station import Station


@dataclass(frozen=True)
class Source:
    """One without an address is a file, which a person has chosen. What is `trusted`, by severity,
    goes out without anybody's approval."""

    name: str
    url: str | None = None
    trusted: frozenset[Severity] = frozenset()

    @property
    def by_hand(self) -> bool:
        return self.url is None


@dataclass(frozen=True)
class Feeds:
    """`hosts` are all that may be asked, `inside` those of them that may be private or speak plain
    http."""

    sources: tuple[Source, ...]
    hosts: frozenset[str]
    inside: frozenset[str]


def feeds_of(station: Station) -> Feeds:
    given: Mapping[str, Any] = station.alerts or {}
    inside = frozenset(given.get("private_feed_hosts", ()))
    return Feeds(
        sources=tuple(map(_source, given.get("feeds", ()))),
        hosts=inside | frozenset(given.get("feed_hosts", ())),
        inside=inside,
    )


def _source(given: Mapping[str, Any]) -> Source:
    trusted = frozenset(map(Severity, given.get("trusted", ())))
    return Source(given["name"], given["url"], trusted)
