"""Feeds of alerts: Atom (RFC 4287), RSS 2.0, or an alert by itself."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from services.cap.alert import Alert
from services.cap.document import LARGEST, CapError, parsed, split
from services.cap.elements import NAMESPACE
from services.cap.reading import of_element

ATOM = "http://www.w3.org/2005/Atom"
CAP_TYPE = "application/cap+xml"
MOST = 1000  # entries; the newest stand first


@dataclass(frozen=True)
class Entry:
    """`alert` is there where the feed holds it; `fault` says why it can't be read. Otherwise it
    has to be fetched by its link."""

    id: str
    link: str | None
    updated: datetime | None
    alert: Alert | None = None
    fault: str | None = None


def entries(data: bytes, address: str = "", largest: int = LARGEST) -> list[Entry]:
    """Those that have an id, in the feed's order; relative links are of `address`, where it was
    fetched. Raises CapError where it is no feed at all."""
    root = parsed(data, largest)
    namespace, name = split(root.tag)
    if (namespace, name) == (NAMESPACE, "alert"):
        alert = of_element(root)
        return [Entry(alert.identifier, None, alert.sent, alert)]
    if (namespace, name) == (ATOM, "feed"):
        found = [_of_atom(one, address) for one in root.findall(f"{{{ATOM}}}entry")]
    elif name == "rss":
        found = [_of_rss(one, address) for one in root.findall("channel/item")]
    else:
        raise CapError(f"It is neither Atom nor RSS nor CAP 1.2: it begins with <{name[:40]}>.")
    return [one for one in found if one.id][:MOST]


def _of_atom(entry: Element, address: str) -> Entry:
    alert, fault = _inline(entry)
    link = _atom_link(entry, address)
    updated = _time(_text(entry, f"{{{ATOM}}}updated") or _text(entry, f"{{{ATOM}}}published"))
    return Entry(_text(entry, f"{{{ATOM}}}id"), link, updated, alert, fault)


def _atom_link(entry: Element, address: str) -> str | None:
    """The one to a CAP document, or else the entry's own."""
    links = [one for one in entry.findall(f"{{{ATOM}}}link") if one.get("href")]
    own = [one for one in links if one.get("rel", "alternate") == "alternate"]
    best = [one for one in links if one.get("type", "").startswith(CAP_TYPE)] or own or links
    return _joined(address, str(best[0].get("href"))) if best else None


def _of_rss(item: Element, address: str) -> Entry:
    alert, fault = _inline(item)
    link = _text(item, "link")
    name = _text(item, "guid") or link or (alert.identifier if alert else "")
    updated = _mail_time(_text(item, "pubDate"))
    return Entry(name, _joined(address, link) if link else None, updated, alert, fault)


def _joined(address: str, link: str) -> str:
    """What is no address at all stays as it is: whoever fetches it says so."""
    try:
        return urljoin(address, link)
    except ValueError:
        return link


def _inline(entry: Element) -> tuple[Alert | None, str | None]:
    found = next(entry.iter(f"{{{NAMESPACE}}}alert"), None)
    if found is None:
        return None, None
    try:
        return of_element(found), None
    except CapError as error:
        return None, str(error)


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _time(text: str) -> datetime | None:
    try:
        return _aware(datetime.fromisoformat(text))
    except ValueError:
        return None


def _mail_time(text: str) -> datetime | None:
    try:
        return _aware(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
