"""XML from strangers: no document type, no entities, nothing from elsewhere, and not too much."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

LARGEST = 2 * 1024 * 1024  # bytes


class CapError(ValueError):
    """A plain sentence that says what is wrong, and in which element."""


def parsed(data: bytes, largest: int = LARGEST) -> Element:
    """Raises CapError."""
    if len(data) > largest:
        raise CapError(f"The document is larger than {largest // 1024 // 1024} MB.")
    try:
        root: Element = fromstring(
            data, forbid_dtd=True, forbid_entities=True, forbid_external=True
        )
    except DefusedXmlException:
        raise CapError("The document has a DTD or entities, which are not accepted.") from None
    except ParseError as error:
        line, column = error.position
        raise CapError(f"It is no XML: line {line}, column {column + 1} can't be read.") from None
    except (ValueError, LookupError):
        raise CapError("It is no XML in an encoding that is read: take UTF-8.") from None
    return root


def split(tag: str) -> tuple[str, str]:
    """Namespace and name."""
    namespace, found, name = tag.removeprefix("{").rpartition("}")
    return (namespace, name) if found else ("", tag)
