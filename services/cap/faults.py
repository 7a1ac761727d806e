"""What is wrong with an alert, in plain sentences that name the element."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from services.cap.alert import Alert, Area, Circle, Info, MsgType, Point, Reference, Scope
from services.cap.elements import ALERT, Group
from services.cap.values import TEXT, TIME

DEFAULT_LANGUAGE = "en-US"
_NAME = re.compile(r"[^\s,<&]+")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERRING = (MsgType.UPDATE, MsgType.CANCEL, MsgType.ACK, MsgType.ERROR)


def faults(alert: Alert) -> list[str]:
    """What the standard forbids (CAP 1.2, section 3.2); none for an alert that may be sent."""
    return [*_of_group(alert, ALERT, ""), *_of_head(alert), *_of_infos(alert)]


def own_faults(alert: Alert) -> list[str]:
    """What the standard allows, and our own alerts don't have."""
    found = []
    said = Counter((info.language or DEFAULT_LANGUAGE).casefold() for info in alert.infos)
    found += [f'<info>: "{one}" is said twice.' for one, times in said.items() if times > 1]
    if not alert.infos and alert.msg_type in (MsgType.ALERT, MsgType.UPDATE):
        found.append("<info> is missing: the alert says nothing.")
    for number, info in enumerate(alert.infos, 1):
        if _is_aware(info.expires) and _is_aware(alert.sent) and info.expires <= alert.sent:  # type: ignore[operator]  # _is_aware says that both are there.
            found.append(f"<info> {number} <expires> isn't after <sent>.")
    return found


def _of_group(value: object, group: Group, path: str) -> Iterator[str]:
    for part in group.parts:
        held = getattr(value, part.field)
        name = f"{path}<{part.element}>"
        if part.needed and held in (None, "", ()):
            yield f"{name} is missing."
            continue
        for index, item in enumerate(held if part.many else (held,), 1):
            where = f"{name} {index} " if part.many else f"{name} "
            if isinstance(part.form, Group):
                yield from _of_group(item, part.form, where)
            elif item is not None:
                yield from _of_value(item, part.form, where)


def _of_value(item: Any, form: object, where: str) -> Iterator[str]:
    if form is TEXT and not item.strip():
        yield f"{where}is empty."
    if form is TEXT and _NOT_IN_XML.search(item):
        yield f"{where}has a character that XML can't hold."
    if form is TIME and not _is_aware(item):
        yield f"{where}is a time without an offset."


def _of_head(alert: Alert) -> Iterator[str]:
    for element, name in (("identifier", alert.identifier), ("sender", alert.sender)):
        if name and not _NAME.fullmatch(name):
            yield f"<{element}> must not have spaces, commas, < or &."
    if alert.msg_type in _REFERRING and not alert.references:
        yield f"<references> is missing: {alert.msg_type} must name the earlier message."
    for one in alert.references:
        yield from _of_reference(one)
    if alert.scope is Scope.RESTRICTED and not alert.restriction:
        yield "<restriction> is missing: the scope is Restricted."
    if alert.scope is Scope.PRIVATE and not alert.addresses:
        yield "<addresses> is missing: the scope is Private."
    for element, listed in (("addresses", alert.addresses), ("incidents", alert.incidents)):
        if any(not item.strip() or '"' in item or _NOT_IN_XML.search(item) for item in listed):
            yield f"<{element}> has an empty item, or one with a quotation mark."


def _of_reference(reference: Reference) -> Iterator[str]:
    if not _NAME.fullmatch(reference.sender) or not _NAME.fullmatch(reference.identifier):
        yield "<references> must have senders and identifiers without spaces, commas, < or &."
    if not _is_aware(reference.sent):
        yield "<references> has a time without an offset."


def _of_infos(alert: Alert) -> Iterator[str]:
    for number, info in enumerate(alert.infos, 1):
        yield from _of_info(info, f"<info> {number} ")
        for count, area in enumerate(info.areas, 1):
            yield from _of_area(area, f"<info> {number} <area> {count} ")


def _of_info(info: Info, path: str) -> Iterator[str]:
    if info.language is not None and not _LANGUAGE.fullmatch(info.language):
        yield f"{path}<language> must be a tag like zh-Hans."
    addresses = [("web", info.web), *(("uri", one.uri) for one in info.resources)]
    for element, address in addresses:
        if address is not None and re.search(r"\s", address.strip()):
            yield f"{path}<{element}> must not have spaces."
    if any(one.size is not None and one.size < 0 for one in info.resources):
        yield f"{path}<size> must not be negative."


def _of_area(area: Area, path: str) -> Iterator[str]:
    for polygon in area.polygons:
        if len(polygon) < 4:
            yield f"{path}<polygon> must have at least four points."
        elif polygon[0] != polygon[-1]:
            yield f"{path}<polygon> must end where it begins."
        if not all(_is_on_earth(point) for point in polygon):
            yield f"{path}<polygon> has a point that isn't on earth: latitude stands first."
    for circle in area.circles:
        yield from _of_circle(circle, path)
    if area.ceiling is not None and area.altitude is None:
        yield f"{path}<ceiling> must not stand without <altitude>."


def _of_circle(circle: Circle, path: str) -> Iterator[str]:
    if not _is_on_earth((circle.latitude, circle.longitude)):
        yield f"{path}<circle> has a point that isn't on earth: latitude stands first."
    if not (math.isfinite(circle.radius) and circle.radius >= 0):
        yield f"{path}<circle> must have a radius in kilometres."


def _is_on_earth(point: Point) -> bool:
    return abs(point[0]) <= 90 and abs(point[1]) <= 180


def _is_aware(at: datetime | None) -> bool:
    return at is not None and at.utcoffset() is not None
