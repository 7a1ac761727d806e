"""An Alert becomes a CAP document that is valid by the public schema."""

from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from services.cap.alert import Alert
from services.cap.document import CapError
from services.cap.elements import ALERT, NAMESPACE, Group, Part
from services.cap.faults import faults, own_faults


def write(alert: Alert) -> bytes:
    """In UTF-8. Raises CapError with what is wrong. Times are cut to seconds, lines end with a
    line feed, and texts are written without the white space around them."""
    if found := faults(alert) + own_faults(alert):
        raise CapError(" ".join(found))
    root = Element("alert", {"xmlns": NAMESPACE})
    _fill(root, alert, ALERT)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _fill(element: Element, value: object, group: Group) -> None:
    for part in group.parts:
        held = getattr(value, part.field)
        for item in held if part.many else () if held in (None, ()) else (held,):
            _add(SubElement(element, part.element), item, part)


def _add(element: Element, item: Any, part: Part) -> None:
    if isinstance(part.form, Group):
        _fill(element, item, part.form)
    else:
        text = part.form.write(item).strip()
        element.text = text.replace("\r\n", "\n").replace("\r", "\n")
