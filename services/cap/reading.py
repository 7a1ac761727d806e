"""A CAP document becomes an Alert, if it keeps to the schema and the standard."""

from dataclasses import replace
from typing import Any, cast
from xml.etree.ElementTree import Element

from services.cap.alert import Alert, Leniency
from services.cap.document import LARGEST, CapError, parsed, split
from services.cap.elements import ALERT, NAMESPACE, Group, Part
from services.cap.faults import faults
from services.cap.values import REFERENCES, TIME, Form, is_zulu

TIMES = (TIME, REFERENCES)


def read(data: bytes, largest: int = LARGEST) -> Alert:
    """Raises CapError, which names the element. Elements of other namespaces (a signature) are
    passed over, and the white space around texts is left out."""
    return of_element(parsed(data, largest))


def of_element(root: Element) -> Alert:
    namespace, name = split(root.tag)
    if name != "alert" or namespace != NAMESPACE:
        shown = f"<{name[:40]}> of {namespace[:60]}" if namespace else f"<{name[:40]}>"
        raise CapError(f"It is no CAP 1.2 alert: it begins with {shown}.")
    alert = cast(Alert, _group(root, ALERT, ""))
    if found := faults(alert):
        raise CapError(found[0])
    return replace(alert, lenient=(Leniency.ZULU,)) if _has_zulu(root, ALERT) else alert


def _has_zulu(element: Element, group: Group) -> bool:
    """Whether any of its times is written with Z."""
    parts = {f"{{{NAMESPACE}}}{part.element}": part.form for part in group.parts}
    for child in element:
        form = parts.get(child.tag)
        if isinstance(form, Group):
            if _has_zulu(child, form):
                return True
        elif form in TIMES and is_zulu((child.text or "").strip()):
            return True
    return False


def _group(element: Element, group: Group, path: str) -> object:
    found = _sorted(element, group, path)
    values: dict[str, Any] = {}
    for part in group.parts:
        children = found.get(part.element, [])
        if part.needed and not children:
            raise CapError(f"{path}<{part.element}> is missing.")
        if len(children) > 1 and not part.many:
            raise CapError(f"{path}<{part.element}> stands there twice.")
        read_all = [
            _value(child, part, _path(path, part, index)) for index, child in enumerate(children, 1)
        ]
        if part.many:
            values[part.field] = tuple(read_all)
        elif read_all and read_all[0] is not None:
            values[part.field] = read_all[0]
    return group.made(**values)


def _sorted(element: Element, group: Group, path: str) -> dict[str, list[Element]]:
    order = [part.element for part in group.parts]
    found: dict[str, list[Element]] = {}
    last = ""
    for child in element:
        namespace, name = split(child.tag)
        if namespace != NAMESPACE:
            continue
        if name not in order:
            raise CapError(f"{path}<{name[:40]}> is no element that CAP 1.2 knows there.")
        if last and order.index(name) < order.index(last):
            raise CapError(f"{path}<{name}> must stand before <{last}>.")
        found.setdefault(name, []).append(child)
        last = name
    return found


def _value(element: Element, part: Part, path: str) -> Any:
    if isinstance(part.form, Group):
        return _group(element, part.form, path)
    text = (element.text or "").strip()
    if len(element):
        raise CapError(f"{path}must hold nothing but text.")
    if not text and (part.needed or part.many):
        raise CapError(f"{path}is empty.")
    return _of_text(text, part.form, path) if text else None


def _of_text(text: str, form: Form, path: str) -> Any:
    try:
        return form.read(text)
    except ValueError as error:
        raise CapError(f"{path}{error}") from None


def _path(path: str, part: Part, index: int) -> str:
    """<info> 2 <area> 1 <polygon> 1: counted where there may be many."""
    return f"{path}<{part.element}> {index} " if part.many else f"{path}<{part.element}> "
